"""The platform, emulated: place calls, run their documents, meet in conferences, with no account and no phone."""
