"""A new client applies for corporate service, and becomes a company, a contract, numbers."""
