"""Money that comes in: by bank statement and at the till. Each payment posts to the ledger once."""
