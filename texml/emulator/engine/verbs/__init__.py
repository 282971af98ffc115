"""What each verb does on a call: a file for each page of the platform's manual."""
