"""Sums, numbers, phones, days and clocks as pages write them."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)


def shown(text: str, language: str = "ru", **values) -> str:
    with translation.override(language):
        return Template(text).render(Context(values))


def clock(**more) -> SimpleNamespace:
    """Make a clock whose last day is 7 December 2026 in Chita."""
    plain = {
        "due_on": date(2026, 12, 7),
        "due_at": datetime(2026, 12, 7, 15, tzinfo=UTC),
        "zone": "Asia/Chita",
        "state": "running",
    }
    return SimpleNamespace(**{**plain, **more})


@pytest.mark.parametrize(
    ("kopecks", "language", "text"),
    [
        (123456, "ru", "1\u00a0234,56\u00a0₽"),
        (123456, "en", "1,234.56\u00a0₽"),
        (123456, "fr", "1\u00a0234,56\u00a0₽"),
        (-5, "ru", "\u22120,05\u00a0₽"),
        (-123456700, "ru", "\u22121\u00a0234\u00a0567,00\u00a0₽"),
        (0, "ru", "0,00\u00a0₽"),
    ],
)
def test_a_sum_is_written_as_the_language_writes_it(kopecks, language, text):
    assert shown("{{ n|money }}", language, n=kopecks) == f'<span class="kb-sum">{text}</span>'


def test_nothing_is_written_for_nothing():
    assert shown("{{ n|money }}{{ n|num }}{{ n|day }}{% moment n %}{% say n %}", n=None) == ""


def test_a_phone_never_breaks_across_lines():
    assert shown("{{ n|phone }}", n="+79143965354") == (
        '<span class="nb">+7\u00a0914\u00a0396-53-54</span>'
    )
    assert shown("{{ n|phone }}", n="0890") == "0890"


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "7\u00a0декабря 2026"), ("en", "7\u00a0December 2026"), ("fr", "7\u00a0décembre 2026")],
)
def test_a_day_is_written_in_words(language, text):
    assert shown("{{ n|day }}", language, n=date(2026, 12, 7)) == text


def test_a_moment_is_told_where_the_person_is():
    html = shown('{% moment n "Asia/Chita" with_zone=True %}', "en", n=NOW)

    at = '<time datetime="2026-11-24T14:00:00+09:00">'
    assert html == f"{at}24\u00a0November 2026, 14:00\u00a0(UTC+9)</time>"


def test_a_name_is_latin_outside_russian():
    assert shown("{{ n|latin }}", "ru", n="Мария") == "Мария"
    assert shown("{{ n|latin }}", "fr", n="Мария") == "Maria"


@pytest.mark.parametrize(
    ("now", "text", "kind"),
    [
        (NOW, "13 days left", "calm"),
        (datetime(2026, 12, 5, 5, tzinfo=UTC), "2 days left", "warn"),
        (datetime(2026, 12, 7, 14, 59, tzinfo=UTC), "Due today", "warn"),
        (datetime(2026, 12, 7, 15, 0, tzinfo=UTC), "1 day late", "bad"),
        (datetime(2026, 12, 10, 5, tzinfo=UTC), "3 days late", "bad"),
    ],
)
def test_a_clock_says_how_it_stands_in_words_and_colour(now, text, kind):
    html = shown("{% deadline_chip c now %}", "en", c=clock(), now=now)

    assert html == f'<span class="kb-tag kb-tag--{kind}">{text}</span>'


@pytest.mark.parametrize(
    ("state", "text"),
    [("met", "Kept"), ("missed", "Missed"), ("paused", "Paused"), ("cancelled", "No longer runs")],
)
def test_a_clock_that_stopped_says_so(state, text):
    assert text in shown("{% deadline_chip c now %}", "en", c=clock(state=state), now=NOW)


def test_a_fact_with_nothing_to_say_is_not_shown():
    html = shown(
        '{% fact "Tariff" %}{{ tariff }}{% endfact %}{% fact "Note" %} {% endfact %}', tariff="<b>"
    )

    assert "&lt;b&gt;" in html
    assert "Note" not in html


def test_a_picture_is_decoration_unless_it_has_a_label():
    assert 'aria-hidden="true"' in shown('{% icon "phone" %}')
    assert 'role="img" aria-label="Phone"' in shown('{% icon "phone" label="Phone" %}')
