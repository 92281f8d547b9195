"""`kabinet verify` sees members whom no rule could have let in."""

import pytest

from kabinet.access.models import Membership, User
from kabinet.access.queries.checks import verify
from kabinet.access.rules import CompanyRole
from tests.people import attorney, company, member

pytestmark = pytest.mark.django_db


def test_a_house_in_order_has_nothing_to_tell():
    romashka = company()
    member(romashka)
    paper = attorney(romashka)
    member(romashka, CompanyRole.FINANCE, attorney=paper, number="+79161110001")

    assert verify() == []


def test_a_strange_paper_a_limited_administrator_and_staff_are_told():
    member(company(), attorney=attorney(company("ООО «Лютик»")))
    Membership.objects.get().scopes.create(kind="account", value="A1")
    User.objects.update(is_staff=True)

    assert [line.split(": ")[1] for line in verify()] == [
        "its power of attorney is of another company",
        "an administrator limited to a part",
        "somebody of our own staff",
    ]
