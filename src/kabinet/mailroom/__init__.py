"""Everything in and out by any channel, registered; delivery proved."""
