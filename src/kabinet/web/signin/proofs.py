"""What somebody has proved by a code in this session, for half an hour."""

from datetime import datetime, timedelta

from django.http import HttpRequest

_KEY = "proofs"
_LIFE = timedelta(minutes=30)


def prove(request: HttpRequest, what: str, at: datetime) -> None:
    request.session[_KEY] = {**request.session.get(_KEY, {}), what: at.timestamp()}


def is_proved(request: HttpRequest, what: str, at: datetime) -> bool:
    proved_at = request.session.get(_KEY, {}).get(what)
    return proved_at is not None and at.timestamp() - proved_at < _LIFE.total_seconds()


def forget(request: HttpRequest, what: str) -> None:
    proofs = request.session.get(_KEY, {})
    request.session[_KEY] = {name: at for name, at in proofs.items() if name != what}
