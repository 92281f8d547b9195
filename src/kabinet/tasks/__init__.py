"""Work to be done off the request: rows written in the commit that wants them done.

A worker leases a row, does the work, and marks it done in the transaction of the effect;
a worker that died lets its lease run out, and another takes the row. What leaves the house
is sent at least once, with a stable id; what stays in the database happens exactly once.
"""
