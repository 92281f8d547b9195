"""Double-entry accounts, transfers and holds, in whole kopecks.

A transfer is one row with a debit account, a credit account and one amount, so that an
unbalanced posting cannot even be written down. Account totals change only here, in the
transaction of the transfer, under row locks taken in id order.
"""
