"""Claims: drafted, filed, examined, decided, answered and paid back, in that order."""
