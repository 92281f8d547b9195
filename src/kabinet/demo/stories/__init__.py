"""The stories: who is who, what each needs, and the next step, read from the data."""
