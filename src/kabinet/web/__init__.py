"""The faces: what a person sees in a browser."""
