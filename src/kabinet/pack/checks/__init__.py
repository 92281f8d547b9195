"""What must hold across the files of a pack. Each check returns every problem it finds."""
