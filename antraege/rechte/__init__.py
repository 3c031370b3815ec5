"""The table of rights, one noun a file; ``antraege.berechtigungen`` merges and asks them."""
