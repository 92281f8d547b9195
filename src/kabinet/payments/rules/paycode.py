"""The payment code that a bank's app reads (GOST R 56042-2014). Plain Python."""

from collections.abc import Mapping

_HEAD = "ST00012"  # version 1 of the format, the text in UTF-8
_SEPARATORS = "|~^;"
_LONGEST = {"Name": 160, "PersonalAcc": 20, "BankName": 45, "BIC": 9, "CorrespAcc": 20,
            "Purpose": 210, "PayeeINN": 12, "KPP": 9, "PersAcc": 40, "Sum": 18}  # fmt: skip


def payment_code(fields: Mapping[str, str]) -> str:
    """Write the code; the separator is a character that no value holds.

    `Sum` is in kopecks. A value longer than the standard allows is cut, an empty one left out.
    """
    values = {name: value[: _LONGEST[name]] for name, value in fields.items() if value}
    said = "".join(values.values())
    separator = next((one for one in _SEPARATORS if one not in said), "")
    if not separator:
        values = {name: value.replace("|", " ") for name, value in values.items()}
        separator = "|"
    return separator.join([_HEAD, *(f"{name}={value}" for name, value in values.items())])
