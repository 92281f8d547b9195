"""What people get wrong: one clear sentence each, and nothing lost."""

import pytest

from tests.journeys import pictures
from tests.journeys.claims import begin, sign, to_the_check
from tests.journeys.interview import SEND, answer_all
from tests.journeys.visitor import PHONE, Coming, Visitor

THIRTY_MEGABYTES = 30 * 1024 * 1024
ODD = 'مرحبا 😀 «& < > {{ x }} {% y %}» \u202eabc "кавычки" №5'
PROBLEM = ".govuk-error-message"


@pytest.fixture
def writer(come: Coming, house) -> Visitor:
    """Begin a claim without an account."""
    visitor = come(size=PHONE)
    begin(visitor, "claim", look=False)
    return visitor


@pytest.fixture
def plain(come: Coming, house) -> Visitor:
    """Come without scripts to the page for evidence."""
    visitor = come(size=PHONE, script=False)
    visitor.sign_in("anna", "/my/", look=False)
    begin(visitor, "claim", look=False)
    answer_all(visitor, {"ground": "own_words"}, look=False)
    return visitor


def test_a_file_that_is_none_is_refused_with_a_sentence(plain: Visitor, tmp_path):
    program = tmp_path / "счёт.pdf"
    program.write_bytes(b"MZ\x90\0" + b"\0" * 4000)
    empty = tmp_path / "пусто.pdf"
    empty.write_bytes(b"")
    huge = tmp_path / "видео.pdf"
    huge.write_bytes(b"%PDF-1.7\n" + b"0" * THIRTY_MEGABYTES)
    good = pictures.small_photo(tmp_path / "фото.png")
    upload(plain, good)

    sentences = {upload(plain, file) for file in (program, empty, huge)}

    assert len(sentences) == 3
    assert "" not in sentences
    plain.open(plain.path(), look=False)
    assert "фото.png" in plain.text("[data-files]")
    assert plain.page.locator("[data-files] li").count() == 1


def test_a_lost_connection_is_said_and_tried_again(come, house, tmp_path):
    phone = come(size=PHONE)
    phone.sign_in("anna", "/my/", look=False)
    begin(phone, "claim", look=False)
    answer_all(phone, {"ground": "own_words"}, look=False)
    photo = pictures.small_photo(tmp_path / "фото.png")
    phone.page.route("**/evidence/", lambda route: route.abort("internetdisconnected"))
    phone.page.set_input_files("input[type=file]", photo)
    again = phone.page.locator("[data-sending] button")
    again.wait_for()
    assert phone.text("[data-sending] .is-bad")
    phone.look()
    phone.forgive("ERR_INTERNET_DISCONNECTED")
    phone.page.unroute("**/evidence/")

    again.click()

    phone.page.locator("[data-files] .kb-files li").wait_for()
    assert "фото.png" in phone.text("[data-files]")


def test_a_day_to_come_and_a_sum_in_letters_are_refused(writer: Visitor):
    answer_all(writer, {"ground": "own_words"}, until="happened_on", look=False)
    for part, text in (("day", "31"), ("month", "12"), ("year", "2031")):
        writer.fill(f"main input[name=answer_{part}]", text)
    writer.press(SEND)
    assert writer.has(PROBLEM)
    assert writer.page.locator("main input[name=answer_year]").input_value() == "2031"
    for part, text in (("day", "2"), ("month", "11"), ("year", "2026")):
        writer.fill(f"main input[name=answer_{part}]", text)
    writer.press(SEND, look=False)
    answer_all(writer, {}, until="amount", look=False)

    writer.fill("main input[name=answer]", "пятьсот")
    writer.press(SEND)

    assert writer.has(PROBLEM)
    assert writer.page.locator("main input[name=answer]").input_value() == "пятьсот"


def test_any_text_comes_back_as_it_was_typed(writer: Visitor):
    to_the_check(writer, {"ground": "own_words", "essence": ODD, "full_name": "Ли О'Нил-Öz"})

    assert ODD.replace("\u202e", "") in writer.page.locator("main dl").inner_text().replace(
        "\u202e", ""
    )
    assert sign(writer)


def upload(visitor: Visitor, file) -> str:
    """Send a file; give the sentence that refused it, or nothing."""
    visitor.page.set_input_files("input[type=file]", file)
    visitor.press("main .kb-drop button")
    found = visitor.page.locator(PROBLEM)
    return str(found.first.inner_text()) if found.count() else ""
