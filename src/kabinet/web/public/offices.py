"""The office finder: by town and by what one comes for."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kabinet.offices import queries as offices
from kabinet.pack.formats import FALLBACK, Office
from kabinet.web.forms import Form
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
        choices=lambda: [("", _("Anything")), *offices.services(language())],
    )


def towns() -> list[tuple[str, str]]:
    return [(name, name) for name in offices.towns(language())]


@allow(GET=ANYONE)
def finder(request: HttpRequest) -> HttpResponse:
    """Show the offices of a town that do a thing; what nobody knows is found nowhere."""
    wanted = {name: request.GET[name] for name in ("town", "service") if request.GET.get(name)}
    found = [shown(office) for office in offices.offices_in(**wanted)]
    page = {"filters": FilterForm(initial=wanted), "wanted": wanted, "found": found}
    return render(request, "public/offices.html", page)


def shown(office: Office) -> dict[str, object]:
    """Put an office into words; the post, as a letter names it, exists in Russian only."""
    post = office.manager_post["nominative"]
    return {
        "office": office,
        "post": post if language() == FALLBACK else _("Head of the office"),
        "services": [offices.name_of_service(code, language()) for code in office.services],
    }
