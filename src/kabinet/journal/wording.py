"""Each code of the journal as a sentence, one for the subscriber's timeline and the desks.

A placeholder is a key of the note's `data`. How a sum, a service or a desk is shown is the
door's business: it hands `say` a function for each key that it knows how to show.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kabinet.journal.models import Note

# What depends on one value of the data stands as "code:value" and is looked up first.
_TELLING = ("outcome", "channel", "action", "to")

SENTENCES: dict[str, Promise | str] = {
    "case.registered": _("Registered under number %(reference)s"),
    "case.routed": _("Passed on to another desk: %(desk)s"),
    "case.assigned": _("An officer has taken the case"),
    "case.freed": _("Put back for anybody to take"),
    "case.note": _("Internal note written"),
    "case.opened": _("Opened by a member of staff"),
    "case.moved:examined": _("Being examined"),
    "case.moved:proposed": _("A decision awaits a second signature"),
    "case.moved": _("Moved on"),
    "case.withdrawn": _("Withdrawn by the claimant"),
    "clock.recomputed": _("A deadline was counted again: now %(due_on)s"),
    "clock.paused": _("A deadline stands still: something is needed from the claimant"),
    "clock.resumed": _("A deadline runs again: now %(due_on)s"),
    "deadline.alarm": _("A deadline is near: %(due_on)s"),
    "message.sent:email": _("A message was sent by e-mail"),
    "message.sent:sms": _("A message was sent by SMS"),
    "message.sent": _("A message was sent"),
    "message.failed:email": _("An e-mail could not be delivered"),
    "message.failed:sms": _("An SMS could not be delivered"),
    "message.failed": _("A message could not be delivered"),
    "drafts.forgotten": _("Unfinished drafts were erased"),
    "messages.forgotten": _("The messages were erased"),
    "decision.proposed:upheld": _("Proposed: uphold, %(amount)s"),
    "decision.proposed:partly": _("Proposed: uphold in part, %(amount)s"),
    "decision.proposed:refused": _("Proposed: refuse"),
    "decision.proposed": _("A decision was proposed"),
    "decision.rejected": _("The proposed decision was sent back"),
    "decision.final:upheld": _("Decided: upheld"),
    "decision.final:partly": _("Decided: upheld in part"),
    "decision.final:refused": _("Decided: refused"),
    "decision.final": _("Decided"),
    "money.refunded": _("Returned to the account: %(amount)s"),
    "application.taken_on": _("The company became a client: contract %(contract)s"),
    "application.refused": _("The application was refused"),
    "book.answered": _("The entry was answered"),
    "account.covered": _("Debts of numbers were paid out of their account: %(amount)s"),
    "statement.kept": _("A bank statement was loaded for trial: %(rows)s rows"),
    "statement.posted": _("Posting of the bank statement was begun"),
    "statement.done": _("The bank statement is posted"),
    "line.matched": _("A payment was matched by hand"),
    "line.put_aside": _("A payment was put aside as no subscriber's"),
    "payment.posted": _("A payment came in: %(amount)s"),
    "service.stopped": _("The service %(service)s was switched off"),
    "service.connected": _("The service %(service)s was switched on"),
    "number.given": _("The number was put on the account"),
    "number.handed_over": _("The number went over to another account"),
    "stock.filled": _("Numbers were put into the free stock: %(count)s"),
    "stock.reserved": _("A free number was reserved"),
    "order.approved": _("The processing centre took up %(count)s lines"),
    "order.refused": _("Lines refused: %(count)s"),
    "order.asked": _("The processing centre asks about %(count)s lines"),
    "order.answered": _("The question was answered"),
    "order.withdrawn": _("Lines withdrawn: %(count)s"),
    "order.worked": _("Carried out: %(done)s lines, refused: %(refused)s"),
    "order.ended": _("All lines have ended: %(done)s done, %(refused)s refused"),
    "network.confirmed:stop_service": _("The network confirmed: %(service)s is off"),
    "network.confirmed:connect_service": _("The network confirmed: %(service)s is on"),
    "network.confirmed": _("The network confirmed the change"),
    "claim.settled": _("Settled at once: %(amount)s returned to the account"),
    "claim.withdrawn": _("The claim was withdrawn"),
    "evidence.opened": _("Evidence opened by a member of staff"),
    "inquiry.answered": _("Answered"),
    "hold.placed": _("A disputed sum was frozen: %(amount)s"),
    "hold.released": _("A frozen sum was released: %(amount)s"),
    "hold.posted": _("A frozen sum was moved: %(amount)s"),
    "paper.sealed": _("An identity paper was recorded"),
    "paper.revealed": _("The passport was read"),
    "paper.searched": _("A search by passport was made"),
    "paper.compared": _("The passport was held against the one that we know"),
    "papers.required": _("It was said which papers are needed"),
    "paper.filled": _("A form was downloaded: %(kind)s"),
    "paper.uploaded": _("A paper was sent: %(kind)s"),
    "paper.accepted": _("A paper was accepted: %(kind)s"),
    "paper.refused": _("A paper was refused: %(kind)s"),
    "paper.opened": _("A paper was opened by a member of staff: %(kind)s"),
    "paper.original_seen": _("The original was seen: %(kind)s"),
    "visit.booked": _("A visit was booked: %(starts_at)s"),
    "visit.postponed": _("The visit was moved: %(starts_at)s"),
    "visit.cancelled": _("The visit was cancelled"),
    "visit.came": _("Somebody came to the showroom"),
    "visit.walked_in": _("Somebody came to the showroom without booking"),
    "visit.appeared": _("It was written down who came: %(capacity)s"),
    "visit.identified": _("The identity document was seen: %(capacity)s"),
    "visit.signed": _("The deed was signed at the showroom"),
    "visit.done": _("The visit ended"),
    "visit.no_show": _("Nobody came to the showroom"),
    "key.rewrapped": _("The key of the person's papers was renewed"),
    "party.registered": _("Recorded as a customer"),
    "party.corrected": _("Personal data corrected"),
    "party.erased": _("Personal data erased"),
    "person.exported": _("A copy of the personal data was made"),
    "person.erased": _("Personal data erased"),
    "consent.given": _("Consent to processing given"),
    "consent.withdrawn": _("Consent to processing withdrawn"),
    "contract.signed": _("Contract signed"),
    "account.opened": _("Account opened"),
    "role.granted": _("Role given: %(role)s"),
    "role.ended": _("Role taken away: %(role)s"),
    "user.created": _("Login made"),
    "user.deactivated": _("Login closed"),
    "user.first_signed_in": _("Signed in for the first time"),
    "user.forgotten": _("Login erased"),
    "user.language_chosen": _("Language chosen"),
    "user.shortcuts_chosen": _("Shortcuts switched"),
    "user.password_changed": _("Password changed"),
    "user.password_given": _("A new start password was given"),
    "user.factor_forgotten": _("The second factor was reset"),
    "owner.asked": _("A change of the owner's data was asked for"),
    "owner.decided": _("The change of the owner's data was decided"),
    "owner.decided:carried_out": _("The owner's data was changed"),
    "owner.decided:partly": _("The owner's data was changed in part"),
    "owner.decided:refused": _("The change of the owner's data was refused"),
    "party.changed": _("The owner's data was changed"),
    "party.past_read": _("The former data of an owner was read"),
    "company.registering": _("The company began to register its account"),
    "member.invited": _("Somebody was invited to act for the company"),
    "member.invitation_withdrawn": _("An invitation was taken back"),
    "member.joined": _("A member joined the company's account"),
    "member.changed": _("A member's role or part was changed"),
    "member.removed": _("A member was removed"),
    "attorney.recorded": _("A power of attorney was recorded"),
    "attorney.revoked": _("A power of attorney was revoked"),
    "transfer.begun": _("The transfer was begun"),
    "transfer.invited": _("The receiver was sent his link again"),
    "transfer.proved": _("The receiver proved the invited phone"),
    "transfer.accepted": _("The receiver agreed"),
    "transfer.tariffs_chosen": _("The receiver chose a tariff"),
    "transfer.users_named": _("The receiver named who will use the numbers"),
    "transfer.confirmed": _("The personal manager confirmed the request"),
    "transfer.moved:papers": _("Papers are being gathered"),
    "transfer.moved:manager": _("With the personal manager"),
    "transfer.moved:visit": _("Waiting for the visit"),
    "transfer.moved:users": _("Waiting for the users' data"),
    "transfer.moved:money": _("Waiting for money matters"),
    "transfer.moved:ready": _("Everything is there: ready to be carried out"),
    "transfer.moved": _("The request moved on"),
    "transfer.carried_out": _("Carried out: the numbers have changed hands"),
    "transfer.refused": _("The request was refused"),
    "transfer.withdrawn": _("The request was withdrawn"),
    "transfer.expired": _("The time of the request ran out"),
    "contract.closed": _("Contract closed"),
    "user.phone_released": _("A phone was unbound from the login"),
    "demo.built": _("The demonstration was set up"),
    "demo.clock_moved": _("The demonstration's clock was moved forward"),
    "task.dead": _("A task was given up: %(kind)s"),
    "task.revived": _("A task is tried again: %(kind)s"),
}

Show = Mapping[str, Callable[[Any], object]]


class _Shown(dict[str, str]):
    """What the data says; a dash where an old note does not say it."""

    def __missing__(self, key: str) -> str:
        return "—"


def say(note: Note, *, show: Show | None = None) -> str:
    """Put a note in words, in the language of the moment; a code without words stays a code."""
    sentence = _sentence_of(note)
    if sentence is None:
        return note.what
    shown = _Shown({key: str(value) for key, value in note.data.items() if value is not None})
    for key, function in (show or {}).items():
        if key in shown:
            shown[key] = str(function(note.data[key]))
    return str(sentence) % shown


def _sentence_of(note: Note) -> Promise | str | None:
    for key in _TELLING:
        if sentence := SENTENCES.get(f"{note.what}:{note.data.get(key)}"):
            return sentence
    return SENTENCES.get(note.what)
