"""Tags and filters of our pages; built in, so no page loads them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext as _, ngettext

from kabinet.documents.wording import phone_text
from kabinet.kit.money import Money
from kabinet.pack import formats
from kabinet.web import latin as letters

register = template.Library()

NBSP = "\u00a0"
MINUS = "\u2212"
SIGN = "₽"
SEPARATORS = {"ru": (NBSP, ","), "fr": (NBSP, ","), "en": (",", ".")}  # groups, decimals
DAY = {"ru": "j\u00a0E Y", "en": "j\u00a0F Y", "fr": "j\u00a0F Y"}
SOON_DAYS = 2


def language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


@register.filter
def num(value: int | None) -> str:
    """1 234 567 as the language groups it."""
    if value is None:
        return ""
    grouped = f"{abs(int(value)):,}".replace(",", SEPARATORS[language()][0])
    return f"{MINUS if value < 0 else ''}{grouped}"


@register.filter
def money(value: int | None) -> SafeString:
    """1 234,50 ₽: kopecks in, one unbreakable sum out."""
    if value is None:
        return SafeString("")
    amount = Money(int(value))
    text = f"{num(abs(amount.roubles))}{SEPARATORS[language()][1]}{amount.kopecks:02d}"
    sign = MINUS if amount < 0 else ""
    return format_html('<span class="kb-sum">{}{}{}{}</span>', sign, text, NBSP, SIGN)


@register.filter
def phone(value: str) -> str:
    """+7 914 396-53-54, never broken across lines; anything else as it is."""
    text = phone_text(value)
    return value if text == value else format_html('<span class="nb">{}</span>', text)


@register.filter
def day(value: date | None) -> str:
    """7 December 2026."""
    return date_format(value, DAY[language()]) if value else ""


@register.filter
def latin(value: object) -> str:
    """Show a Russian name: as it is in Russian, in Latin letters elsewhere."""
    return str(value) if language() == "ru" else letters.latin(str(value))


@register.simple_tag
def moment(at: datetime | None, zone: str = "", *, with_zone: bool = False) -> str:
    """Show a moment in a zone: 24 November 2026, 14:05; `with_zone` adds (UTC+9)."""
    if at is None:
        return ""
    there = at.astimezone(ZoneInfo(zone or settings.TIME_ZONE))
    text = f"{day(there.date())}, {there:%H:%M}"
    if with_zone:
        text += f"{NBSP}({_utc(there)})"
    return format_html('<time datetime="{}">{}</time>', there.isoformat(), text)


def _utc(there: datetime) -> str:
    offset = there.strftime("%z")
    hours, minutes = int(offset[:3]), offset[3:5]
    return f"UTC{hours:+d}" + (f":{minutes}" if minutes != "00" else "")


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """Show a picture of the sprite: decoration, unless it has a label."""
    said = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else SafeString('aria-hidden="true"')
    )
    kind = f"kb-icon kb-icon--{size}" if size else "kb-icon"
    return format_html(
        '<svg class="{}" {}><use href="{}#{}"></use></svg>', kind, said, static("icons.svg"), name
    )


@register.simple_tag
def say(text: Mapping[str, str] | None) -> str:
    """Say a text of the pack in the language of the page."""
    return formats.say(text, language()) if text else ""


@register.filter
def said(text: Mapping[str, str] | None) -> str:
    """Do the same as a filter, for attributes and `with`."""
    return say(text)


@register.simple_tag
def clock_at(at: datetime, zone: str) -> str:
    """Give the hour of a moment in a zone: 14:05."""
    return f"{at.astimezone(ZoneInfo(zone or settings.TIME_ZONE)):%H:%M}"


@register.simple_tag
def deadline_chip(clock: Any, now: datetime) -> SafeString:
    """How a clock stands, in words and colour. Takes what has due_on, due_at, zone, state."""
    kind, text = _standing(clock, now)
    return format_html('<span class="kb-tag kb-tag--{}">{}</span>', kind, text)


def _standing(clock: Any, now: datetime) -> tuple[str, str]:
    ended = {
        "met": ("good", _("Kept")),
        "missed": ("bad", _("Missed")),
        "paused": ("calm", _("Paused")),
        "cancelled": ("calm", _("No longer runs")),
    }
    state = str(getattr(clock, "state", "running"))
    if state in ended:
        return ended[state]
    today = now.astimezone(ZoneInfo(getattr(clock, "zone", "") or settings.TIME_ZONE)).date()
    left = (clock.due_on - today).days
    if now >= clock.due_at:
        late = max(1, -left)
        return "bad", ngettext("%(n)s day late", "%(n)s days late", late) % {"n": late}
    return _left(left)


def _left(left: int) -> tuple[str, str]:
    if left <= 0:
        return "warn", _("Due today")
    kind = "warn" if left <= SOON_DAYS else "calm"
    return kind, ngettext("%(n)s day left", "%(n)s days left", left) % {"n": left}


@register.simple_block_tag
def fact(content: str, label: str) -> SafeString:
    """One row of `<dl class="govuk-summary-list">`; shows nothing when there is nothing to say."""
    if not content.strip():
        return SafeString("")
    return format_html(
        '<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">{}</dt>'
        '<dd class="govuk-summary-list__value">{}</dd></div>',
        label,
        content,
    )
