"""What was charged, for which number and which service."""
