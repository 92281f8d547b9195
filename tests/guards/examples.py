"""A visitor of each kind, and for each address the arguments of something of Maria's.

Maria owns what is asked for; Ivan is the stranger. `/` in a variant's name parts it from the
address: the same address is asked for a draft that has an owner and for one that has none.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.test import Client
from django.urls import reverse

from kabinet.access.actions import deactivate
from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.applications.actions import apply
from kabinet.book.actions import Written, write_entry
from kabinet.cases.actions import Claimant
from kabinet.cases.models import Case
from kabinet.claims.actions import drafts, filing
from kabinet.claims.models import Draft
from kabinet.claims.queries.interview import Address
from kabinet.copies.actions import give_copy
from kabinet.documents.actions import store_file
from kabinet.kit import clock
from kabinet.kit.money import Money
from kabinet.numbers.actions.views import save_view
from kabinet.numbers.models import SavedView
from kabinet.orders.actions import check_numbers, file_order
from kabinet.orders.models import Order, OrderDraft
from kabinet.pack.queries import operator_pack
from kabinet.papers.actions import require_papers, upload
from kabinet.parties.actions import seal_paper
from kabinet.payments.actions import begin_posting, keep_statement, post_lines, take_payment
from kabinet.payments.models import Payment, Statement, StatementLine
from kabinet.payments.queries.places import Place
from kabinet.showroom.actions import Comer, arrive, walk_in
from kabinet.showroom.models import Visit
from kabinet.tasks.models import Task
from kabinet.transfers.models import Transfer
from kabinet.web.signin.second_factor import mark_proved
from tests import deals, people, world as worlds
from tests.guards.routes import Route
from tests.rooms.applications.applied import applied
from tests.rooms.claims.conftest import finished
from tests.rooms.payments.bank import order, statement
from tests.world import World

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
PASSPORT = "4611987654"  # no example on any page
STAFF = [role for role in Role if role is not Role.SUBSCRIBER]
ACTORS = ["anonymous", "owner", "stranger", *map(str, STAFF), "dismissed", "one_factor"]


@dataclass
class Scene:
    """The world with something of everything that an address may name."""

    world: World
    case: Case
    open_draft: Draft
    filed_draft: Draft
    visitors_draft: Draft
    visit: Visit
    dead_task: Task
    payment: Payment
    line: StatementLine
    copy: Case
    entry: Case
    application: Case
    transfer: Transfer  # Maria gives her number to somebody
    order_draft: OrderDraft
    view: SavedView
    order: Order
    users: dict[str, User | None] = field(default_factory=dict)


def build() -> Scene:
    world = worlds.build()
    at = clock.now()
    seal_paper(party=world.maria, series_number=PASSPORT, at=at)
    filed, open_draft = finished(world), finished(world, essence="Другое дело.")
    for draft in (filed, open_draft):
        picture = store_file(upload=PNG, name="screen.png", by=world.marias_login, at=at)
        drafts.attach(draft_id=draft.pk, file=picture, slot="other", at=at)
    address = Address("sms", world.marias_number.identifier)
    case = filing.file_draft(draft_id=filed.pk, by=world.marias_login, address=address, at=at)
    kinds = ["application-giver", "identity"]
    paper, _ = require_papers(case=case, side="applicant", kinds=kinds, party=world.maria, at=at)
    upload(paper=paper, upload=PNG, name="signed.png", by=world.marias_login, at=at)
    scene = Scene(
        world=world,
        case=case,
        open_draft=open_draft,
        filed_draft=Draft.objects.get(pk=filed.pk),
        visitors_draft=drafts.start(
            kind="claim", owner=None, party=None, answers={}, charges=[], language="ru", at=at
        ),
        transfer=deals.ask(
            world.marias_login, [world.marias_number], "person-person", phone="+79990001122"
        ),
        visit=_visit(case, at),
        dead_task=Task.objects.create(kind="test.dead", created_at=at, run_at=at, dead_at=at),
        payment=at_the_till(world, at),
        line=of_the_bank(at),
        copy=copy_of_contract(world, at),
        entry=in_the_book(at),
        application=from_a_company(at),
        order_draft=draft_of_an_order(world, at),
        view=save_view(user=world.marias_login, name="All", query=""),
        order=file_order(draft=draft_of_an_order(world, at), by=world.marias_login, at=at),
    )
    scene.users = users(world)
    return scene


def at_the_till(world: World, at: datetime) -> Payment:
    number, clerk = world.marias_number, people.staff(Role.SHOWROOM, email="till@example.ru")
    place = Place(number.account, number)
    return take_payment(place=place, amount=Money(100), payer="", form="1", by=clerk, at=at)


def copy_of_contract(world: World, at: datetime) -> Case:
    contract, on = world.marias_number.account.contract, at.date()
    return give_copy(contract=contract, on=on, by=world.marias_login, at=at)[0].case


def in_the_book(at: datetime) -> Case:
    """Give a page of the paper book, with its scan."""
    clerk = people.staff(Role.SHOWROOM, email="book@example.ru")
    scan = store_file(upload=PNG, name="page.png", by=clerk, at=at)
    claimant = Claimant(name="Лыков Пётр", email="petr@example.ru")
    written = Written(claimant=claimant, text="Долго ждал.", language="ru", page="1", scan=scan)
    return write_entry(written, by=clerk, at=at)[0].case


def from_a_company(at: datetime) -> Case:
    claimant = Claimant(name="ООО «Ромашка»", email="ok@romashka.example")
    return apply(applied(), claimant=claimant, language="ru", at=at)[0].case


def draft_of_an_order(world: World, at: datetime) -> OrderDraft:
    return check_numbers(
        identifiers=[world.marias_number.identifier],
        action="block",
        value="",
        by=world.marias_login,
        at=at,
    )


def of_the_bank(at: datetime) -> StatementLine:
    """Give a payment that names nobody, so that it waits for a person."""
    clerk = people.staff(Role.BILLING, email="bank@example.ru")
    kept = keep_statement(data=statement(order()), name="bank.txt", by=clerk, at=at)
    begin_posting(statement=kept, by=clerk, at=at)
    post_lines(statement_id=kept.pk, at=at)
    return Statement.objects.get(pk=kept.pk).lines.get()


def _visit(case: Case, at: datetime) -> Visit:
    """Let somebody stand at the counter."""
    clerk = people.staff(Role.SHOWROOM, email="counter@example.ru")
    visit = walk_in(case=case, side="applicant", office="msk-marks", by=clerk, at=at)
    comer = Comer(side="applicant", who="Мария Волкова", capacity="owner")
    arrive(visit=visit, comer=comer, by=clerk, at=at)
    return visit


def users(world: World) -> dict[str, User | None]:
    """Name who stands behind each column of the matrix."""
    known = {
        Role.CLAIMS_OFFICER: world.anna,
        Role.CLAIMS_LEAD: world.boris,
        Role.REGISTRY: world.olga,
        Role.SUPERVISOR: world.sergey,
        Role.AUDITOR: world.irina,
        Role.ADMINISTRATOR: world.oleg,
        Role.CARE_AGENT: world.vera,
    }
    dismissed = people.staff(*STAFF, email="dismissed@example.ru")
    half = people.staff(*STAFF, email="half@example.ru")
    return {
        "anonymous": None,
        "owner": world.marias_login,
        "stranger": world.ivans_login,
        **{str(role): known.get(role) or people.staff(role) for role in STAFF},
        "dismissed": dismissed,
        "one_factor": half,
    }


def client_of(scene: Scene, actor: str) -> Client:
    """Give a browser in which this visitor has come in, as far as he can."""
    client, user = Client(raise_request_exception=False), scene.users[actor]
    if user is None:
        return client
    client.force_login(user)
    if user.is_staff and actor != "one_factor":
        prove(client, user)
    if actor == "dismissed":
        deactivate(user=user, by=None, at=clock.now() - timedelta(minutes=1))
    return client


def prove(client: Client, user: User) -> None:
    """Let the session count as one of two factors, without a telephone at hand."""

    class Request:
        session = client.session

    request: Any = Request()
    request.user = user
    mark_proved(request, kind="totp")
    request.session.save()


def variants(scene: Scene, route: Route) -> dict[str, str]:
    """Give the addresses under which a route is asked for: by the name of its variant."""
    kinds: dict[str, Draft | None] = {"": None}
    if route.name.startswith("draft:") and "token" in route.arguments:
        kinds |= {"/filed": scene.filed_draft, "/visitor": scene.visitors_draft}
    return {
        route.name + kind: reverse(route.name, kwargs=arguments(scene, route, draft))
        for kind, draft in kinds.items()
    }


def arguments(scene: Scene, route: Route, draft: Draft | None) -> dict[str, Any]:
    made = {name: _ARGUMENTS[name] for name in route.arguments} | _OF_ROUTES.get(route.name, {})
    named = draft or scene.open_draft
    return {name: give(scene, named) for name, give in made.items() if name in route.arguments}


def same(value: Any, *_: Any) -> Any:
    return value


def first_evidence(_scene: Scene, draft: Draft) -> int:
    one = draft.evidence.first()
    return one.pk if one else 0


Give = Callable[[Scene, Draft], Any]
_ARGUMENTS: dict[str, Give] = {
    "attorney_id": partial(same, 1),
    "invitation_id": partial(same, 1),
    "membership_id": partial(same, 1),
    "code": lambda scene, _: scene.visit.code,
    "ending": partial(same, "pdf"),
    "connected_id": lambda scene, _: scene.world.marias_number.services.get().pk,
    "evidence_id": first_evidence,
    "form": partial(same, "pdf"),
    "identifier": lambda scene, _: scene.world.marias_number.identifier,
    "kind": partial(same, "claim"),
    "party_id": lambda scene, _: scene.world.maria.pk,
    "pk": partial(same, 1),
    "name": partial(same, "spam"),
    "line_id": lambda scene, _: scene.line.pk,
    "purpose": lambda *_: next(one.id for one in operator_pack().purposes if not one.needed),
    "question_id": partial(same, "essence"),
    "reference": lambda scene, _: scene.case.reference,
    "rule": lambda scene, _: scene.case.clocks.earliest("pk").rule,
    "task_id": lambda scene, _: scene.dead_task.pk,
    "token": lambda _, draft: draft.token,
    "view_id": lambda scene, _: scene.view.pk,
    "user_id": lambda scene, _: scene.world.anna.pk,
    "which": partial(same, "claim"),
}
_OF_ROUTES: dict[str, dict[str, Give]] = {
    "desk:copy": {"reference": lambda scene, _: scene.copy.reference},
    "desk:copy_paper": {"reference": lambda scene, _: scene.copy.reference},
    "desk:entry": {"reference": lambda scene, _: scene.entry.reference},
    "desk:entry_scan": {"reference": lambda scene, _: scene.entry.reference},
    "desk:application": {"reference": lambda scene, _: scene.application.reference},
    "portal:copy": {"reference": lambda scene, _: scene.copy.reference},
    "portal:export_numbers": {"form": partial(same, "csv")},
    "portal:order_check": {"token": lambda scene, _: scene.order_draft.token},
    "portal:order_check_rows": {
        "token": lambda scene, _: scene.order_draft.token,
        "form": partial(same, "csv"),
    },
    "portal:order": {"reference": lambda scene, _: scene.order.case.reference},
    "portal:order_rows": {
        "reference": lambda scene, _: scene.order.case.reference,
        "form": partial(same, "xlsx"),
    },
    "portal:order_answer": {"reference": lambda scene, _: scene.order.case.reference},
    "portal:order_withdraw": {"reference": lambda scene, _: scene.order.case.reference},
    "desk:order": {"reference": lambda scene, _: scene.order.case.reference},
    "desk:taken": {"token": lambda scene, _: scene.payment.token},
    "desk:till_receipt": {"token": lambda scene, _: scene.payment.token},
    "desk:statement": {"token": lambda scene, _: scene.line.statement.token},
    **{
        f"transfers:{name}": {"reference": lambda scene, _: scene.transfer.case.reference}
        for name in ("transfer", "withdraw", "invite", "tariffs", "users")
    },
    "transfers:letter": {
        "reference": lambda scene, _: scene.transfer.case.reference,
        "which": partial(same, "statement"),
    },
    **{
        f"desk:{name}": {"reference": lambda scene, _: scene.transfer.case.reference}
        for name in ("transfer", "transfer_carry_out", "transfer_refuse", "transfer_confirm")
    },
    "desk:transfer_letter": {
        "reference": lambda scene, _: scene.transfer.case.reference,
        "which": partial(same, "statement"),
    },
    **{
        f"invited:{name}": {"token": lambda scene, _: scene.transfer.invitation.token}
        for name in (
            "door",
            "code",
            "accept",
            "withdraw",
            "tariffs",
            "users",
            "letter",
            "papers",
            "visit",
        )
    },
    **{
        f"invited:{name}": {
            "token": lambda scene, _: scene.transfer.invitation.token,
            "kind": partial(same, "data-consent"),
        }
        for name in ("paper_send", "paper_file", "paper_form")
    },
    **{
        name: {"kind": partial(same, "application-giver")}
        for name in ("portal:paper_send", "portal:paper_file", "portal:paper_form")
    },
    **{
        name: {"token": lambda scene, _: scene.case.papers.earliest("pk").token}
        for name in ("desk:judge", "desk:original", "desk:scan", "desk:paper_file")
    },
    **{
        name: {"token": lambda scene, _: scene.visit.appearances.get().token}
        for name in ("desk:identity", "desk:sign_deed")
    },
    "desk:evidence": {
        "token": lambda scene, _: scene.filed_draft.evidence.get().file.token,
    },
}
