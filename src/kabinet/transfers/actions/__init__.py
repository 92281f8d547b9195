"""What is done about transfers: begun, accepted, chosen, carried out, ended."""

from kabinet.transfers.actions.accepting import NewParty, accept, prove_phone
from kabinet.transfers.actions.choosing import choose_tariffs, confirm, name_users
from kabinet.transfers.actions.cut_over import cut_over
from kabinet.transfers.actions.ending import expire_due, refuse, withdraw
from kabinet.transfers.actions.progress import look_again, look_at_all
from kabinet.transfers.actions.starting import Asked, Invited, invite_again, start

__all__ = [
    "Asked",
    "Invited",
    "NewParty",
    "accept",
    "choose_tariffs",
    "confirm",
    "cut_over",
    "expire_due",
    "invite_again",
    "look_again",
    "look_at_all",
    "name_users",
    "prove_phone",
    "refuse",
    "start",
    "withdraw",
]
