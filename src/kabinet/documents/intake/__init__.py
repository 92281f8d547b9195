"""What a file must be to be taken in: recognised, named and looked through, never opened."""
