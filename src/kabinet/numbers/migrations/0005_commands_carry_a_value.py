"""A command to the network may carry a tariff or a SIM card; a member keeps views of his register."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("numbers", "0004_no_number_without_a_ledger"),
    ]
    operations = [
        migrations.AddField("networkcommand", "value", models.CharField(default="", max_length=60)),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=500)),
                ("holder", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="parties.party")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="views_of_numbers", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=["user", "holder", "name"], name="a_view_has_a_name_of_its_own")],
            },
        ),
    ]
