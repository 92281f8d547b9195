"""The demonstration: its people, its clock, its catcher. Never part of a real installation."""
