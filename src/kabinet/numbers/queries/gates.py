"""What stands before a number is switched on or taken over: the gates of the pack, asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kabinet.numbers.models import Number, UserState
from kabinet.numbers.queries.registers import held_with_us, register
from kabinet.pack.contents import fill
from kabinet.pack.formats import Gate as GateRule, Text
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party


@dataclass(frozen=True)
class Gate:
    """A gate that is shut: its rule, why, in every language, and where that is written."""

    code: str
    kind: str
    sentence: Text
    source: str


def gates_for(party: Party, on: date, more: int = 1) -> list[Gate]:
    """List what keeps a party from holding `more` numbers: the limit, his own ban."""
    return [shut for rule in _rules(party, on) for shut in _of_party(rule, party, on, more)]


def gates_of_user(number: Number, holder: Party, on: date) -> list[Gate]:
    """List what keeps one number of a company from being used: its user's data, his work."""
    return [shut for rule in _rules(holder, on) for shut in _of_user(rule, number, holder, on)]


def _rules(party: Party, on: date) -> list[GateRule]:
    rules = operator_pack().gates_on(on)
    return [one for one in rules if not one.parties or party.kind in one.parties]


def _of_party(rule: GateRule, party: Party, on: date, more: int) -> Iterator[Gate]:
    if rule.kind == "limit":
        held = held_with_us(party) + register().numbers_elsewhere(party, on)
        if held + more > rule.most:
            yield _shut(rule, held=held)
    elif rule.kind == "self_ban" and register().has_banned_himself(party, on):
        yield _shut(rule)


def _of_user(rule: GateRule, number: Number, holder: Party, on: date) -> Iterator[Gate]:
    is_shut = {
        "user_data": lambda: number.user_state == UserState.MISSING,
        "working_relation": lambda: _works_elsewhere(number, holder, on),
    }.get(rule.kind)
    if is_shut is not None and is_shut():
        yield _shut(rule)


def _works_elsewhere(number: Number, company: Party, on: date) -> bool:
    """Tell what the register says; one that it does not know may work here."""
    return number.user is not None and register().works_for(number.user, company, on) is False


def _shut(rule: GateRule, held: int = 0) -> Gate:
    values = {"most": rule.most, "held": held}
    words = {language: fill(text, values) for language, text in rule.words.items()}
    return Gate(rule.id, rule.kind, words, rule.source)
