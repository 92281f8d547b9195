"""A bank's file is tried, posted line by line, and never posts a document twice."""

import pytest

from kabinet.access.rules import Role
from kabinet.journal.models import Note
from kabinet.kit.errors import NotPermitted
from kabinet.ledger import queries as ledger
from kabinet.parties.models import Party
from kabinet.payments import actions
from kabinet.payments.models import LineState, Payment, Statement, StatementLine, StatementState
from kabinet.payments.queries.checks import verify
from kabinet.payments.queries.judging import judge, rows_of
from kabinet.payments.queries.places import Place
from kabinet.payments.rules.documents import Flaw
from kabinet.tasks.models import Task
from tests import people
from tests.rooms.payments.bank import order, statement

TO_IVAN = order("1", purpose="за связь 8 (914) 396-53-54")
TO_MARIA = order("2", "250.50", purpose="л/с 277000012345")
TO_NOBODY = order("3", "9.99", purpose="за услуги")


@pytest.fixture
def marias(marias):
    """Give Maria's account a number as accounts have it."""
    marias.account.number = "277000012345"
    marias.account.save()
    return marias


@pytest.fixture
def billing(db):
    return people.staff(Role.BILLING, name="Нина Рогова")


@pytest.fixture
def keep(billing):
    def one(*orders, name="kl_to_1c.txt", data=b"", by=None, **more):
        return actions.keep_statement(
            data=data or statement(*orders, **more), name=name, by=by or billing, at=people.MONDAY
        )

    return one


@pytest.fixture
def load(keep, billing):
    """Keep a statement and post all of it."""

    def one(*orders, **more):
        kept = keep(*orders, **more)
        actions.begin_posting(statement=kept, by=billing, at=people.MONDAY)
        assert actions.post_lines(statement_id=kept.pk, at=people.MONDAY)
        return Statement.objects.get(pk=kept.pk)

    return one


def test_a_trial_says_what_will_become_of_each_row_and_writes_nothing(ivans, marias):
    verdicts = judge(rows_of(statement(TO_IVAN, TO_MARIA, TO_NOBODY, order("4", "x"))))

    places = [one.place.name if one.place else one.why for one in verdicts]
    assert places == ["+79143965354", "277000012345", "unknown", None]
    assert verdicts[3].document is None
    assert (Payment.objects.count(), StatementLine.objects.count()) == (0, 0)


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "utf-8-sig"])
def test_a_statement_credits_whom_it_names_and_keeps_the_rest(ivans, marias, load, encoding):
    done = load(TO_IVAN, TO_MARIA, TO_NOBODY, encoding=encoding)

    assert ledger.whole_balance(ivans.account.ledger) == 500_00
    assert ledger.whole_balance(marias.account.ledger) == 250_50
    line = StatementLine.objects.get(state=LineState.UNMATCHED)
    assert (line.reason, line.amount, line.payer) == ("unknown", 999, "ООО Ромашка")
    assert (done.state, done.rows, done.known) == (StatementState.POSTED, 3, 0)
    assert verify() == []


def test_a_company_is_known_by_its_inn(load):
    romashka = people.number(people.company(inn="7707083893"))

    load(TO_NOBODY)

    assert ledger.balance_of(romashka.account.ledger) == 999


def test_a_company_with_two_accounts_is_for_a_person_to_decide(load):
    romashka = people.company(inn="7707083893")
    people.number(romashka)
    people.number(romashka, "+79143965355")

    load(TO_NOBODY)

    assert StatementLine.objects.get().reason == "several_of_payer"


def test_the_same_file_is_the_same_statement(ivans, load, keep):
    done = load(TO_IVAN)

    assert keep(TO_IVAN) == done
    assert Statement.objects.count() == 1


def test_a_document_in_another_file_is_not_posted_again(ivans, marias, load):
    load(TO_IVAN)
    second = load(TO_IVAN, TO_MARIA, name="second.txt")

    assert ledger.whole_balance(ivans.account.ledger) == 500_00
    assert (second.rows, second.known) == (2, 1)


def test_a_document_that_stands_twice_in_a_file_is_posted_once(ivans, load):
    done = load(TO_IVAN, TO_IVAN)

    assert ledger.whole_balance(ivans.account.ledger) == 500_00
    assert done.known == 1


def test_a_worker_that_died_half_way_is_followed_by_another(ivans, marias, keep, billing):
    kept = keep(TO_IVAN, TO_MARIA, TO_NOBODY)
    actions.begin_posting(statement=kept, by=billing, at=people.MONDAY)

    is_all = actions.post_lines(statement_id=kept.pk, at=people.MONDAY, most=1)
    assert (is_all, Payment.objects.count()) == (False, 1)

    while not actions.post_lines(statement_id=kept.pk, at=people.MONDAY, most=1):
        pass
    assert (Payment.objects.count(), StatementLine.objects.count()) == (2, 3)
    assert verify() == []


def test_pressing_twice_asks_for_the_work_once(ivans, keep, billing):
    kept = keep(TO_IVAN)
    for _ in range(2):
        actions.begin_posting(statement=kept, by=billing, at=people.MONDAY)

    assert Task.objects.filter(kind="payments.post").count() == 1
    assert Note.objects.filter(what="statement.posted").count() == 1


@pytest.mark.parametrize(
    ("data", "flaw"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(9), Flaw.NO_STATEMENT),
        (b"   ", Flaw.NO_STATEMENT),
        (statement(TO_IVAN, end=""), Flaw.CUT_OFF),
        (statement(), Flaw.EMPTY),
        ("дата;сумма\n1;2".encode(), Flaw.NO_COLUMNS),
        (statement(order(ПолучательСчет="1" * 20)), Flaw.OTHER_ACCOUNT),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_not_kept(keep, data, flaw):
    with pytest.raises(actions.UnreadStatement) as refused:
        keep(data=data)

    assert refused.value.flaw == flaw
    assert Statement.objects.count() == 0


def test_nobody_else_may_load_or_post(ivans, keep):
    clerk = people.staff(Role.SHOWROOM, name="Инна Орлова")

    with pytest.raises(NotPermitted):
        keep(TO_IVAN, by=clerk)
    with pytest.raises(NotPermitted):
        actions.begin_posting(statement=keep(TO_IVAN), by=clerk, at=people.MONDAY)

    assert Statement.objects.get().state == StatementState.READ


def test_a_person_matches_what_the_words_did_not_tell(ivans, load, billing):
    load(TO_NOBODY)
    line = StatementLine.objects.get()

    matched = actions.match_line(
        line=line, place=Place(ivans.account, ivans), by=billing, at=people.MONDAY
    )

    assert (matched.state, matched.judged_by) == (LineState.POSTED, billing)
    assert ledger.whole_balance(ivans.account.ledger) == 999
    assert verify() == []
    with pytest.raises(actions.MatchedBefore):
        actions.match_line(line=line, place=Place(ivans.account), by=billing, at=people.MONDAY)
    assert ledger.whole_balance(ivans.account.ledger) == 999


def test_what_is_no_subscribers_payment_is_put_aside_with_a_reason(load, billing):
    load(TO_NOBODY)
    line = StatementLine.objects.get()

    with pytest.raises(actions.ReasonNeeded):
        actions.put_aside(line=line, remark=" ", by=billing, at=people.MONDAY)
    aside = actions.put_aside(line=line, remark="Возврат аванса", by=billing, at=people.MONDAY)

    assert (aside.state, aside.remark) == (LineState.PUT_ASIDE, "Возврат аванса")
    with pytest.raises(actions.MatchedBefore):
        actions.put_aside(line=line, remark="ещё раз", by=billing, at=people.MONDAY)


def test_what_was_put_aside_may_be_posted_after_all(ivans, load, billing):
    load(TO_NOBODY)
    line = StatementLine.objects.get()
    actions.put_aside(line=line, remark="Не наш", by=billing, at=people.MONDAY)

    actions.match_line(line=line, place=Place(ivans.account), by=billing, at=people.MONDAY)

    assert ledger.whole_balance(ivans.account.ledger) == 999


def test_a_closed_contract_waits_for_a_person(ivans, load):
    contract = ivans.account.contract
    contract.closed_on = people.MONDAY.date()
    contract.save()

    load(TO_IVAN)

    assert StatementLine.objects.get().reason == "closed"


def test_hundreds_of_rows_are_judged_in_few_queries(marias, django_assert_num_queries):
    Party.objects.update(inn="7707083893")
    rows = rows_of(
        statement(*(order(str(n), purpose=f"л/с {n:05d} 89143965354") for n in range(300)))
    )

    with django_assert_num_queries(5):
        judge(rows)


def test_a_line_whose_payment_is_another_one_would_be_seen(ivans, load):
    load(TO_IVAN)
    StatementLine.objects.update(amount=1)

    (found,) = verify()

    assert "its payment is another one" in found
