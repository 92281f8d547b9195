"""The complaints book: entries on paper and from the site, each answered, in one register."""
