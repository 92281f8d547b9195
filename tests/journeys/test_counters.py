"""The counters: a debt paid at the till, a company taken on, a copy of the contract."""

import re

from tests.journeys.visitor import DESK, PHONE

APPLIED = {
    "company_name": "ООО «Юг»",
    "inn": "7707 083 893",
    "kpp": "770701001",
    "ogrn": "1027700132195",
    "address": "г. Москва, ул. Южная, д. 1",
    "head_post": "Директор",
    "head_name": "Котов Павел Ильич",
    "bank": "ПАО Сбербанк",
    "bic": "044525225",
    "account": "40702810938000000001",
    "correspondent": "30101810400000000225",
    "quantity": "2",
    "contact": "Лис Ольга",
    "phone": "8 916 111-22-33",
    "email": "yug@mail.example",
}


def test_a_debt_is_paid_at_the_till_and_the_balance_is_right(come, house):
    stories = come(size=DESK)
    stories.open("/demo/")
    debtor = re.search(r'value="(party-\d+)"[^>]*>', stories.page.content())
    assert debtor
    someone = come(size=PHONE)
    someone.sign_in(debtor[1], "/my/money/")
    assert someone.has(".kb-note--warn")
    someone.press(".kb-note--warn a")
    assert someone.has("img.kb-qr")
    number = re.search(r"to=(%2B7\d{10})", someone.page.url)
    assert number

    clerk = come(size=DESK)
    clerk.sign_in("irina", f"/desk/till/?to={number[1]}")
    clerk.press("main form[method=post] button")
    assert clerk.download("a[href$='receipt.pdf']").startswith(b"%PDF")

    someone.open("/my/money/")
    assert not someone.has(".kb-note--warn")


def test_a_company_applies_and_becomes_a_client(come, house):
    company = come(size=PHONE)
    company.open("/apply/")
    for name, value in APPLIED.items():
        company.fill(f"[name={name}]", value)
    company.page.locator("[name=region]").select_option("moscow")
    company.fill("[name=inn]", "7707083894")
    company.press("main form button")
    assert company.has("#id_inn-error, .govuk-error-message")
    company.fill("[name=inn]", APPLIED["inn"])
    company.press("main form button")
    reference = re.search(r"A-\d{4}-\d{5}", company.text())
    assert reference

    manager = come(size=DESK)
    manager.sign_in("larisa", "/desk/applications/")
    manager.open(f"/desk/applications/{reference[0]}/")
    manager.press("[name=take_on]")
    assert manager.has(".kb-card--tint")


def test_a_copy_of_the_contract_comes_at_once(come, house):
    maria = come(size=PHONE)
    maria.sign_in("maria", "/my/contracts/")
    maria.press("main section form button")
    assert maria.download("a[href$='.pdf']").startswith(b"%PDF")
    assert maria.download("a[href$='.docx']").startswith(b"PK")


def test_a_copy_not_given_in_its_day_is_complained_of_and_answered(come, house):
    clerk = come(size=DESK)
    clerk.sign_in("irina", "/desk/copies/")
    clerk.press("main .kb-lines a")
    clerk.press("main form[method=post] button")
    assert clerk.download("a[href$='copy.pdf']").startswith(b"%PDF")

    clerk.open("/desk/book/?only=open")
    clerk.press("main table a")
    clerk.fill("[name=text]", "Копию выдали, приносим извинения.")
    clerk.press("main form[method=post] button")
    assert clerk.sees("Копию выдали")
