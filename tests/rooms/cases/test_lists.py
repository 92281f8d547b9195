"""Queues, the register and the board: in order, page by page, each by its own index."""

import pytest
from django.db import connection

from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.cases.actions import close_case, take
from kabinet.cases.models import Case
from kabinet.cases.queries import Load, Page, arrivals, board, counted, queue, visible_to
from kabinet.cases.queries.lists import MANY, PAGE
from tests.people import MONDAY, person, staff, subscriber
from tests.rooms.cases.matters import filed, moment, officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return officer()


def references(page: Page) -> list[str]:
    return [case.reference for case in page.cases]


def copies(of: Case, count: int, book: str = "in.trial") -> None:
    """Multiply a case; every third is due at the same moment as the one before it."""
    first = of.entry.number + 1000
    entries = type(of.entry).objects.bulk_create(
        type(of.entry)(
            book=book,
            year=2026,
            number=first + n,
            channel="portal",
            received_at=MONDAY,
            registered_at=MONDAY,
        )
        for n in range(count)
    )
    columns = {
        field.attname: getattr(of, field.attname)
        for field in Case._meta.concrete_fields
        if not field.primary_key and field.attname not in {"entry_id", "reference", "due_at"}
    }
    Case.objects.bulk_create(
        Case(
            **columns,
            entry=entry,
            reference=f"2026-{first + n:05d}",
            due_at=moment(1 + n // 3 % 28, n // 84 % 24, month=12),
        )
        for n, entry in enumerate(entries)
    )


def test_the_most_urgent_case_comes_first():
    slow, urgent, middle = filed("question", at=moment(27)), filed("fraud"), filed()

    assert references(queue()) == [urgent.reference, middle.reference, slow.reference]


def test_a_queue_holds_its_own_desks_open_cases(anna: User):
    mine, others, closed = filed(), filed("question"), filed()
    take(case=mine, by=anna, at=moment(24))
    close_case(case=closed, state="answered", by=anna, at=moment(24))

    assert references(queue(desk="claims")) == [mine.reference]
    assert references(queue(of=anna.pk)) == [mine.reference]
    assert references(queue(kind="question")) == [others.reference]
    assert references(queue(is_free=True)) == [others.reference]
    assert references(queue(desk="fraud")) == []


def test_pages_follow_each_other_without_a_gap_or_a_repeat():
    copies(filed(), 3 * PAGE + 4)
    seen: list[str] = []
    page = queue(desk="claims")

    while page.after:
        seen += references(page)
        page = queue(desk="claims", after=page.after)
    seen += references(page)

    wanted = Case.objects.order_by("due_at", "pk").values_list("reference", flat=True)
    assert seen == list(wanted)


def test_a_page_goes_on_where_it_stopped_though_a_case_has_left_meanwhile(anna: User):
    copies(filed(), 2 * PAGE)
    first = queue()
    wanted = references(queue(after=first.after))

    close_case(case=first.cases[-1], state="answered", by=anna, at=moment(24))

    assert references(queue(after=first.after)) == wanted


@pytest.mark.parametrize(
    "mark",
    [
        "",
        "nonsense",
        "2026-13-40_1",
        "_",
        "2026-12-01T00:00:00_x",
        "2026-12-01T00:00:00_1",  # of no zone
        "\0",
        "9" * 40,
        f"{'9' * 40}-1",
        f"2026-11-01T00:00:00+00:00_{'9' * 40}",
    ],
)
def test_a_damaged_mark_is_the_first_page(mark: str):
    case = filed()

    assert references(queue(after=mark)) == [case.reference]
    assert references(arrivals(after=mark)) == [case.reference]
    assert references(arrivals(after=mark, kind="claim")) == [case.reference]


def test_a_page_of_a_queue_is_one_query(django_assert_num_queries):
    copies(filed(), 2 * PAGE)

    with django_assert_num_queries(1):
        page = queue(desk="claims")
        assert [(case.assignee, case.number) for case in page.cases] == [(None, None)] * PAGE


def plan(cases) -> str:
    """Ask the database how it would find them, were there too many to look at each."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
            cursor.execute("ANALYZE cases_case")
    return str(cases.explain())


OPEN = Case.objects.filter(closed_at=None, due_at__isnull=False).order_by("due_at", "pk")


@pytest.mark.parametrize(
    ("index", "wanted"),
    [
        ("case_queue", {"desk": "claims"}),
        ("case_mine", {}),
        ("case_due", {}),
        ("case_free", {"desk": "claims", "assignee": None}),
        ("case_of_kind", {"kind": "claim"}),
    ],
)
def test_each_queue_is_read_from_its_own_index_without_sorting(index: str, wanted: dict[str, str]):
    copies(filed(), 200)
    anna = officer()
    Case.objects.filter(pk__lt=Case.objects.latest("pk").pk - 20).update(desk="care")
    if index != "case_free":
        Case.objects.filter(desk="claims").update(assignee=anna)
    mine = {"assignee": anna} if index == "case_mine" else wanted

    told = plan(OPEN.filter(**mine)[:PAGE])

    assert index in told
    assert "TEMP B-TREE" not in told
    assert "Sort" not in told


def test_the_register_shows_what_came_last():
    first, second, question = filed(), filed(), filed("question")

    assert references(arrivals())[:2] == [question.reference, second.reference]
    assert references(arrivals(after=str(second.pk))) == [first.reference]
    assert references(arrivals(kind="claim")) == [second.reference, first.reference]
    assert references(arrivals(kind="claim", after="2026-00002")) == [first.reference]


def test_one_book_is_leafed_back_over_the_new_year():
    old = [filed(at=moment(30, month=12)).reference for _ in range(3)]
    new = [filed(at=moment(31, 22, month=12)).reference for _ in range(2)]  # 2027 in Moscow

    assert references(arrivals(kind="claim")) == [*reversed(new), *reversed(old)]
    assert references(arrivals(kind="claim", after="2027-00001")) == [*reversed(old)]
    assert references(arrivals(kind="claim", after="2026-00002")) == [old[0]]


@pytest.mark.parametrize("kind", ["", "claim"])
def test_pages_of_the_register_follow_each_other(kind: str):
    copies(filed(), 2 * PAGE + 3, book="in.claim")
    seen: list[str] = []
    page = arrivals(kind=kind)

    while page.after:
        seen += references(page)
        page = arrivals(kind=kind, after=page.after)
    seen += references(page)

    assert seen == list(Case.objects.order_by("-pk").values_list("reference", flat=True))


def test_nothing_is_counted_beyond_a_thousand():
    copies(filed(), MANY + 5)

    assert counted(Case.objects.all()) == MANY + 1


def test_a_subscriber_sees_his_own_cases_only():
    ivan, maria = person(), person("Лебедева", "Мария")
    own = filed(party=ivan)
    filed(party=maria)
    filed()

    assert list(visible_to(subscriber(ivan))) == [own]
    assert list(visible_to(officer())) == []
    assert list(visible_to(staff(Role.SUPERVISOR))) == []


def test_the_board_tells_what_is_late_due_and_on_whose_desk(anna: User):
    late, today = filed("fraud"), filed(at=moment(24))
    filed("question", at=moment(30))
    for case in (late, today):
        take(case=case, by=anna, at=moment(24))
    at = moment(4, 12, month=12)  # claims of the 24th fall due this night

    seen = board(at)

    assert seen.total == Load(late=1, today=1, open=3)
    assert [case.reference for case in seen.latest] == [late.reference]
    assert seen.by_officer == [(anna, Load(late=1, today=1, open=2))]
    assert [(desk, load.late) for desk, load in seen.by_desk] == [
        ("care", 0),
        ("claims", 0),
        ("fraud", 1),
    ]


def test_who_has_most_late_comes_first(anna: User):
    boris = officer("Орлов Борис", "boris@example.ru")
    for clerk, kinds in ((anna, ["question", "question"]), (boris, ["fraud"])):
        for kind in kinds:
            take(case=filed(kind), by=clerk, at=moment(24))

    assert [clerk for clerk, _load in board(moment(28)).by_officer] == [boris, anna]
    assert [clerk for clerk, _load in board(moment(24)).by_officer] == [anna, boris]


def test_the_board_is_three_queries_however_many_cases(django_assert_max_num_queries):
    copies(filed(), 100)

    with django_assert_max_num_queries(3):
        board(moment(24))
