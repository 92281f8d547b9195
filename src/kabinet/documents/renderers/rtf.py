"""A letter as RTF: opens in every word processor, old ones too; it is also what our .doc holds."""

from kabinet.documents.letters import Letter
from kabinet.documents.renderers.flat import Row, rows

_HEAD = (
    r"{\rtf1\ansi\ansicpg1251\uc1\deff0{\fonttbl{\f0\froman\fcharset204 Times New Roman;}}"
    r"\paperw11906\paperh16838\margl1417\margr850\margt1134\margb1134\f0\fs24"
)
_WIDTH = 9639  # twips between the margins
_STYLES = {
    "head": r"\qc\b",
    "party": r"\li4819",
    "title": r"\qc\b\fs28\sb240",
    "subtitle": r"\qc\sa240",
    "text": r"\qj\fi709\sa120",
    "lead": r"\keepn\sa60",
    "item": r"\qj\li709\fi-425\sa60",
    "small": r"\fs18",
    "pair": rf"\tqc\tx{_WIDTH // 2}\tqr\tx{_WIDTH}\sb240\sa240",
}
_ASCII = 128
_SIGNED_16 = 32768


def render(letter: Letter) -> bytes:
    body = "\n".join(_row(row) for row in rows(letter))
    return f"{_HEAD}\n{body}\n}}".encode("ascii")


def _row(row: Row) -> str:
    if row.style in {"cells", "heads"}:
        return _cells(row)
    texts = r"\tab ".join(map(_escaped, row.texts))
    return rf"{{\pard{_STYLES[row.style]} {texts}\par}}"


def _cells(row: Row) -> str:
    borders = r"\clbrdrt\brdrs\clbrdrl\brdrs\clbrdrb\brdrs\clbrdrr\brdrs"
    edges = "".join(
        rf"{borders}\cellx{_WIDTH * place // len(row.texts)}"
        for place in range(1, len(row.texts) + 1)
    )
    cells = "".join(
        rf"\pard\intbl{_side(side)}{_bold(row)} {_escaped(text)}\b0\cell"
        for text, side in zip(row.texts, row.sides, strict=True)
    )
    return rf"{{\trowd\trgaph108{edges}{cells}\row}}"


def _side(side: str) -> str:
    return r"\qr" if side == "right" else r"\ql"


def _bold(row: Row) -> str:
    return r"\b" if row.style == "heads" else ""


def _escaped(text: str) -> str:
    return "".join(map(_character, text))


def _character(char: str) -> str:
    if char in "\\{}":
        return f"\\{char}"
    if char == "\n":
        return r"\line "
    if char == "\t":
        return r"\tab "
    if ord(char) < _ASCII:
        return char
    coded = char.encode("utf-16-le")
    units = (int.from_bytes(coded[n : n + 2], "little") for n in range(0, len(coded), 2))
    return "".join(rf"\u{unit - 2 * _SIGNED_16 if unit >= _SIGNED_16 else unit}?" for unit in units)
