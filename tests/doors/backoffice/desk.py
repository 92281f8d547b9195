"""Sitting down at a desk, and reading what is on it."""

import re
from html import unescape
from typing import Any

from django.test import Client
from django.utils.html import strip_tags

from kabinet.access.models import User
from kabinet.cases.models import Case
from kabinet.web.signin.second_factor import mark_proved


def desk_of(user: User) -> Client:
    """Come in with both factors, the page in English."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)

    class Request:
        session = client.session

    request: Any = Request()
    request.user = user
    mark_proved(request, kind="totp")
    request.session.save()
    return client


def text_of(answer: Any) -> str:
    """Give the words of a page as a reader sees them."""
    return re.sub(r"\s+", " ", unescape(strip_tags(answer.content.decode())))


def address(case: Case, tail: str = "") -> str:
    return f"/desk/cases/{case.reference}/{tail}"
