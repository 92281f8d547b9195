"""What people do to a claim, in the order of its life."""
