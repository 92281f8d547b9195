"""The operator itself: legal details, showrooms, hours, hotlines."""
