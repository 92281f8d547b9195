"""The desks, by what is done at them."""
