"""One module for each layout that the tables have had, each of which makes it of the one before."""
