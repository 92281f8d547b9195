"""The pages of a transfer, by who opens them."""
