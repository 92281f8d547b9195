"""Those who act for the companies, and a change of an owner's data that waits for its clerk."""

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.mfa.totp.internal.auth import TOTP

from kabinet.access.actions import NewLogin, Place, begin_company, invite, join
from kabinet.access.models import User
from kabinet.access.queries import seat_in
from kabinet.access.rules import CompanyRole, Scope, ScopeKind
from kabinet.contracts.models import Account
from kabinet.demo.world.days import Days
from kabinet.demo.world.names import FIRMS
from kabinet.demo.world.staff import PASSWORD, secret_of
from kabinet.documents.actions import store_file
from kabinet.owners.actions import Wish, ask_for_change
from kabinet.parties.actions import Attorney, record_attorney
from kabinet.parties.models import Party

ROMASHKA, UNREGISTERED = FIRMS[0], FIRMS[1]
ENDS_IN = 25  # days: the paper behind the accountant has been warned of once
_SCAN = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True)
class Member:
    """Somebody who acts for a company; `key` is the name by which the stories know him."""

    key: str
    name: str

    @property
    def email(self) -> str:
        return f"{self.key}@{ROMASHKA.mailbox}"


KIRA = Member("kira", "Лебедева Кира Андреевна")
RITA = Member("rita", "Носова Рита Павловна")
MEMBERS = (KIRA, RITA)


def let_members_in(days: Days) -> None:
    """Give Romashka an administrator, and an accountant who sees one of its accounts."""
    company = firm(ROMASHKA.name)
    begun = begin_company(
        company=company, name=KIRA.name, email=KIRA.email, at=days.ago(85, "10:20")
    )
    kira = _join(begun.pk, KIRA, days.ago(85, "11:00"))
    paper = record_attorney(
        principal=company,
        paper=Attorney(
            agent_name=RITA.name,
            number="12-Д",
            issued_on=days.ago(340).date(),
            valid_from=days.ago(340).date(),
            valid_until=days.today + timedelta(days=ENDS_IN),
            powers=["money", "claims"],
        ),
        file=store_file(upload=_SCAN, name="doverennost-12-d.png", by=kira, at=days.ago(80)),
        by=kira,
        at=days.ago(80),
    )
    account = Account.objects.filter(contract__holder=company).earliest("pk")
    place = Place(
        role=CompanyRole.FINANCE,
        scopes=(Scope(ScopeKind.ACCOUNT, account.number),),
        attorney=paper,
    )
    asked = invite(by=kira, place=place, name=RITA.name, email=RITA.email, at=days.ago(80))
    _join(asked.pk, RITA, days.ago(80, "14:00"))
    _ask_for_a_new_head(kira, days)


def firm(name: str) -> Party:
    return Party.objects.get(company_name=name)


def user_of(key: str) -> User | None:
    """Find a member's login by the name by which the stories know him."""
    email = next((one.email for one in MEMBERS if one.key == key), None)
    return User.objects.filter(email=email, is_active=True).first() if email else None


def _join(invitation: int, who: Member, at: datetime) -> User:
    login = NewLogin(name=who.name, password=PASSWORD, language="ru")
    made = join(invitation_id=invitation, user=None, login=login, at=at)
    TOTP.activate(made.user, secret_of(made.user))
    made.user.seat = seat_in(made)
    return made.user


def _ask_for_a_new_head(kira: User, days: Days) -> None:
    at = days.ago(1, "15:40")
    order = store_file(upload=_SCAN, name="prikaz-o-naznachenii.png", by=kira, at=at)
    wish = Wish(
        values={"head_post": "Генеральный директор", "head_name": "Лебедева Кира Андреевна"},
        why="Назначен новый руководитель",
        proof=[order],
    )
    ask_for_change(by=kira, wish=wish, language="ru", at=at)
