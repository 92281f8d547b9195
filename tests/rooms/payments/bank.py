"""Statements as banks write them."""

OURS = "40702810938000000001"  # the account of the pack's operator
THEIRS = "40702810500000000017"

HEAD = f"""1CClientBankExchange
ВерсияФормата=1.03
Кодировка=Windows
Отправитель=Банк
Получатель=
ДатаНачала=23.11.2026
ДатаКонца=24.11.2026
РасчСчет={OURS}
СекцияРасчСчет
ДатаНачала=23.11.2026
РасчСчет={OURS}
НачальныйОстаток=0.00
КонецРасчСчет
"""


def order(number="17", amount="500.00", purpose="Оплата за связь", **more):
    """Write one payment order to us."""
    said = {
        "Номер": number,
        "Дата": "23.11.2026",
        "Сумма": amount,
        "ПлательщикСчет": THEIRS,
        "Плательщик": "ИНН 7707083893 ООО Ромашка",
        "Плательщик1": "ООО Ромашка",
        "ПлательщикИНН": "7707083893",
        "ПлательщикРасчСчет": THEIRS,
        "ПолучательСчет": OURS,
        "ДатаПоступило": "24.11.2026",
        "НазначениеПлатежа": purpose,
    } | more
    rows = "\n".join(f"{key}={value}" for key, value in said.items())
    return f"СекцияДокумент=Платежное поручение\n{rows}\nКонецДокумента\n"


def statement(*orders, end="КонецФайла\n", encoding="cp1251"):
    return (HEAD + "".join(orders) + end).replace("\n", "\r\n").encode(encoding)
