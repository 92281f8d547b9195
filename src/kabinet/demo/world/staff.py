"""Those who work here: one or two at every desk, with a password and a second factor."""

from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from kabinet.access.actions import create_staff
from kabinet.access.models import User
from kabinet.access.rules import Role
from kabinet.demo.world.days import Days
from kabinet.offices.queries import offices_in, operator
from kabinet.pack.queries import operator_pack
from kabinet.web.latin import latin

PASSWORD = "kabinet-demo-only"  # noqa: S105 - of invented people; the stories' page shows it


@dataclass(frozen=True)
class Clerk:
    """Somebody at a desk; `key` is the name by which the stories know him."""

    key: str
    name: str
    role: Role

    @property
    def email(self) -> str:
        """Give the work mailbox: the first name, and a domain that nobody can own."""
        first = self.name.split()[1]
        return f"{latin(first).lower()}@{operator_pack().operator.id}.example"


CLERKS = (
    Clerk("roman", "Гусев Роман Ильич", Role.ADMINISTRATOR),
    Clerk("olga", "Дёмина Ольга Викторовна", Role.REGISTRY),
    Clerk("dmitry", "Орлов Дмитрий Алексеевич", Role.CLAIMS_OFFICER),
    Clerk("elena", "Соколова Елена Михайловна", Role.CLAIMS_OFFICER),
    Clerk("natalia", "Белова Наталия Сергеевна", Role.CLAIMS_LEAD),
    Clerk("pavel", "Ершов Павел Андреевич", Role.CARE_AGENT),
    Clerk("irina", "Котова Ирина Олеговна", Role.SHOWROOM),
    Clerk("gleb", "Фомин Глеб Николаевич", Role.PROCESSING),
    Clerk("larisa", "Панова Лариса Игоревна", Role.PERSONAL_MANAGER),
    Clerk("semyon", "Быков Семён Петрович", Role.BILLING),
    Clerk("viktor", "Андреев Виктор Павлович", Role.SUPERVISOR),
    Clerk("tamara", "Зуева Тамара Леонидовна", Role.AUDITOR),
)


def hire(days: Days) -> dict[str, User]:
    """Let everybody in who works here; the administrator comes first and lets in the others."""
    at, office = days.ago(400, "09:00"), _counter()
    hired: dict[str, User] = {}
    for clerk in CLERKS:
        hired[clerk.key] = create_staff(
            email=clerk.email,
            name=clerk.name,
            roles=(clerk.role,),
            office=office if clerk.role == Role.SHOWROOM else "",
            by=hired.get("roman"),
            at=at,
        )
    # One hash for all: counting ten of them takes seconds.
    User.objects.filter(is_staff=True).update(password=make_password(PASSWORD))
    for user in hired.values():
        TOTP.activate(user, secret_of(user))
    return hired


def _counter() -> str:
    """Name the office at the operator's own address, or the first one."""
    own = [one.code for one in offices_in() if one.postcode == operator().postcode]
    return min(own or [one.code for one in offices_in()], default="")


def secret_of(user: User) -> str:
    """Give the secret of somebody's authenticator app, the same in every demonstration."""
    return b32encode(sha256(f"kabinet demo {user.email}".encode()).digest()[:20]).decode()
