"""What a payer needs: our requisites, the words of the purpose, the code for his bank's app."""

from kabinet.kit.money import Money
from kabinet.offices.queries import operator
from kabinet.pack.formats import Bank
from kabinet.pack.queries import operator_pack
from kabinet.payments.queries.places import Place
from kabinet.payments.rules.paycode import payment_code

LEGAL = "ru"  # a Russian bank reads it, whatever language the page is in


def bank() -> Bank:
    """Give where payments go. LookupError when the pack names no bank."""
    found = operator().bank
    if found is None:
        raise LookupError("operator.yaml names no bank")
    return found


def purpose_of(place: Place) -> str:
    """Word the purpose so that our own reading of the statement finds the place again."""
    kind = "number" if place.number else "account"
    return operator_pack().text(f"payment.purpose.{kind}", LEGAL, place=place.name)


def code_for(place: Place, amount: Money | None) -> str:
    ours, there = operator(), bank()
    return payment_code(
        {
            "Name": ours.legal_name,
            "PersonalAcc": there.account,
            "BankName": there.name,
            "BIC": there.bic,
            "CorrespAcc": there.correspondent,
            "Sum": str(int(amount)) if amount else "",
            "Purpose": purpose_of(place),
            "PayeeINN": ours.inn,
            "KPP": ours.kpp,
            "PersAcc": place.account.number,
        }
    )
