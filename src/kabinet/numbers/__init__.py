"""Phone numbers and lines, whose they are, what is connected to them, and by whose consent."""
