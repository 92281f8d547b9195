"""Time passes, and the supervisor sees what is late. The last story told in a house."""

from time import monotonic, sleep

from tests.journeys.visitor import DESK

LONG = {"days": "45", "hours": "0"}


def test_a_supervisor_sees_what_is_late(come, house):
    chief = come(size=DESK)
    chief.sign_in("viktor", "/desk/board/")
    before = late(chief)

    chief.open("/demo/clock/")
    for name, amount in LONG.items():
        chief.fill(f"input[name={name}]", amount)
    chief.press("button[name=custom]")
    chief.sign_in("viktor", "/desk/board/", look=False)  # no session lives that long

    until = monotonic() + 60
    while late(chief) <= before and monotonic() < until:
        sleep(1)
        chief.open("/desk/board/", look=False)
    assert late(chief) > before
    chief.open("/desk/board/")
    chief.press("main table a[href*='/desk/queue/']")
    assert chief.has("[data-row]")


def late(visitor) -> int:
    """Read how many cases are late."""
    if visitor.path() != "/desk/board/":
        visitor.open("/desk/board/", look=False)
    figures = visitor.page.locator(".kb-figures dd").first.inner_text()
    return int("".join(each for each in figures if each.isdigit()) or 0)
