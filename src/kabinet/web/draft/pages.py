"""What the pages of the interview show: sections, checks, titles."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext as _, gettext_lazy

from kabinet.claims.models import Claim, Draft
from kabinet.claims.queries.completeness import completeness_of_claim
from kabinet.claims.queries.interview import Answered, answered, completeness_of
from kabinet.claims.rules.completeness import Check, Element
from kabinet.claims.rules.interview import Path, is_blank
from kabinet.kit.money import Money
from kabinet.pack.formats import say
from kabinet.web.templatetags.kabinet import day, money, phone

TITLES: dict[str, Promise] = {
    "claim": gettext_lazy("File a claim"),
    "question": gettext_lazy("Ask a question"),
    "fraud": gettext_lazy("Report fraud"),
}
LEADS: dict[str, Promise] = {
    "claim": gettext_lazy(
        "A claim is a written demand with legal consequences: the operator must register it and"
        " answer within the law's term."
    ),
    "question": gettext_lazy("Ask anything about your services, bills or contract."),
    "fraud": gettext_lazy(
        "Somebody called or wrote in our name, took your number or signed a contract for you?"
        " Tell us: we act at once."
    ),
}
DONE: dict[str, Promise] = {
    "claim": gettext_lazy("Your claim is registered"),
    "question": gettext_lazy("Your question is registered"),
    "fraud": gettext_lazy("Your report is registered"),
}
NEXT_STEPS: dict[str, tuple[Promise, ...]] = {
    "claim": (
        gettext_lazy("An officer examines the claim with our records beside it."),
        gettext_lazy("You get the answer as a signed letter, and word of it the way you chose."),
        gettext_lazy("If money is due, it is on your account in the same minute as the answer."),
    ),
    "question": (
        gettext_lazy("Our care desk answers you the way you chose."),
        gettext_lazy("If it turns out to be a claim, one step makes it one."),
    ),
    "fraud": (
        gettext_lazy("Our fraud desk looks at it at once and tells you what was done."),
        gettext_lazy("Tell nobody the codes that we send you."),
    ),
}
ELEMENTS: dict[Element, tuple[Promise, Promise]] = {
    Element.ADDRESSEE: (gettext_lazy("to whom it goes"), gettext_lazy("we add it")),
    Element.CLAIMANT: (
        gettext_lazy("your full name"),
        gettext_lazy("without it we cannot tell who demands"),
    ),
    Element.CONTACTS: (
        gettext_lazy("how to reach you"),
        gettext_lazy("without it the answer does not arrive"),
    ),
    Element.CONTRACT: (
        gettext_lazy("your number or contract"),
        gettext_lazy("with it we find the records faster"),
    ),
    Element.ESSENCE: (
        gettext_lazy("what happened"),
        gettext_lazy("without it there is nothing to examine"),
    ),
    Element.NORMS: (gettext_lazy("the law"), gettext_lazy("we add it")),
    Element.DEMANDS: (
        gettext_lazy("what you demand"),
        gettext_lazy("say what should be done, or we can only explain"),
    ),
    Element.ATTACHMENTS: (
        gettext_lazy("evidence"),
        gettext_lazy("copies make it quicker; you may send them later"),
    ),
    Element.REPLY_WAY: (
        gettext_lazy("how to answer you"),
        gettext_lazy("else we write to the address you gave"),
    ),
    Element.SIGNATURE: (gettext_lazy("your signature"), gettext_lazy("you sign in the next step")),
}


def answer_rows(draft: Draft, path: Path) -> list[dict[str, Any]]:
    """List the answers with the way to change each."""
    return [
        {
            "label": say(one.question.label, get_language() or "ru"),
            "value": _read(one, path),
            "url": f"{_address(draft, one.question.id)}?check=1",
        }
        for one in answered(path)
    ]


def task_items(draft: Draft, path: Path) -> list[dict[str, Any]]:
    """List the whole interview as steps, each with its state."""
    items = [
        {
            "title": say(one.question.label, get_language() or "ru"),
            "hint": _read(one, path, most=80),
            "url": _address(draft, one.question.id),
            "status": _("Answered") if one.is_answered else _("Not yet"),
            "kind": "done" if one.is_answered else "",
        }
        for one in answered(path)
    ]
    files = draft.evidence.count()
    items.append(
        {
            "title": _("Evidence"),
            "hint": "",
            "url": reverse("draft:evidence", args=[draft.token]),
            "status": str(files) if files else _("Nothing yet"),
            "kind": "done" if files else "",
        }
    )
    return items


def next_address(draft: Draft, path: Path) -> str:
    """Tell where to go on: the first question nobody looked at, else the check."""
    following = path.after("")
    return (
        _address(draft, following.id) if following else reverse("draft:check", args=[draft.token])
    )


def checks(draft: Draft, path: Path) -> list[dict[str, Any]]:
    """Say the completeness list of a draft in words."""
    return _said(completeness_of(draft, path))


def claim_checks(claim: Claim, *, has_lines: bool, has_files: bool) -> list[dict[str, Any]]:
    """Say the same list of a filed claim, for the clerk."""
    return _said(completeness_of_claim(claim, has_lines=has_lines, has_files=has_files))


def _said(found: list[Check]) -> list[dict[str, Any]]:
    return [
        {
            "name": ELEMENTS[one.element][0],
            "why": ELEMENTS[one.element][1],
            "is_there": one.is_there,
        }
        for one in found
    ]


def attached_names(draft: Draft) -> list[str]:
    return [one.file.name for one in draft.evidence.select_related("file").order_by("pk")]


def _read(one: Answered, path: Path, most: int = 0) -> str:
    """Say an answer as this page's reader writes days, numbers and sums; `most` cuts a long one."""
    value = path.answers.get(one.question.id)
    if is_blank(value):
        return ""
    shown = SHOWN.get(one.question.kind)
    return shown(value) if shown else one.text[: most or None]


SHOWN: dict[str, Callable[[Any], str]] = {
    "date": lambda value: day(date.fromisoformat(value)),
    "phone": phone,
    "number": phone,
    "money": lambda value: money(Money(int(value))),
}


def _address(draft: Draft, question_id: str) -> str:
    return reverse("draft:question", args=[draft.token, question_id])
