"""Any order of files, deaths, hands and tills: an auditor with his own list agrees after each step.

Wrong kopecks 0, payments without a transfer 0, documents posted twice 0.
"""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kabinet.access.rules import Role
from kabinet.kit.errors import Refused
from kabinet.kit.money import Money
from kabinet.ledger import queries as ledger
from kabinet.numbers.models import Number
from kabinet.payments import actions
from kabinet.payments.models import LineState, Payment, Statement, StatementLine
from kabinet.payments.queries.checks import verify
from kabinet.payments.queries.places import Place
from tests import people
from tests.rooms.payments.bank import order, statement

PHONES = ["+79143965354", "+79143965355", "+79161234567"]
# What banks send: a number of a document, a sum, and words that name somebody or nobody.
ORDERS = st.tuples(
    st.sampled_from(["1", "2", "3", "4", "5"]),
    st.sampled_from(["0.01", "1.00", "999.99"]),
    st.sampled_from([*PHONES, "за связь", f"{PHONES[0]} и {PHONES[2]}"]),
)
SUMS = {"0.01": 1, "1.00": 100, "999.99": 999_99}


class Tills(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.page = transaction.atomic()
        self.page.__enter__()
        ivan, maria = people.person(), people.person("Волкова", "Мария")
        for phone, holder in zip(PHONES, (ivan, ivan, maria), strict=True):
            people.number(holder, phone)
        self.clerk = people.staff(Role.BILLING, Role.SHOWROOM, name="Нина Рогова")
        self.came: dict[tuple[str, str], tuple[str, int]] = {}  # document -> whose, how much
        self.waiting: set[tuple[str, str]] = set()
        self.files = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.page.__exit__(None, None, None)

    @rule(rows=st.lists(ORDERS, min_size=1, max_size=4), most=st.integers(1, 5))
    def a_file_comes(self, rows, most):
        """Post a file with a worker that may die after `most` lines, and another after it."""
        self.files += 1
        data = statement(*(order(*row) for row in rows), end=f"КонецФайла\n#{self.files}\n")
        kept = actions.keep_statement(data=data, name="k.txt", by=self.clerk, at=people.MONDAY)
        actions.begin_posting(statement=kept, by=self.clerk, at=people.MONDAY)
        while not actions.post_lines(statement_id=kept.pk, at=people.MONDAY, most=most):
            pass
        for number, amount, purpose in rows:
            self.note_document((number, amount), purpose)

    def note_document(self, document: tuple[str, str], purpose: str) -> None:
        if document in self.came or document in self.waiting:
            return
        if purpose in PHONES:
            self.came[document] = (purpose, SUMS[document[1]])
        else:
            self.waiting.add(document)

    @precondition(lambda self: self.waiting)
    @rule(phone=st.sampled_from(PHONES), again=st.booleans())
    def a_hand_matches(self, phone, again):
        document = min(self.waiting)
        line = StatementLine.objects.get(number=document[0], amount=SUMS[document[1]])
        number = Number.objects.get(identifier=phone)
        for _ in range(2 if again else 1):
            try:
                place = Place(number.account, number)
                actions.match_line(line=line, place=place, by=self.clerk, at=people.MONDAY)
            except Refused:
                continue
        self.waiting.remove(document)
        self.came[document] = (phone, SUMS[document[1]])

    @rule(
        phone=st.sampled_from(PHONES),
        sheet=st.sampled_from("abcd"),
        kopecks=st.sampled_from([1, 500_00, 100_000_01]),
    )
    def the_till_takes(self, phone, sheet, kopecks):
        number = Number.objects.get(identifier=phone)
        told = (phone, kopecks)
        expected = kopecks <= 100_000_00 and self.came.get(("till", sheet), told) == told
        try:
            actions.take_payment(
                place=Place(number.account, number),
                amount=Money(kopecks),
                payer="",
                form=sheet,
                by=self.clerk,
                at=people.MONDAY,
            )
        except Refused:
            assert not expected
            return
        assert expected
        self.came["till", sheet] = told

    @invariant()
    def the_auditor_agrees(self) -> None:
        for phone in PHONES:
            number = Number.objects.get(identifier=phone)
            assert ledger.balance_of(number.ledger) == sum(
                kopecks for whose, kopecks in self.came.values() if whose == phone
            )
        assert Payment.objects.count() == len(self.came)
        waiting = StatementLine.objects.filter(state=LineState.UNMATCHED)
        assert waiting.count() == len(self.waiting)
        assert Statement.objects.count() == self.files

    @invariant()
    def the_books_prove_themselves(self) -> None:
        assert (verify(), ledger.verify()) == ([], [])


@pytest.mark.django_db
def test_no_order_of_steps_makes_or_loses_a_kopeck():
    run_state_machine_as_test(
        Tills,
        settings=settings(
            max_examples=15,
            stateful_step_count=15,
            deadline=None,
            database=None,
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
