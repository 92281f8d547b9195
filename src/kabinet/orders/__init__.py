"""Orders: what is to be done to numbers, for one, a selection or a whole spreadsheet of them."""
