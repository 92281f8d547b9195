"""Sixteen hands bring the same document at once: it is posted once. PostgreSQL only."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from kabinet.ledger import queries as ledger
from kabinet.payments.models import Payment
from kabinet.payments.queries.checks import verify

HANDS = 16

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(deed):
    gate = Barrier(HANDS)

    def one(hand):
        gate.wait()
        try:
            return deed(hand)
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as pool:
        return list(pool.map(one, range(HANDS)))


@pytest.mark.parametrize("_again", range(3))
def test_one_document_is_posted_once_and_all_are_told_the_same(post, account, _again):
    got = at_once(lambda _hand: post().pk)

    assert len(set(got)) == 1
    assert ledger.balance_of(account.ledger) == 500_00
    assert (verify(), ledger.verify()) == ([], [])


def test_sixteen_documents_are_sixteen_payments(post, account):
    at_once(lambda hand: post(str(hand)))

    assert Payment.objects.count() == HANDS
    assert ledger.balance_of(account.ledger) == HANDS * 500_00
    assert (verify(), ledger.verify()) == ([], [])
