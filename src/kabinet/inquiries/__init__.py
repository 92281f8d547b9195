"""Questions and fraud reports: answered, each by its own desk; either may become a claim."""
