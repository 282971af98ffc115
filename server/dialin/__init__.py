"""The dial-in: what a caller is asked, told and let into, from the first ring to the goodbye."""
