"""An account may be part of another: the money of a number, of that of its personal account."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_guards")]
    operations = [
        migrations.AlterField("ledgeraccount", "code", models.CharField(max_length=80, unique=True)),
        migrations.AddField(
            "ledgeraccount",
            "part_of",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="ledger.ledgeraccount",
            ),
        ),
    ]
