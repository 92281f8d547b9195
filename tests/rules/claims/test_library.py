"""Every paper of the library: filled by answers alone, blank, and read back in each form."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from kabinet.claims.actions.drafting import blank_letter, draft_letter
from kabinet.claims.queries.library import paper, papers, path_of_paper, sections
from kabinet.documents.letters import Letter, plain_text
from kabinet.documents.queries import render_letter
from kabinet.pack.formats import Ground
from kabinet.project import cli_letter
from tests.papers import AT, DAY, Answerer, bare, full
from tests.rules.documents.reading import docx_paragraphs, inked, pdf_text
from tests.rules.pack.test_letters import faults

PAPERS = {one.id: one for one in papers(DAY)}
MOST_PAGES = 3


def answers_to(one: Ground, answer: Answerer, **said: Any) -> dict[str, Any]:
    answers: dict[str, Any] = {"party_kind": one.parties[0], **said}
    while asked := path_of_paper(one, answers).after(""):
        answers[asked.id] = said.get(asked.id, answer(asked))
    return answers


def written(one: Ground, answer: Answerer = full, **said: Any) -> Letter:
    return draft_letter(one, answers_to(one, answer, **said), at=AT)


@pytest.mark.parametrize("answer", [full, bare], ids=["full", "bare"])
@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_written_in_whole_sentences(name: str, answer: Answerer):
    text = plain_text(written(PAPERS[name], answer, region="Забайкальский край"))

    assert faults(text) == []
    assert "Кузнецов" in text or "Ромашка" in text


@pytest.mark.parametrize("name", PAPERS)
def test_a_blank_paper_has_lines_to_write_on_and_no_brace(name: str):
    text = plain_text(blank_letter(PAPERS[name], at=AT))

    assert "____" in text
    assert not re.search(r"[{}]|None", text)


@pytest.mark.parametrize("name", PAPERS)
def test_every_form_reads_back_what_the_letter_says(name: str):
    letter = written(PAPERS[name])
    lines = [line for part in letter.parts for line in (*part.lines, *part.items)]

    for form, read in READERS.items():
        made = render_letter(letter, form, written_at=AT)
        assert isinstance(made, bytes)
        back = inked(read(made))
        assert [line for line in lines if inked(line) not in back] == [], form


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_fits_its_pages(name: str):
    made = render_letter(written(PAPERS[name]), "pdf", written_at=AT)
    assert isinstance(made, bytes)

    assert made.count(b"/Type/Page/") + made.count(b"/Type/Page\n") <= MOST_PAGES


def docx_text(file: bytes) -> str:
    return "".join(docx_paragraphs(file))


def odt_text(file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        assert archive.namelist()[0] == "mimetype"
        return "".join(map(str, etree.fromstring(archive.read("content.xml")).itertext()))


def rtf_text(file: bytes) -> str:
    """Read RTF as a word processor does: control words away, coded units into characters."""
    text = re.sub(r"\\u(-?\d+)\?", lambda found: chr(int(found[1]) % 65536), file.decode("ascii"))
    plain = re.sub(r"\\[a-z]+-?\d* ?", "", re.sub(r"\{\\fonttbl.*?\}\}", "", text))
    return re.sub(r"(?<!\\)[{}]", "", plain).replace("\\", "")


READERS = {"docx": docx_text, "pdf": pdf_text, "odt": odt_text, "rtf": rtf_text}


def test_the_disputed_debt_says_what_the_sample_said_and_threatens_nobody():
    text = plain_text(written(PAPERS["disputed_debt"]))

    assert "заявитель не заключал" in text
    assert "находился в другом месте" in text
    assert "прежнего паспорта" in text
    assert "подписи заявителя в договоре нет" in text
    assert "ст. 1064 Гражданского кодекса" in text
    assert "Вины заявителя в возникновении задолженности нет" in text
    assert "в срок, установленный" in text
    assert not re.search(r"вымогат|произвол|прокуратур|преступ", text)


def test_a_paper_may_go_to_any_operator():
    text = plain_text(
        written(
            PAPERS["disputed_debt"], respondent_name="ООО «Другая связь»", respondent_address="Омск"
        )
    )

    assert "ООО «Другая связь»" in text
    assert "МТС" not in text


def test_a_suit_counts_itself_and_finds_its_court():
    one = PAPERS["statement_of_claim"]
    said: dict[str, Any] = {
        "about_ground": "unconsented_service",
        "claim_on": "2026-11-02",
        "excuses": [],
    }
    small = plain_text(written(one, price="35000", amount="35000", moral="", **said))
    large = plain_text(written(one, price="12000000", amount="12000000", moral="", **said))

    assert "Мировому судье" in small
    assert "× 3 % × 12 дн. (с 13.11.2026 по 24.11.2026) = 126,00" in small
    assert "476 (четыреста семьдесят шесть) рублей 00" in small
    assert "районный (городской) суд" in large


def test_papers_are_found_by_words_in_any_language():
    found = [one.id for _, held in sections(DAY, "сим-карту", "ru") for one in held]

    assert "sim_swap" in found
    assert paper("claim.disputed_debt", DAY) is paper("disputed_debt", DAY)
    assert paper("no-such", DAY) is None


# ---- from the shell


def test_the_list_names_every_template_with_its_fields(capsys):
    assert cli_letter.main(["--list", "--json"]) == 0

    listed = json.loads(capsys.readouterr().out)
    assert {one["template"] for one in listed} == {one.claim_letter for one in PAPERS.values()}
    for one in listed:
        assert {"party_kind", "essence"} <= {row["field"] for row in one["fields"]}
        assert one["demands"]


@pytest.mark.parametrize("ending", ["html", "docx", "pdf", "odt", "rtf", "doc"])
def test_a_letter_is_written_by_the_ending_of_its_file(tmp_path: Path, capsys, ending: str):
    one = PAPERS["disputed_debt"]
    answers = answers_to(one, full) | {"debt": "450,50", "amount": "100"}
    (tmp_path / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    out = tmp_path / f"letter.{ending}"

    words = ["claim.disputed_debt", "--answers", str(tmp_path / "answers.json"), "--out", str(out)]
    assert cli_letter.main(words) == 0

    assert out.stat().st_size > 1000
    if ending == "html":
        assert "450,50" in out.read_text(encoding="utf-8")
    said = capsys.readouterr().err
    assert ("LibreOffice" in said) is (ending == "doc" and out.read_bytes().startswith(b"{\\rtf"))


def test_a_blank_letter_needs_no_answers(tmp_path: Path):
    out = tmp_path / "blank.docx"
    assert cli_letter.main(["claim.spam", "--out", str(out)]) == 0
    assert "____" in docx_text(out.read_bytes())


def test_wrong_answers_are_told_all_at_once_and_nothing_is_written(tmp_path: Path, capsys):
    answers = {"debt": "many", "learned_on": "2026-02-30", "colour": "red", "signature": "blue"}
    (tmp_path / "a.json").write_text(json.dumps(answers), encoding="utf-8")
    out = tmp_path / "x.pdf"

    code = cli_letter.main(
        ["disputed_debt", "--answers", str(tmp_path / "a.json"), "--out", str(out)]
    )

    said = capsys.readouterr().err
    assert code == 1
    assert not out.exists()
    for field in (
        "debt:",
        "learned_on:",
        "colour: no such field",
        "signature:",
        "essence: must be",
    ):
        assert field in said


def test_an_unknown_template_or_ending_is_refused(tmp_path: Path, capsys):
    assert cli_letter.main(["claim.nothing", "--out", str(tmp_path / "x.pdf")]) == 2
    assert cli_letter.main(["claim.spam", "--out", str(tmp_path / "x.exe")]) == 2
    assert "write it as html" in capsys.readouterr().err
