"""The rules of a transfer: plain Python over facts."""
