"""Everything in and out by any channel, registered; delivery proved.

In: a number and a moment in the register. Out: a message is a row in the commit of the deed;
a carrier (mail, SMS) takes it after the commit; what came of it goes into the journal.
"""
