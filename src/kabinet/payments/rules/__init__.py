"""How statements are read and matched, and what a payment code says. Plain Python."""
