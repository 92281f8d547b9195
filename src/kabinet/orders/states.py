"""The life of a line of an order, and what actions and faults are called."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kabinet.kit.flow import Flow
from kabinet.orders.rules.cells import Action
from kabinet.orders.rules.judging import Fault
from kabinet.orders.sheets.faults import SheetFault


class LineState(models.TextChoices):
    WAITING = "waiting", _("Waits for the processing centre")
    ASKED = "asked", _("Waits for your answer")
    QUEUED = "queued", _("Being carried out")
    SENT = "sent", _("Sent to the network")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Source(models.TextChoices):
    ONE = "one", _("One number")
    SELECTION = "selection", _("Numbers selected in the register")
    FILE = "file", _("A spreadsheet")


FLOW = Flow(
    {
        LineState.WAITING: {
            LineState.QUEUED,
            LineState.ASKED,
            LineState.REFUSED,
            LineState.WITHDRAWN,
        },
        LineState.ASKED: {LineState.WAITING, LineState.REFUSED, LineState.WITHDRAWN},
        LineState.QUEUED: {LineState.SENT, LineState.DONE, LineState.REFUSED},
        LineState.SENT: {LineState.DONE},
    }
)
OPEN = frozenset(state for state in LineState if FLOW.leads_on_from(state))

ACTIONS: dict[Action, Promise] = {
    Action.ACTIVATE: _("Activate the number"),
    Action.DEACTIVATE: _("Deactivate the number"),
    Action.BLOCK: _("Block the number"),
    Action.UNBLOCK: _("Unblock the number"),
    Action.SERVICE_ON: _("Switch a service on"),
    Action.SERVICE_OFF: _("Switch a service off"),
    Action.TARIFF: _("Change the tariff"),
    Action.SIM: _("Change the SIM card"),
    Action.RESERVE: _("Reserve a new number"),
}
FAULTS: dict[str, Promise] = {
    Fault.UNREADABLE: _("This is no phone number. Write it as 8 (914) 396-53-54."),
    Fault.SHORTENED: _(
        "The spreadsheet has cut the number off (8.91E+10). Format the column as text and type it"
        " again."
    ),
    Fault.NO_ACTION: _("It does not say what to do. Write for example: block."),
    Fault.NO_VALUE: _("The service, the tariff or the SIM card is missing."),
    Fault.NOT_SOLD: _("There is no such service or tariff on sale."),
    Fault.BAD_SIM: _("A SIM card’s number has 19 or 20 digits and begins with 89. Check it."),
    Fault.NOT_YOURS: _("This number is not among yours."),
    Fault.TWICE: _("The same stands in row %(detail)s already."),
    Fault.ALREADY: _("It is so already: there is nothing to do."),
    Fault.CLOSED: _("The number is closed. Activate it first."),
    Fault.SHUT: _("The law does not allow it yet: %(detail)s"),
    Fault.NOT_FREE: _("This number is not free. Choose another from the stock."),
}
SHEET_FAULTS: dict[str, Promise] = {
    SheetFault.EMPTY: _("The file has no rows. Fill it in and send it again."),
    SheetFault.TOO_BIG: _("The file is too big. Split it into several."),
    SheetFault.TOO_MANY_ROWS: _("The file has more than %(most)s rows. Split it into several."),
    SheetFault.LOCKED: _("The file is locked with a password. Save it without one."),
    SheetFault.MACROS: _("The file holds macros. Save it as .xlsx without them."),
    SheetFault.BROKEN: _("The file cannot be read. Save it again as .xlsx or .csv."),
    SheetFault.NOT_A_SHEET: _("This is no spreadsheet. Send .xlsx, .xls, .ods or .csv."),
    SheetFault.NO_NUMBERS: _("No column of phone numbers was found. Head it “Number”."),
}


def sentence_of(fault: str, detail: object = "") -> str:
    """Say what is wrong with a row; a clerk's own words stand for themselves."""
    known = FAULTS.get(fault)
    return str(known) % {"detail": detail} if known else fault


def action_name(action: str) -> str:
    return str(ACTIONS.get(Action(action), action)) if action else ""
