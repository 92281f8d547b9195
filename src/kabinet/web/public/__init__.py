"""Pages for anybody: the form, the status by reference and code, offices, who we are."""
