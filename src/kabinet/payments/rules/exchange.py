"""Statements in the exchange format of 1C (`1CClientBankExchange`). Plain Python."""

from collections.abc import Iterator

from kabinet.payments.rules.documents import BadStatement, Document, Flaw, Unread, document

HEAD = "1CClientBankExchange"
_BEGIN, _END, _LAST = "СекцияДокумент", "КонецДокумента", "КонецФайла"
# Our name of a field, and what the format may call it; the first that is filled counts.
_NAMES = {
    "number": ("Номер",),
    "dated": ("Дата",),
    "received_on": ("ДатаПоступило",),
    "amount": ("Сумма",),
    "payer": ("Плательщик1", "Плательщик"),
    "payer_inn": ("ПлательщикИНН",),
    "payer_account": ("ПлательщикРасчСчет", "ПлательщикСчет"),
}
_PURPOSE = ("НазначениеПлатежа", *(f"НазначениеПлатежа{nth}" for nth in range(1, 7)))
_PAYEE, _PAYER = ("ПолучательСчет", "ПолучательРасчСчет"), ("ПлательщикСчет", "ПлательщикРасчСчет")


def is_exchange(text: str) -> bool:
    return text.lstrip("\ufeff").lstrip().startswith(HEAD)


def documents(text: str, *, our_account: str) -> list[Document | Unread]:
    """List what came to our account; what we paid to others is left out.

    Raises BadStatement: cut off, or of somebody else's account.
    """
    found = list(_sections(text))
    if not found:
        raise BadStatement(Flaw.EMPTY)
    ours = [one for one in found if our_account in {_first(one[1], _PAYEE), _first(one[1], _PAYER)}]
    if not ours:
        raise BadStatement(Flaw.OTHER_ACCOUNT)
    return [_read(place, said) for place, said in ours if _first(said, _PAYEE) == our_account]


def _sections(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each document with the line where it begins."""
    place, inside, is_whole = 0, None, False
    for line, row in enumerate(text.splitlines(), start=1):
        key, _, value = row.strip().partition("=")
        if key == _BEGIN:
            place, inside = line, dict[str, str]()
        elif key == _END and inside is not None:
            yield place, inside
            inside = None
        elif key == _LAST:
            is_whole = True
        elif inside is not None:
            inside[key] = value
    if not is_whole or inside is not None:
        raise BadStatement(Flaw.CUT_OFF)


def _read(place: int, said: dict[str, str]) -> Document | Unread:
    plain = {ours: _first(said, names) for ours, names in _NAMES.items()}
    purpose = said.get(_PURPOSE[0]) or " ".join(said.get(name, "") for name in _PURPOSE[1:])
    return document({**plain, "purpose": purpose}, place=place)


def _first(said: dict[str, str], names: tuple[str, ...]) -> str:
    return next((said[name].strip() for name in names if said.get(name, "").strip()), "")
