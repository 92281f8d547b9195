"""A payment reaches its account, once for each document of its source."""

import pytest

from kabinet.journal.models import Note
from kabinet.ledger import queries as ledger
from kabinet.ledger.models import Transfer
from kabinet.payments.actions import PaidOtherwise
from kabinet.payments.models import PAYMENT, Payment, Source
from kabinet.payments.queries.checks import verify
from tests import people


def test_it_stands_on_the_account_and_in_the_journal(post, account):
    payment = post(payer="Иван", purpose="за связь")

    assert ledger.balance_of(account.ledger) == 500_00
    assert payment.transfer.code == PAYMENT
    line = Note.objects.get(what="payment.posted")
    assert (line.about_id, line.data["amount"], line.public) == (account.pk, 500_00, True)
    assert verify() == []


def test_the_same_document_again_gives_back_what_it_posted(post, account):
    first = post()

    assert post() == first
    assert ledger.balance_of(account.ledger) == 500_00
    assert Note.objects.filter(what="payment.posted").count() == 1


def test_two_sources_may_know_it_by_the_same_name(post, account):
    post()
    clerk = people.staff(name="Ольга Власова")

    post(source=Source.TILL, by=clerk)

    assert ledger.balance_of(account.ledger) == 1000_00


@pytest.mark.parametrize("told", [{"kopecks": 501_00}, {"account": "marias"}])
def test_the_same_document_with_another_sum_or_account_is_refused(post, account, marias, told):
    first = post()
    told = {"account": marias.account} if "account" in told else told

    with pytest.raises(PaidOtherwise) as refused:
        post(**told)

    assert refused.value.payment == first
    assert ledger.balance_of(account.ledger) == 500_00
    assert ledger.balance_of(marias.account.ledger) == 0


@pytest.mark.parametrize("kopecks", [0, -1])
def test_nothing_above_zero_is_no_payment(post, account, kopecks):
    with pytest.raises(ValueError, match="above zero"):
        post(kopecks=kopecks)

    assert (Payment.objects.count(), Transfer.objects.count()) == (0, 0)


def test_money_that_no_payment_explains_would_be_seen(post):
    post()
    Payment.objects.all().delete()

    (found,) = verify()

    assert "no payment says whose" in found


@pytest.mark.parametrize("changed", [{"amount": 1}, {"account": "marias"}])
def test_a_payment_that_its_transfer_does_not_carry_would_be_seen(post, marias, changed):
    payment = post()
    changed = {"account": marias.account} if "account" in changed else changed
    Payment.objects.filter(pk=payment.pk).update(**changed)

    (found,) = verify()

    assert "does not bring" in found
