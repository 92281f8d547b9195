"""Logins, roles and what each role may do; one-time codes that prove a phone or a mailbox."""
