"""Every number that is there gets its own place in the ledger, empty, and its stay so far.

What stands on the accounts stays there: it was paid in, and charged, as the account's.
"""

from datetime import UTC, datetime, time

from django.db import migrations

CHUNK = 2000


def give_ledgers(apps, _schema_editor):
    numbers = apps.get_model("numbers", "Number")
    waiting = numbers.objects.filter(ledger=None).select_related("account").order_by("pk")
    while chunk := list(waiting[:CHUNK]):
        _give(apps, chunk)


def _give(apps, chunk):
    numbers = apps.get_model("numbers", "Number")
    ledgers = apps.get_model("ledger", "LedgerAccount")
    stays = apps.get_model("numbers", "NumberStay")
    for one in chunk:
        code = f"number:{one.identifier}:{one.account.number}"
        one.ledger = ledgers(code=code, part_of_id=one.account.ledger_id)
    ledgers.objects.bulk_create([one.ledger for one in chunk])
    numbers.objects.bulk_update(chunk, ["ledger"])
    stays.objects.bulk_create(
        stays(
            number=one,
            account=one.account,
            ledger=one.ledger,
            since_at=datetime.combine(one.since, time.min, tzinfo=UTC),
        )
        for one in chunk
    )


class Migration(migrations.Migration):
    dependencies = [("numbers", "0002_own_money_stays_and_stock")]
    operations = [migrations.RunPython(give_ledgers, migrations.RunPython.noop)]
