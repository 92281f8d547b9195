"""What is done about payments: posted, taken at the till, read from the bank's statements."""

from kabinet.payments.actions.covering import cover_debts
from kabinet.payments.actions.matching import MatchedBefore, ReasonNeeded, match_line, put_aside
from kabinet.payments.actions.posting import PaidOtherwise, post_payment
from kabinet.payments.actions.statements import (
    TooManyRows,
    UnreadStatement,
    begin_posting,
    keep_statement,
    post_lines,
)
from kabinet.payments.actions.till import TooMuchCash, take_payment

__all__ = [
    "MatchedBefore",
    "PaidOtherwise",
    "ReasonNeeded",
    "TooManyRows",
    "TooMuchCash",
    "UnreadStatement",
    "begin_posting",
    "cover_debts",
    "keep_statement",
    "match_line",
    "post_lines",
    "post_payment",
    "put_aside",
    "take_payment",
]
