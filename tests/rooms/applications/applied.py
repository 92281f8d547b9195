"""An application as a company fills it in."""

from typing import Any

from kabinet.applications.actions import Applied

DIGITS = {
    "inn": "7707083893",
    "kpp": "770701001",
    "ogrn": "1027700132195",
    "bic": "044525225",
    "account": "40702810938000000001",
    "correspondent": "30101810400000000225",
}
SAID: dict[str, Any] = {
    **DIGITS,
    "company_name": "ООО «Ромашка»",
    "address": "г. Чита, ул. Ленина, д. 1",
    "head_post": "Генеральный директор",
    "head_name": "Котов Павел Ильич",
    "bank": "ПАО Сбербанк",
    "region": "moscow",
    "tariff": "tariff-light",
    "quantity": 2,
}


def applied(**changed):
    return Applied(**(SAID | changed))
