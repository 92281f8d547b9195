"""Where to go: back to the page that asked, if it is one of ours; to the case, from its forms."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kabinet.web.signin.adapter import is_own_page

View = Callable[[HttpRequest, str], HttpResponse]


def onward(request: HttpRequest, otherwise: str, *args: str) -> str:
    """Give the page named by `next` in the form, or the one whose name is given."""
    asked = request.POST.get("next", "")
    return asked if asked and is_own_page(request, asked) else reverse(otherwise, args=args)


def form_of_a_case(view: View) -> View:
    """Lead whoever comes to a form's address by a link to the case itself.

    A refused form is shown under its own address; from there one may choose another language.
    """

    @wraps(view)
    def posted(request: HttpRequest, reference: str) -> HttpResponse:
        if request.method != "POST":
            return redirect("desk:case", reference)
        return view(request, reference)

    return posted
