"""What can be wrong with a file."""

from enum import StrEnum


class Fault(StrEnum):
    EMPTY = "empty"
    TOO_BIG = "too_big"
    NOT_ACCEPTED = "not_accepted"  # a kind that nobody here opens
    NOT_WHAT_IT_SAYS = "not_what_it_says"  # its content is not what its name ends with
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too_many_pixels"
    UNPACKS_TOO_BIG = "unpacks_too_big"
    LOCKED = "locked"  # a password: nobody could read it
    MACROS = "macros"
    ACTIVE = "active"  # a script, a program or another file inside
    REACHES_OUT = "reaches_out"  # would fetch something when it is opened
    TWO_IN_ONE = "two_in_one"  # one file for us, another for a browser
