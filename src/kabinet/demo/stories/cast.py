"""Who may be signed in as, and how each is found."""

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from kabinet.demo.world.names import Name
from kabinet.demo.world.staff import CLERKS, Clerk
from kabinet.demo.world.stories import ANDREY, ANNA, IVAN, MARIA
from kabinet.numbers.models import Line, Number
from kabinet.parties.models import Kind, Party

SUBSCRIBERS = {"ivan": IVAN, "maria": MARIA, "andrey": ANDREY, "anna": ANNA}
PETR = "petr"
OFFICER, LEAD, CARE = "dmitry", "natalia", "pavel"


def subscriber(key: str) -> Party | None:
    """Find the party behind a key: somebody of a story, or any neighbour as `party-12`."""
    if key in SUBSCRIBERS:
        return party_of(SUBSCRIBERS[key])
    mark = key.removeprefix("party-")
    return neighbours().filter(pk=int(mark)).first() if mark.isdecimal() else None


def clerk(key: str) -> Clerk | None:
    return next((one for one in CLERKS if one.key == key), None)


def neighbours() -> QuerySet[Party]:
    """All private people of this world who may sign in."""
    with_a_phone = Number.objects.filter(line=Line.MOBILE).values("account__contract__holder")
    people = Party.objects.filter(kind=Kind.PERSON, erased_at=None, pk__in=with_a_phone)
    return people.order_by("surname", "name")


def party_of(name: Name) -> Party | None:
    """Find somebody by his name; nobody once he is erased."""
    return Party.objects.filter(
        surname=name.surname, name=name.name, patronymic=name.patronymic
    ).first()


def phone_of(party: Party | None) -> str:
    """Give the first mobile number on somebody's contracts."""
    found = Number.objects.filter(account__contract__holder=party, line=Line.MOBILE).order_by("pk")
    return (found.values_list("identifier", flat=True).first() or "") if party else ""


def address(name: str, *args: str) -> str:
    """Give a page's address; the front page where there is none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return "/"
