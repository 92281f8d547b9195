"""Every read of claims."""
