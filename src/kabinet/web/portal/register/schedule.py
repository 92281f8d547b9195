"""The day on which an order is to be begun, if not at once."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from kabinet.pack.queries import operator_pack
from kabinet.web.forms import DayField, Form


class ScheduleForm(Form):
    day = DayField(label=_("Begin on a day of your choice"), required=False, past=False)

    def moment(self) -> datetime | None:
        """Give the morning of the day that was chosen, where the operator is."""
        day = self.cleaned_data.get("day")
        zone = ZoneInfo(str(operator_pack().setting("office.zone")))
        return datetime.combine(day, time(9), tzinfo=zone) if day else None
