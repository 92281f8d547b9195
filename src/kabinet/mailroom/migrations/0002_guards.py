"""The database refuses to change or delete a line of the register."""

from django.db import migrations

from kabinet.kit.write_once import write_once


class Migration(migrations.Migration):
    dependencies = [("mailroom", "0001_tables")]
    operations = [write_once("mailroom_registerentry")]
