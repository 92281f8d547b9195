"""From here on the database refuses a number that has no place for its money."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("numbers", "0003_a_ledger_for_each_number")]
    operations = [
        migrations.AlterField(
            "number",
            "ledger",
            models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="number",
                to="ledger.ledgeraccount",
            ),
        ),
    ]
