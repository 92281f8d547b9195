"""`kabinet letter --list` and `kabinet letter TEMPLATE --answers FILE.json --out FILE`."""

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kabinet.claims.actions.drafting import blank_letter, draft_letter
from kabinet.claims.queries.library import asked, paper, papers, path_of_paper
from kabinet.documents.letters import Letter
from kabinet.documents.queries import FORMS, render_letter
from kabinet.kit import clock
from kabinet.offices.queries import office_day
from kabinet.pack.formats import Ground, Question
from kabinet.pack.queries import operator_pack

REFUSED, MISUSED = 1, 2
ENDINGS = (*FORMS, "doc")
OFFICE = ("soffice", "libreoffice")
MINUTE = 60


def main(argv: list[str]) -> int:
    asked_for = _arguments().parse_args(argv)
    at = clock.now()
    if asked_for.list or not asked_for.template:
        return _list(office_day(at), as_json=asked_for.json)
    one = paper(asked_for.template, office_day(at))
    if one is None:
        print(f"{asked_for.template}: no such template; --list names them", file=sys.stderr)
        return MISUSED
    if not asked_for.out:
        print(json.dumps(_described(one), ensure_ascii=False, indent=2))
        return 0
    return _write(one, asked_for, at)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="kabinet letter",
        description="List the templates of letters, or fill one in. Without --answers it is blank.",
    )
    parser.add_argument("template", nargs="?", metavar="TEMPLATE", help="as claim.disputed_debt")
    parser.add_argument("--list", action="store_true", help="list every template")
    parser.add_argument("--json", action="store_true", help="with the fields of each, as JSON")
    parser.add_argument(
        "--answers", type=Path, metavar="FILE.json", help='{"field": "answer", …}; sums in roubles'
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help=f"its ending says the form: {', '.join(ENDINGS)}"
    )
    return parser


def _list(day: date, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps([_described(one) for one in papers(day)], ensure_ascii=False, indent=2))
        return 0
    for one in papers(day):
        print(f"{one.claim_letter:<28} {one.name['ru']}")
    return 0


def _described(one: Ground) -> dict[str, Any]:
    """Say of a template what somebody who fills it in must know."""
    pack = operator_pack()
    questions = [q for q in _every_question(one) if q.id != "demands"]
    return {
        "template": one.claim_letter,
        "name": dict(one.name),
        "title": dict(pack.templates[one.claim_letter].title),
        "section": one.section,
        "parties": list(one.parties),
        "respondent": one.respondent,
        "norms": [*one.norms, *one.norms_of_consumers],
        "forms": list(ENDINGS),
        "fields": [_field(one, q) for q in questions],
        "demands": [{"value": d.id, "name": dict(d.name)} for d in one.demands],
    }


def _every_question(one: Ground) -> Iterator[Question]:
    yield from asked(one, {"party_kind": one.parties[0]})


def _field(one: Ground, question: Question) -> dict[str, Any]:
    choices = [
        {"value": value, "label": dict(label)}
        for value, label in question.choices
        if question.id != "party_kind" or value in one.parties
    ]
    return {
        "field": question.id,
        "kind": question.kind,
        "required": question.required,
        "label": dict(question.label),
        **({"choices": choices} if choices else {}),
        **({"when": {k: list(v) for k, v in question.when.items()}} if question.when else {}),
    }


def _write(one: Ground, asked_for: argparse.Namespace, at: datetime) -> int:
    out: Path = asked_for.out
    ending = out.suffix.removeprefix(".").lower()
    if ending not in ENDINGS:
        print(f"{out}: write it as {', '.join(ENDINGS)}", file=sys.stderr)
        return MISUSED
    if asked_for.answers is None:
        letter = blank_letter(one, at=at)
    else:
        answers, faults = _answers(one, asked_for.answers)
        if faults:
            print("\n".join(faults), file=sys.stderr)
            return REFUSED
        letter = draft_letter(one, answers, at=at)
    _save(letter, out, ending, at)
    return 0


def _save(letter: Letter, out: Path, ending: str, at: datetime) -> None:
    form = "rtf" if ending == "doc" else ending
    made = render_letter(letter, form, written_at=at)
    out.write_bytes(made.encode() if isinstance(made, str) else made)
    if ending == "doc" and not _as_real_doc(letter, out, at):
        print(
            f"{out}: holds RTF, which every word processor opens as .doc; "
            "LibreOffice, which makes a real one, is not installed",
            file=sys.stderr,
        )


def _as_real_doc(letter: Letter, out: Path, at: datetime) -> bool:
    """Have LibreOffice turn the Word file into the old form, where it is installed."""
    office = next(filter(None, map(shutil.which, OFFICE)), None)
    if office is None:
        return False
    source = out.with_suffix(".docx.part.docx")
    made = render_letter(letter, "docx", written_at=at)
    source.write_bytes(made.encode() if isinstance(made, str) else made)
    words = [office, "--headless", "--convert-to", "doc", "--outdir", str(out.parent), str(source)]
    try:
        subprocess.run(words, check=True, capture_output=True, timeout=MINUTE)  # noqa: S603 - found above
        source.with_suffix(".doc").replace(out)
    except (OSError, subprocess.SubprocessError):
        return False
    finally:
        source.unlink(missing_ok=True)
    return True


def _answers(one: Ground, file: Path) -> tuple[dict[str, Any], list[str]]:
    """Read the answers; tell every fault at once, each by its field."""
    try:
        typed = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as trouble:
        return {}, [f"{file}: {trouble}"]
    if not isinstance(typed, Mapping):
        return {}, [f"{file}: an object with a field for each answer is needed"]
    typed = {"party_kind": one.parties[0], **typed}
    known = {q.id: q for q in asked(one, typed)} | {q.id: q for q in one.questions}
    faults = [f"{name}: no such field" for name in typed if name not in known]
    answers: dict[str, Any] = {}
    for name in typed.keys() & known.keys():
        try:
            answers[name] = _read(known[name], typed[name])
        except ValueError as trouble:
            faults.append(f"{name}: {trouble}")
    path = path_of_paper(one, answers)
    faults += [f"{q.id}: must be answered" for q in path.unanswered]
    return answers, sorted(faults)


def _read(question: Question, typed: Any) -> Any:
    """Read an answer by the kind of its question. Raises ValueError with a sentence."""
    if question.kind == "choices":
        chosen = typed if isinstance(typed, list) else [typed]
        return [_offered(question, str(one)) for one in chosen]
    text = str(typed)
    if question.kind == "money":
        return _kopecks(text)
    if question.kind == "date" and text:
        return date.fromisoformat(text).isoformat()
    if question.kind == "yes_no" and text:
        return _yes_or_no(text)
    if len(text) > question.limit:
        raise ValueError(f"at most {question.limit} characters")
    return _offered(question, text) if question.choices and text else text


def _offered(question: Question, text: str) -> str:
    offered = [name for name, _ in question.choices]
    if text not in offered:
        raise ValueError(f"{text!r} is not one of {', '.join(offered)}")
    return text


def _yes_or_no(text: str) -> str:
    said = {"true": "yes", "false": "no"}.get(text.lower(), text.lower())
    if said not in {"yes", "no"}:
        raise ValueError("say yes or no")
    return said


def _kopecks(text: str) -> str:
    if not text:
        return ""
    whole, _, part = text.replace(",", ".").replace(" ", "").partition(".")
    if not whole.isdecimal() or (part and not part.isdecimal()) or len(part) > 2:  # noqa: PLR2004 - kopecks
        raise ValueError("write a sum in roubles, as 450 or 450.50")
    return str(int(whole) * 100 + int(part.ljust(2, "0") or "0"))
