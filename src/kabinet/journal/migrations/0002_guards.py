"""The database refuses to change or delete a note."""

from django.db import migrations

from kabinet.kit.write_once import write_once


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_tables")]
    operations = [write_once("journal_note")]
