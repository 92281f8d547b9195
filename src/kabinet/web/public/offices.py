"""The office finder: by town and by what one comes for."""

from itertools import groupby

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kabinet.offices import queries as offices
from kabinet.pack.formats import FALLBACK, Office, say
from kabinet.pack.queries import operator_pack
from kabinet.web.forms import Form
from kabinet.web.latin import latin
from kabinet.web.policy import ANYONE, allow
from kabinet.web.templatetags.kabinet import language


class FilterForm(Form):
    """What the finder asks; the choices are read when the page is."""

    town = forms.ChoiceField(
        label=_("Town"), required=False, choices=lambda: [("", _("Any town")), *towns()]
    )
    service = forms.ChoiceField(
        label=_("What you come for"),
        required=False,
        choices=lambda: [("", _("Anything")), *services()],
    )


def towns() -> list[tuple[str, str]]:
    """List the towns with an office: the name that `offices_in` knows, the name to show."""
    every = {say(each.town, FALLBACK): say(each.town, language()) for each in offices.offices_in()}
    return sorted(every.items(), key=lambda town: town[1])


def services() -> list[tuple[str, str]]:
    codes = {code for each in offices.offices_in() for code in each.services}
    return sorted(((code, name_of(code)) for code in codes), key=lambda service: service[1])


def name_of(service: str) -> str:
    return operator_pack().text(f"office.service.{service}", language())


@allow(ANYONE)
def finder(request: HttpRequest) -> HttpResponse:
    """Show the offices of a town that do a thing; what is asked for unknown finds nothing."""
    wanted = {name: request.GET[name] for name in ("town", "service") if request.GET.get(name)}
    found = offices.offices_in(**wanted)
    page = {
        "filters": FilterForm(request.GET),
        "wanted": wanted,
        "found": found,
        "found_by_town": by_town(found),
    }
    return render(request, "public/offices.html", page)


def by_town(found: list[Office]) -> list[tuple[str, list[dict[str, object]]]]:
    def town(office: Office) -> str:
        return say(office.town, language())

    return [
        (name, [shown(each) for each in there])
        for name, there in groupby(sorted(found, key=town), key=town)
    ]


def shown(office: Office) -> dict[str, object]:
    post = office.manager_post["nominative"]
    return {
        "office": office,
        "post": post if language() == FALLBACK else latin(post),
        "services": [name_of(code) for code in office.services],
    }
