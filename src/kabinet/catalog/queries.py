"""What the operator sells, at what price, on which day."""

from datetime import date

from kabinet.kit.money import Money
from kabinet.pack.formats import CatalogItem, Price, say
from kabinet.pack.queries import operator_pack


def every_item() -> tuple[CatalogItem, ...]:
    """List every tariff and service that was ever offered."""
    pack = operator_pack()
    return (*pack.tariffs, *pack.services)


def item(code: str, on: date | None = None) -> CatalogItem | None:
    """Find a tariff or service; with a day, only one that had a price that day."""
    found = operator_pack().catalog.get(code)
    if found is None or on is None or price_row(found, on) is not None:
        return found
    return None


def name_of(code: str, language: str) -> str:
    """Name a tariff or service; its code where the catalog does not know it."""
    found = operator_pack().catalog.get(code)
    return say(found.name, language) if found else code


def price_row(of: CatalogItem, on: date) -> Price | None:
    return next((price for price in of.prices if price.holds_on(on)), None)


def price_of(code: str, on: date) -> Price | None:
    """Give the price of that day (amount in kopecks, and its period); None when not sold then."""
    found = operator_pack().catalog.get(code)
    return price_row(found, on) if found else None


def amount_of(code: str, on: date) -> Money:
    """Give the sum of that day's price; LookupError when there was none."""
    price = price_of(code, on)
    if price is None:
        raise LookupError(f"{code} has no price on {on.isoformat()}")
    return Money(price.amount)


def tariffs_on(day: date) -> list[CatalogItem]:
    """List the tariffs that a newcomer can take on that day; archived ones are not among them."""
    return [one for one in operator_pack().tariffs if is_offered(one, day)]


def services_on(day: date) -> list[CatalogItem]:
    return [one for one in operator_pack().services if is_offered(one, day)]


def is_offered(of: CatalogItem, on: date) -> bool:
    return of.holds_on(on) and price_row(of, on) is not None
