"""New rows by one statement: they get their key, go down once, and are refused as ever."""

import pytest
from django.db import IntegrityError, transaction

from kabinet.kit.rows import insert, insert_all, insert_once
from kabinet.tasks.models import Task
from tests.people import MONDAY

pytestmark = pytest.mark.django_db


def task(key: str | None = None) -> Task:
    return Task(kind="test.row", payload={"n": 1}, key=key, created_at=MONDAY, run_at=MONDAY)


def test_a_new_row_has_its_key_and_is_read_back_as_it_was():
    row = task("a")

    insert(row)

    assert Task.objects.get(pk=row.pk).payload == {"n": 1}
    row.attempts = 1
    row.save()  # it is known to be there already
    assert Task.objects.get().attempts == 1


def test_what_the_table_refuses_is_raised():
    insert(task("a"))

    with pytest.raises(IntegrityError), transaction.atomic():
        insert(task("a"))


def test_the_same_key_goes_down_once_and_the_transaction_lives_on():
    assert insert_once(task("a"), unless="key")
    assert not insert_once(task("a"), unless="key")

    assert Task.objects.count() == 1


def test_many_rows_go_down_together_and_none_is_no_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        insert_all([task("a"), task("b"), task()])
    with django_assert_num_queries(0):
        insert_all([])

    assert Task.objects.count() == 3
