"""A strict reader of the PDFs that we make: the text as the file says it, run by run.

Other readers guess: they order runs by place, respell signs, merge letters. This one follows the
text layer alone: ActualText where it is given, ToUnicode elsewhere. Artifacts (the page count)
are left out. Runs that go right to left stand in the order of the file, not of speech.
"""

import re
import zlib
from collections.abc import Iterator

_OBJECT = re.compile(rb"(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
_RUN = re.compile(rb"/Span<</MCID \d+>>BDC(.*?)\nET\nQ\nEMC", re.DOTALL)
_INSIDE = rb"(?:\\.|[^\\()])*"  # brackets that balance need no escape: as deep as here
for _ in range(6):
    _INSIDE = rb"(?:\\.|[^\\()]|\(" + _INSIDE + rb"\))*"
_STRING = rb"\((?P<%s>" + _INSIDE + rb")\)"
_TOKEN = re.compile(
    rb"/Span<</ActualText"
    + _STRING.replace(b"%s", b"actual")
    + rb">>BDC|/Span<</ActualText<(?P<hex>[0-9A-F]*)>>>BDC"
    + rb"|(?P<end>EMC)|(?P<other>/ReversedChars BMC)|/(?P<font>f\d+) [\d.]+ Tf|"
    + _STRING.replace(b"%s", b"codes"),
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}

Fonts = dict[bytes, dict[int, str]]


def written_text(file: bytes) -> str:
    objects = {int(found[1]): found[2] for found in _OBJECT.finditer(file)}
    pages = re.findall(rb"(\d+) 0 R", re.findall(rb"/Kids\[(.*?)\]", file)[0])
    return "".join(_page(objects, objects[int(page)]) for page in pages)


def _page(objects: dict[int, bytes], page: bytes) -> str:
    resources = objects[_reference(page, b"Resources")]
    fonts = {
        name: dict(_characters(_unpacked(objects[_reference(objects[int(font)], b"ToUnicode")])))
        for name, font in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
    }
    runs = _RUN.findall(_unpacked(objects[_reference(page, b"Contents")]))
    return "".join(piece for run in runs for piece in _pieces(run, fonts))


def _pieces(run: bytes, fonts: Fonts) -> Iterator[str]:
    font, replaced = b"", [False]  # inside ActualText the codes do not count
    for token in _TOKEN.finditer(run):
        if token["font"]:
            font = token["font"]
        elif token["end"]:
            replaced.pop()
        elif token["other"]:
            replaced.append(replaced[-1])
        elif token["codes"] is None:
            replaced.append(True)
            yield _words(_raw(token["actual"] or b"") or bytes.fromhex(token["hex"].decode()))
        elif not replaced[-1]:
            codes = _raw(token["codes"])
            pairs = zip(codes[::2], codes[1::2], strict=True)
            yield from (fonts[font][int.from_bytes(pair)] for pair in pairs)


def _characters(cmap: bytes) -> Iterator[tuple[int, str]]:
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(rb"<([0-9A-F]+)> <([0-9A-F]+)>", section):
            yield int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be")


def _words(raw: bytes) -> str:
    return raw[2:].decode("utf-16-be") if raw[:2] == b"\xfe\xff" else raw.decode("latin-1")


def _raw(literal: bytes) -> bytes:
    return _ESCAPE.sub(_unescaped, literal)


def _unescaped(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 8)]) if found[1].isdigit() else _CONTROLS.get(found[1], found[1])


def _reference(body: bytes, name: bytes) -> int:
    return int(re.findall(rb"/" + name + rb" (\d+) 0 R", body)[0])


def _unpacked(body: bytes) -> bytes:
    _, _, packed = body.partition(b"stream")
    return zlib.decompressobj().decompress(packed.lstrip(b"\r\n"))
