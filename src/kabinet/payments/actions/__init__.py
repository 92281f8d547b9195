"""What is done about payments: posted, taken at the till, read from the bank's statements."""

from kabinet.payments.actions.posting import PaidOtherwise, post_payment

__all__ = ["PaidOtherwise", "post_payment"]
