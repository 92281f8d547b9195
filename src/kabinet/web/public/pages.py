"""Pages that explain: the first one, the choice, help, how claims work, our promises."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kabinet.kit import clock
from kabinet.pack.queries import operator_pack
from kabinet.web.policy import ANYONE, allow
from kabinet.web.public.offices import towns


@allow(GET=ANYONE)
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "public/home.html", {"towns": towns()})


@allow(GET=ANYONE)
def start(request: HttpRequest) -> HttpResponse:
    """Show the three kinds of writing to us, and what to have at hand."""
    return render(request, "public/start.html")


@allow(GET=ANYONE)
def contacts(request: HttpRequest) -> HttpResponse:
    return render(request, "public/help.html")


@allow(GET=ANYONE)
def about(request: HttpRequest) -> HttpResponse:
    """Explain how a claim goes and list every term that may run, with its law."""
    rules = operator_pack().clocks_on(clock.now().date())
    shown = [rule for rule in rules if rule.kind in {"legal", "promise", "limitation"}]
    return render(request, "public/about.html", {"rules": shown})


@allow(GET=ANYONE)
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")


@allow(GET=ANYONE)
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what personal data are for and how long the law makes us keep them."""
    pack = operator_pack()
    today = clock.now().date()
    kept = [(each, pack.norm(each.norm, today)) for each in pack.retentions]
    return render(request, "public/privacy.html", {"purposes": pack.purposes, "kept": kept})
