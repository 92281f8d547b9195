"""A claim as a lawyer would have it, for the tests of filling and of every form."""

from datetime import date
from typing import Any

from kabinet.kit.money import Money
from kabinet.pack.formats import Block, LetterTemplate

_BLOCKS = (
    Block(
        kind="to",
        text=("{operator.director_dative}", "{operator.legal_name}", "{operator.address}"),
    ),
    Block(
        kind="from",
        text=(
            "от {claimant.name_genitive}",
            "{claimant.address}",
            "тел. {claimant.phone}",
            "эл. почта: {claimant.email}",
            "абонентский номер {claimant.number}",
            "лицевой счёт {claimant.account}",
            "договор {claimant.contract}",
        ),
    ),
    Block(kind="title", text=("ПРЕТЕНЗИЯ",)),
    Block(
        kind="subtitle",
        text=("о возврате денег, списанных за услугу, подключённую без согласия абонента",),
    ),
    Block(kind="place_date", text=("г. {claim.city}", "{claim.filed_on}")),
    Block(
        kind="p",
        text=(
            (
                "Между мной и {operator.legal_name} (далее — Оператор) заключён договор об "
                "оказании услуг связи {claimant.contract}, абонентский номер {claimant.number}."
            ),
            (
                "С моего лицевого счёта списано {claim.sum_words} за услугу «{answers.service}», "
                "которую я не {sex:заказывал|заказывала} и на подключение которой согласия не "
                "{sex:давал|давала}:"
            ),
        ),
    ),
    Block(
        kind="table",
        rows="charges",
        columns=(
            ("Дата", "date", "left"),
            ("Услуга", "service", "left"),
            ("Сумма", "amount", "right"),
        ),
        total="claim.sum",
    ),
    Block(kind="p", text=("{claim.essence}",), when="claim.essence"),
    Block(
        kind="p",
        text=(
            (
                "В соответствии с п. 5 ст. 44 Федерального закона от 07.07.2003 № 126-ФЗ «О связи» "
                "услуга подключается только с согласия абонента, выраженного так, чтобы его можно "
                "было однозначно установить."
            ),
            (
                "На основании изложенного, руководствуясь ст. 16 Закона РФ «О защите прав "
                "потребителей», ПРОШУ:"
            ),
        ),
    ),
    Block(kind="numbered", rows="demands"),
    Block(
        kind="p",
        text=(
            "Ответ прошу направить {reply.form} по адресу: {reply.address}.",
            (
                "В случае отказа буду {sex:вынужден|вынуждена} обратиться в суд с требованием о "
                "взыскании неустойки, штрафа и компенсации морального вреда."
            ),
        ),
    ),
    Block(kind="attachments", rows="attachments", when="attachments"),
    Block(kind="signature", text=("{claim.filed_on}", "{claimant.short_name}")),
)
CLAIM = LetterTemplate(
    id="claim_paid_service",
    edition="2026-09",
    language="ru",
    title={"ru": "Претензия о возврате денег за услугу, подключённую без согласия"},
    fields=(),
    norms=(),
    blocks=_BLOCKS,
)

FACTS: dict[str, Any] = {
    "operator": {
        "director_dative": "Генеральному директору",
        "legal_name": "ПАО «Мобильные ТелеСистемы»",
        "address": "109147, г. Москва, ул. Марксистская, д. 4",
    },
    "claimant": {
        "sex": "female",
        "name_genitive": "Ковалёвой Марии Сергеевны",
        "short_name": "Ковалёва М. С.",
        "address": "672000, г. Чита, ул. Ленина, д. 10, кв. 5",
        "phone": "+7 914 123-45-67",
        "email": None,
        "number": "+7 914 123-45-67",
        "account": "314159265358",
        "contract": "№ 1-2345678 от 12.03.2019",
    },
    "claim": {
        "city": "Чита",
        "filed_on": date(2026, 11, 24),
        "sum_words": "89 (восемьдесят девять) рублей 70 копеек",
        "sum": Money(89_70),
        "essence": (
            "Об услуге я узнала 20 ноября 2026 г. из детализации.\nОператор по телефону сообщил, "
            "что услуга подключена «через меню телефона»; меню я не открывала."
        ),
    },
    "answers": {"service": "Гороскоп <на каждый день> & {claim.city}"},
    "charges": [
        {"date": date(2026, 11, 18), "service": "Гороскоп на каждый день", "amount": Money(29_90)},
        {"date": date(2026, 11, 19), "service": "Гороскоп на каждый день", "amount": Money(29_90)},
        {"date": date(2026, 11, 20), "service": "Гороскоп на каждый день", "amount": Money(29_90)},
    ],
    "demands": [
        "Отключить услугу и не подключать её без моего письменного согласия.",
        "Вернуть 89 (восемьдесят девять) рублей 70 копеек на лицевой счёт в течение 10 дней.",
        "Представить доказательства моего согласия, если Оператор считает, что оно было.",
    ],
    "reply": {"form": "в форме электронного документа", "address": "maria@example.ru"},
    "attachments": ["Детализация за ноябрь 2026 г., 1 л.", "Снимок экрана от 20.11.2026, 1 л."],
}

SIGNATURE = {
    "name": "Ковалёва Мария Сергеевна",
    "moment": "24 ноября 2026 г., 14:05 (МСК+6)",
    "method": "одноразовый код, отправленный на номер +7 914 ***-**-67",
    "reference": "2026-00017",
}
STAMP = {"number": "2026-00017", "moment": "24.11.2026, 08:05 (МСК)"}


def one_block(kind: str, *text: str, **more: object) -> LetterTemplate:
    return LetterTemplate(
        id="sample", edition="1", language="ru", title={"ru": "Проба"}, fields=(), norms=(),
        blocks=(Block(kind=kind, text=text, **more),),  # type: ignore[arg-type]
    )  # fmt: skip
