"""What is done about visits: booked and moved by those who come, ticked by the clerk."""

from kabinet.showroom.actions.booking import Guest, book, cancel, postpone
from kabinet.showroom.actions.meeting import Comer, arrive, finish, no_show, walk_in
from kabinet.showroom.actions.seeing import see_identity, sign

__all__ = [
    "Comer",
    "Guest",
    "arrive",
    "book",
    "cancel",
    "finish",
    "no_show",
    "postpone",
    "see_identity",
    "sign",
    "walk_in",
]
