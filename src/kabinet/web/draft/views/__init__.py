"""The pages of the interview, by what is done on them."""
