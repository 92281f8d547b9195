"""The invented world, one file for each step of building it."""
