"""What somebody typed when his session ended: kept, and offered to be sent again."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from kabinet.kit.clock import now

_KEY = "kept_form"
_LIFE = 30 * 60  # seconds
_LIMIT = 64 * 1024  # characters
_NEVER = {"csrfmiddlewaretoken", "password", "old_password", "new_password", "code"}


@dataclass(frozen=True)
class KeptForm:
    """A form as it was sent: where to, and its fields in order."""

    path: str
    fields: tuple[tuple[str, str], ...]


def fields_of(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """List what was typed, secrets left out."""
    return tuple(
        (name, str(value))
        for name, values in request.POST.lists()
        for value in values
        if name not in _NEVER
    )


def keep(request: HttpRequest) -> str:
    """Keep a posted form in the session; return the page to come back to.

    The form passed the CSRF check, so it came from our own page.
    """
    path, fields = request.get_full_path(), fields_of(request)
    if sum(len(name) + len(value) for name, value in fields) > _LIMIT:
        return path
    request.session[_KEY] = {"path": path, "fields": fields, "at": now().timestamp()}
    return reverse("signin:resume")


def kept_form(request: HttpRequest) -> KeptForm | None:
    """Give back the form that was kept; None when it is too old or there is none."""
    found = request.session.get(_KEY)
    if not found or now().timestamp() - found["at"] > _LIFE:
        return None
    fields = tuple((str(name), str(value)) for name, value in found["fields"])
    return KeptForm(path=str(found["path"]), fields=fields)
