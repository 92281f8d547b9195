"""What browser tests share. axe-core (MPL-2.0) lies here to test with; it is not shipped."""
