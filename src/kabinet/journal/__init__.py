"""Who did and who read what, when: written once, in the commit of the deed, chained by hash."""
