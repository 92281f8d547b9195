"""What the operator of the pack sells, sorted by what the stories need."""

from dataclasses import dataclass
from datetime import date

from kabinet.catalog.queries import every_item, price_of
from kabinet.demo.world.days import Days
from kabinet.kit.money import Money
from kabinet.numbers.models import Line
from kabinet.pack.formats import CatalogItem, Price

_ROSE = 3  # months ago, where the pack itself knows of no rise in our months


@dataclass(frozen=True)
class Goods:
    """The catalog, as the invented people use it."""

    days: Days
    tariffs: tuple[CatalogItem, ...]
    services: tuple[CatalogItem, ...]

    def tariffs_of(self, line: str) -> list[CatalogItem]:
        return [one for one in self.tariffs if one.category == line]

    @property
    def of_companies(self) -> CatalogItem:
        mobile = self.tariffs_of(Line.MOBILE)
        return next((one for one in mobile if "business" in one.code), mobile[0])

    @property
    def of_persons(self) -> list[CatalogItem]:
        return [one for one in self.tariffs_of(Line.MOBILE) if one != self.of_companies]

    @property
    def free(self) -> list[CatalogItem]:
        return [one for one in self.services if one.prices[-1].amount == 0]

    @property
    def content(self) -> list[CatalogItem]:
        """What strangers sell through the operator, the dearest first."""
        found = [one for one in self.services if one.category == "content" and one.consent_needed]
        return sorted(found, key=lambda one: (-one.prices[-1].amount, one.code))

    @property
    def options(self) -> list[CatalogItem]:
        """What the operator himself sells beside a mobile tariff."""
        ours = {"option", "safety"}
        return [one for one in self.services if one.category in ours and one.prices[-1].amount]

    def content_by(self, period: str) -> CatalogItem:
        """Pick the dearest content that is paid by the day or by the month."""
        known = self.content
        return next((one for one in known if one.prices[-1].period == period), known[0])

    def price(self, code: str, on: date) -> Price:
        """Give the price of a day, as old as it must be for somebody to see it rise."""
        item = self._named(code)
        older = [one for one in item.prices if one.valid_from <= self.days.first]
        if on < self.days.month(_ROSE) and not self.rises_by_itself and len(older) > 1:
            return older[-2]
        return price_of(code, on) or item.prices[0]

    def amount(self, code: str, on: date) -> Money:
        return Money(self.price(code, on).amount)

    @property
    def rises_by_itself(self) -> bool:
        """Tell whether a tariff of the pack became dearer in our months."""
        window = self.days.first, self.days.today
        return any(
            window[0] < price.valid_from < window[1] and price.amount > before.amount
            for tariff in self.tariffs
            for before, price in zip(tariff.prices, tariff.prices[1:], strict=False)
        )

    def _named(self, code: str) -> CatalogItem:
        return next(one for one in (*self.tariffs, *self.services) if one.code == code)


def goods(days: Days) -> Goods:
    """Read the pack's catalog; what nobody could have had in our months is left out."""
    known = [one for one in every_item() if one.prices and one.valid_from <= days.first]
    return Goods(
        days,
        tuple(one for one in known if one.kind == "tariff"),
        tuple(one for one in known if one.kind == "service"),
    )
