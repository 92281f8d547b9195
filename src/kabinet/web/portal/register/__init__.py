"""The register of numbers and the orders that begin in it: forms, and what is selected."""
