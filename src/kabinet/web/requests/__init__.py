"""Papers and visits of a request, for whoever shows them: the account, a link, a desk."""
