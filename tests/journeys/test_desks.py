"""The desks: the clerk, the officer, his lead, care, the auditor, the administrator."""

import re

from tests.journeys.catcher import letter_box
from tests.journeys.claims import begin, file_about_debits, sign, to_the_check
from tests.journeys.visitor import DESK, PHONE, Visitor

ROAMING = re.compile("роуминг|roaming", re.IGNORECASE)
GAMES = re.compile("Клуб игр|Games Club")
REASONS = "Согласие подтверждено не за весь срок: часть суммы возвращаем."
DEBIT = {"ground": "unjustified_debit"}


def test_an_officer_decides_in_part_with_the_facts_beside(come, house):
    maria = come(size=PHONE)
    reference = file_about_debits(maria, "maria", GAMES, DEBIT)

    clerk = come(size=DESK)
    clerk.sign_in("olga", "/desk/register/")
    assert reference in clerk.text()
    officer = come(size=DESK)
    officer.sign_in("dmitry", "/desk/")
    officer.open("/desk/queue/")
    officer.open(f"/desk/cases/{reference}/")
    take(officer)
    assert officer.page.locator(".kb-pane--side .kb-lines li").count() >= 2
    write_a_note(officer)
    decide(officer, "partly", "10,50", REASONS)

    maria.open(f"/my/claims/{reference}/")
    assert ("10,50" if house.language == "ru" else "10.50") in maria.text()
    assert REASONS in maria.text(".kb-paper")
    assert "Между нами" not in maria.page.content()
    assert maria.download("a[href$='answer.pdf']").startswith(b"%PDF")
    assert any(reference in one for one in letter_box(maria, reference, more_than=1))


def test_a_large_refund_waits_for_a_second_signature(come, house):
    andrey = come(size=PHONE)
    reference = file_about_debits(andrey, "andrey", ROAMING, {**DEBIT, "abroad": "no"})
    officer = come(size=DESK)
    officer.sign_in("dmitry", f"/desk/cases/{reference}/", look=False)
    take(officer)
    claimed = officer.page.locator("main input[name=amount]").input_value() or "4860"
    decide(officer, "upheld", claimed, "")
    assert not officer.has("form[action$='/sign/']")
    andrey.open(f"/my/claims/{reference}/")
    assert not andrey.has(".kb-card--tint .kb-paper")

    lead = come(size=DESK)
    lead.sign_in("natalia", f"/desk/cases/{reference}/")
    lead.press("form[action$='/sign/'] button")

    andrey.open(f"/my/claims/{reference}/")
    assert andrey.has(".kb-card--tint .kb-paper")
    andrey.open("/my/")


def test_a_refusal_says_how_to_go_on(come, house):
    maria = come(size=PHONE)
    maria.sign_in("maria", "/my/", look=False)
    begin(maria, "claim", look=False)
    to_the_check(maria, {"ground": "own_words"}, look=False)
    reference = sign(maria, look=False)
    officer = come(size=DESK)
    officer.sign_in("elena", f"/desk/cases/{reference}/", look=False)
    take(officer)

    officer.tick("main input[name=outcome][value=refused]")
    officer.press("form[action$='/decide/'] .govuk-button")
    assert officer.has(".govuk-error-message")
    decide(officer, "refused", "", "Услуга оказана полностью, что видно из записей сети.")

    maria.open(f"/my/claims/{reference}/")
    assert maria.has(".kb-card--tint h3")


def test_a_question_is_answered(come, house):
    petr = come(size=PHONE)
    begin(petr, "question", look=False)
    to_the_check(petr, {"full_name": "Сидоров Пётр Иванович"}, look=False)
    reference = sign(petr, look=False)

    care = come(size=DESK)
    care.sign_in("pavel", f"/desk/cases/{reference}/")
    take(care)
    care.fill("main textarea[name$=text]", "Номер ничего не стоит.")
    care.press("form[action$='/answer/'] .govuk-button")

    assert any("Номер ничего не стоит." in one for one in letter_box(petr, "ничего не стоит"))


def test_whoever_opens_a_passport_is_on_record(come, house):
    maria = come(size=PHONE)
    reference = file_about_debits(maria, "maria", GAMES, DEBIT)
    officer = come(size=DESK)
    officer.sign_in("dmitry", f"/desk/cases/{reference}/", look=False)
    officer.press("main .kb-facts a[href^='/desk/people/']")
    officer.press("form[action$='/passport/'] button")
    assert officer.has(".kb-facts .kb-code")

    maria.open("/my/privacy/")
    auditor = come(size=DESK)
    auditor.sign_in("tamara", "/desk/journal/?readings=on")

    name = "Орлов" if house.language == "ru" else "Orlov"
    assert name in maria.text()
    assert name in auditor.text()


def test_an_administrator_lets_in_and_shuts_out(come, house):
    admin = come(size=DESK)
    admin.sign_in("roman", "/desk/users/")
    admin.open("/desk/users/new/")
    admin.fill("main input[name=name]", "Новиков Степан Петрович")
    admin.fill("main input[name=email]", f"stepan.{house.language}@mts.example")
    admin.tick("main input[name=roles][value=care_agent]")
    admin.press("main form .govuk-button")
    assert admin.has(".kb-code")
    larisa = come(size=DESK)
    larisa.sign_in("larisa", "/desk/")

    admin.open("/desk/users/", look=False)
    admin.press(admin.page.locator("main tr", has_text="larisa@").locator("a"))
    admin.press("main button[name=end]")
    admin.page.locator("main summary").last.click()
    admin.press("main button[name=deactivate]")

    larisa.open("/desk/search/", look=False)
    assert not larisa.has(".kb-panes, [data-row]")
    assert "larisa@" not in larisa.page.content()
    assert larisa.path() != "/desk/search/"


def take(visitor: Visitor) -> None:
    visitor.press("form[action$='/take/'] button")


def write_a_note(visitor: Visitor) -> None:
    visitor.fill("form[action$='/note/'] textarea", "Между нами: проверить согласие партнёра.")
    visitor.press("form[action$='/note/'] button")


def decide(visitor: Visitor, outcome: str, amount: str, reasons: str) -> None:
    """Write a decision, read the answer as it will go out, and send it."""
    visitor.tick(f"main input[name=outcome][value={outcome}]")
    visitor.fill("main input[name=amount]", amount)
    visitor.fill("main textarea[name=reasons]", reasons)
    visitor.press("form[action$='/decide/'] .govuk-button")
    assert visitor.has(".kb-paper")
    visitor.press("button[name=send]")
    assert not visitor.has(".govuk-error-message"), visitor.text()
