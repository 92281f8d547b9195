"""The people of the stories, and what happened to them before they came to us."""

from dataclasses import dataclass

from kabinet.demo.world.charges import Debit, roaming
from kabinet.demo.world.days import Days
from kabinet.demo.world.goods import Goods
from kabinet.demo.world.names import Name, people
from kabinet.demo.world.numbers import Wish, proof_by
from kabinet.demo.world.people import Resident
from kabinet.kit.money import Money
from kabinet.numbers.models import Line, Number
from kabinet.pack.queries import operator_pack
from kabinet.parties.models import Party

IVAN, MARIA, ANDREY, _, _, ANNA = people()[:6]
STORY_PEOPLE = (IVAN, MARIA, ANDREY, ANNA)

NEVER_ORDERED_SINCE = 70  # days: a monthly subscription has been debited three times by then
CLICKED_SINCE = 6  # days of a daily one
_SHARES = (63, 55, 44)  # hundredths of the sum above which two must sign: together beyond it
_CLICK = (
    "Нажатие кнопки «Продолжить» на странице партнёра {provider}, {day}, 21:14:07, "
    "IP 10.64.118.23; код из SMS не запрашивался"
)


@dataclass(frozen=True)
class Cast:
    """The numbers of those whose story is told."""

    ivan: Number
    maria: Number
    andrey: Number
    anna: Number  # her home internet

    @property
    def mobiles(self) -> tuple[Number, ...]:
        return self.ivan, self.maria, self.andrey


def cast(residents: list[Resident], numbers: list[Number]) -> Cast:
    def first(name: Name, line: str) -> Number:
        party = next(who.party for who in residents if who.party.full_name == name.full)
        return next(one for one in numbers if _is_his(one, party, line))

    return Cast(
        ivan=first(IVAN, Line.MOBILE),
        maria=first(MARIA, Line.MOBILE),
        andrey=first(ANDREY, Line.MOBILE),
        anna=first(ANNA, Line.INTERNET),
    )


def story_wishes(parts: Cast, goods: Goods, days: Days) -> list[Wish]:
    """Ivan asked for one service and not for the other; Maria clicked, or did not."""
    unwanted, clicked = goods.content_by("month"), goods.content_by("day")
    wanted, at = goods.options[0], days.ago(130, "18:12")
    click = days.ago(CLICKED_SINCE, "21:14")
    return [
        Wish(parts.ivan, wanted, at, "portal", proof=proof_by("portal", "ivan", wanted.code)),
        Wish(
            parts.ivan, unwanted, days.ago(NEVER_ORDERED_SINCE, "19:47"), "wap",
            by="provider",
        ),
        Wish(
            parts.maria, clicked, click, "wap", by="provider",
            proof=_CLICK.format(provider=clicked.provider, day=f"{click:%d.%m.%Y}"),
        ),
    ]  # fmt: skip


def story_debits(parts: Cast, days: Days) -> list[Debit]:
    """Debit a stay abroad to Andrey, who says that he was at home."""
    threshold = int(operator_pack().setting("claims.four_eyes_above"))
    amounts = [Money(threshold * share // 100) for share in _SHARES]
    return roaming(parts.andrey, amounts, days, 12)


def _is_his(number: Number, party: Party, line: str) -> bool:
    return number.line == line and number.account.contract.holder_id == party.pk
