"""Where to go after an act: back to the page that asked, if it is one of ours."""

from django.http import HttpRequest
from django.urls import reverse

from kabinet.web.signin.adapter import is_own_page


def onward(request: HttpRequest, otherwise: str, *args: str) -> str:
    """Give the page named by `next` in the form, or the one whose name is given."""
    asked = request.POST.get("next", "")
    return asked if asked and is_own_page(request, asked) else reverse(otherwise, args=args)
