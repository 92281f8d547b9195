"""Coming in: the number and a code; staff with a password and a second factor."""
