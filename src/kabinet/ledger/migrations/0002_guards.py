"""The database refuses to change or delete a transfer."""

from django.db import migrations

from kabinet.kit.write_once import write_once


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_tables")]
    operations = [write_once("ledger_transfer")]
