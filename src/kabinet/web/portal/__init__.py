"""The pages of the subscriber."""
