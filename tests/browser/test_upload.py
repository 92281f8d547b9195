"""Files on their way: with progress, made smaller, refused before they are sent, tried again."""

import os
import struct
import zlib

import pytest

pytest.importorskip("playwright")

from playwright.sync_api import FilePayload, Page, Route, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MEGABYTE = 1024 * 1024


def file(name: str, kind: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": kind, "buffer": content}


NOTE = file("note.txt", "text/plain", b"The line was dead.")


def photo() -> FilePayload:
    """Write a picture of noise, 3700 by 2800 points: 31 MB, like a good camera's."""
    width, height = 3700, 2800
    lines = b"".join(b"\0" + os.urandom(width * 3) for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(lines, 0))
    png = b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")
    return file("bill.png", "image/png", png)


@pytest.fixture
def evidence(live_server, page: Page) -> Page:
    """Open the page of evidence of a fresh claim, as somebody without an account."""
    page.context.set_extra_http_headers({"Accept-Language": "en"})
    page.goto(live_server.url + "/write/new/claim/")
    page.locator("main form button").last.click()
    page.wait_for_url("**/q/**")
    page.goto(page.url.partition("/q/")[0] + "/evidence/")
    return page


def add(page: Page, *files: FilePayload) -> None:
    page.locator("input[type=file]").set_input_files([*files])


def test_a_file_goes_by_itself_and_is_listed(evidence: Page):
    add(evidence, NOTE)

    expect(evidence.locator("[data-files]")).to_contain_text("note.txt")
    expect(evidence.locator("[data-sending] li")).to_have_count(0)
    expect(evidence.locator("[data-live]")).to_have_text("Added: note.txt")


def test_a_large_photo_is_made_smaller_on_its_way(evidence: Page):
    add(evidence, photo())

    listed = evidence.locator("[data-files] li")
    expect(listed).to_contain_text("bill.jpg", timeout=20_000)
    assert float(listed.inner_text().split("MB")[0].split()[-1]) < 10


def test_what_is_too_large_or_empty_is_refused_before_it_is_sent(evidence: Page):
    sent: list[str] = []
    evidence.on("request", lambda request: sent.append(request.method))

    add(
        evidence,
        file("film.pdf", "application/pdf", b"x" * (11 * MEGABYTE)),
        file("empty.txt", "text/plain", b""),
    )

    refusals = evidence.locator("[data-sending] .is-bad")
    expect(refusals).to_have_count(2)
    expect(refusals.first).to_contain_text("larger than 10 MB")
    expect(refusals.last).to_contain_text("empty")
    assert "POST" not in sent


def test_what_the_server_refuses_is_said_on_the_page(evidence: Page):
    add(evidence, file("bill.pdf", "application/pdf", b"MZ\x90\0" * 99))

    expect(evidence.locator("[data-files] .govuk-error-message")).to_be_visible()
    expect(evidence.locator("[data-files] li")).to_have_count(0)


def test_a_lost_connection_loses_nothing(evidence: Page):
    def lose(route: Route) -> None:
        route.abort() if route.request.method == "POST" else route.continue_()

    evidence.route("**/evidence/", lose)
    add(evidence, NOTE)
    expect(evidence.locator("[data-sending]")).to_contain_text("The connection was lost")

    evidence.unroute("**/evidence/", lose)
    evidence.get_by_role("button", name="Try again").click()

    expect(evidence.locator("[data-files]")).to_contain_text("note.txt")


def test_it_all_works_without_scripts(live_server, browser):
    plain = browser.new_context(java_script_enabled=False, locale="en-GB")
    page = plain.new_page()
    page.goto(live_server.url + "/write/new/claim/")
    page.locator("main form button").last.click()
    page.goto(page.url.partition("/q/")[0] + "/evidence/")

    add(page, NOTE)
    page.get_by_role("button", name="Upload").click()

    expect(page.locator("[data-files]")).to_contain_text("note.txt")
    plain.close()
