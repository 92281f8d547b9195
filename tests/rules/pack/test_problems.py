"""A broken pack says everything that is wrong, each with file, line and key."""

from datetime import date

import pytest

from kabinet.pack.queries import PackError, load, problems
from kabinet.project import cli_pack
from tests.rules.pack.conftest import PACKS

LAW_CLOCKS, NORMS = "ru-law/clocks/law.yaml", "ru-law/norms/communications.yaml"
GROUND = "ru-law/grounds/01_unconsented_service.yaml"
LETTER = "ru-law/letters/claim_unconsented_service.yaml"
PARTS = "ru-law/parts/claim.yaml"
FOR_CONSUMERS = '    when: claimant.is_consumer\n    text: ["В случае'
QUESTIONS = "ru-law/questions/shared.yaml"

# file, what stands there, what is written instead, file:line, what is said
BROKEN = [
    ("ru-mts/operator.yaml", "city:", "citi:", ":11", "operator.citi: unknown key; did you mean"),
    ("ru-mts/operator.yaml", "city:", "citi:", ":2", "operator.city: missing"),
    ("ru-mts/operator.yaml", '"7740000076"', '"7740000077"', ":7", "check digit of the INN"),
    ("ru-mts/operator.yaml", "1027700149124", "1027700149125", ":8", "check digit of the OGRN"),
    ("ru-mts/operator.yaml", "claims@mts.example", "claims", ":12", "no e-mail address: 'claims'"),
    ("ru-mts/operator.yaml", "https://mts.ru", "mts.ru", ":14", "https:// address is needed"),
    ("ru-mts/operator.yaml", "  genitive: Генерального директора\n", "", "", "genitive: this case"),
    ("ru-mts/operator.yaml", '"770901001"', '"77090100"', "", "77090100 is no KPP"),
    ("ru-mts/operator.yaml", '"044525225"', '"04452522"', "", "04452522 is no BIC"),
    ("ru-mts/operator.yaml", "38000000001", "38000000002", "", "digit of 4070281093800000000"),
    ("ru-mts/operator.yaml", "0000000225", "0000000226", "", "0000000226 is not this bank's"),
    ("ru-mts/hotlines.yaml", ", fr: Assistance", "", ":3", "name.fr: this translation is missing"),
    ("ru-mts/hotlines.yaml", ", fr: Assistance", ", de: Hilfe", ":3", "de: unknown translation"),
    ("ru-mts/hotlines.yaml", '"0890"\n  name', '"abc"\n  name', "", "no number to dial: 'abc'"),
    ("ru-mts/regions.yaml", "Asia/Chita", "Asia/Tchita", ":16", "unknown time zone 'Asia/Tchita'"),
    ("ru-mts/offices.yaml", "region: zabaikalye", "region: chita", "", "unknown region 'chita'"),
    ("ru-mts/ranges.yaml", "+79103999999", "+79104999999", ":5", "overlaps the range of"),
    ("ru-mts/ranges.yaml", "+79103999999", "79103999999", ":4", "no range of numbers"),
    ("ru-mts/tariffs.yaml", "valid_until: 2026-09-01", "valid_until: 2026-10-01", "", "two prices"),
    ("ru-mts/tariffs.yaml", "amount: 39000", "amount: 390.00", "", "a whole number is needed"),
    ("ru-mts/tariffs.yaml", "period: month", "period: week", "", "no price: 39000 week"),
    ("ru-mts/tariffs.yaml", "2023-03-01", "2023-02-30", ":8", "no such date: '2023-02-30'"),
    ("ru-mts/services.yaml", "code: antivirus", "code: tv-base", "", "'tv-base' is a tariff alrea"),
    ("ru-mts/services.yaml", "consent_needed: yes", "consent_needed: 1", "", "say yes or no"),
    ("ru-mts/settlements.yaml", "ground: un", "ground: on", ":4", "unknown ground 'onconsented"),
    (LAW_CLOCKS, "unit: working_day", "unit: workday", ":10", "'workday' is not one of"),
    (LAW_CLOCKS, "norm: svyaz-55-7", "norm: svyaz-55-77", ":12", "unknown norm 'svyaz-55-77'"),
    (LAW_CLOCKS, "  n: 60", "  n: 0", "", "a clock runs for at least one unit"),
    (LAW_CLOCKS, "norm: banks-30-1", "pausable: no", "", "a legal clock cites its norm"),
    (LAW_CLOCKS, "valid_until: 2016-04-02", "valid_until: 2016-05-02", "", "overlaps the edition"),
    (LAW_CLOCKS, "valid_until: 2016-04-02", "valid_until: 2003-04-02", "", "is not after valid_fr"),
    ("ru-mts/clocks/promises.yaml", "awaiting_esia", "awaiting_moon", "", "no text `pause.awaitin"),
    ("ru-mts/clocks/promises.yaml", "pausable: true", "pausable: no", "", "names the reasons"),
    ("ru-mts/clocks/promises.yaml", "unit: hour\n", "unit: hour\n  roll: gk193\n", "", "not roll"),
    (NORMS, "act: svyaz", "act: swyaz", ":3", "unknown act 'swyaz'"),
    (NORMS, "    fr: Les services de contenu", "    it: I servizi", "", "words.fr: this translati"),
    ("ru-law/calendars/2026.yaml", "to: 2026-01-09", "to: 2026-01-03", "", "is no move of a day o"),
    ("ru-law/calendars/2026.yaml", "checked_on: 2026-11-23", "", "", "checked_on: missing"),
    ("ru-law/calendar.yaml", "law: tk-112", "law: tk-113", "", "unknown norm 'tk-113'"),
    ("ru-law/retention.yaml", "years: 5", "years: five", "", "a whole number is needed"),
    (GROUND, "claim_letter: claim.", "claim_letter: letter.", "", "unknown letter template 'lette"),
    (GROUND, "claim_letter:", "answers: {won: answer.upheld}\nclaim_letter:", "", "come 'won'"),
    (GROUND, "kind: yes_no", "kind: maybe", "", "unknown kind 'maybe'"),
    (GROUND, "when: {used_it:", "when: {used:", "", "`when` names an unknown question 'used'"),
    (GROUND, 'used_it: ["yes"]', "used_it: [sometimes]", "", "'sometimes' is no answer to 'used_i"),
    (GROUND, "id: noticed_how", "id: noticed_on", "", "noticed_on is asked twice"),
    (GROUND, "id: noticed_how", "id: full_name", "", "full_name is asked twice"),
    (GROUND, "id: screenshots", "id: charges", "", "charges stands there twice"),
    (GROUND, "{claim.sum_words}", "{claim.total}", "", "unknown placeholder {claim.total}"),
    (GROUND, "norms: [svyaz-44-5, ", "norms: [", "", "'svyaz-44-5' is not among the norms"),
    (GROUND, "zpp-13-6, ", "", "", "names {norms.zpp-13-6}, which this ground"),
    (GROUND, "argues: [svyaz-44-5, ", "argues: [svyaz-55-4, ", "", "'svyaz-55-4' has no `argu"),
    (GROUND, "section: money", "section: monye", "", "no text `section.monye`"),
    (GROUND, "routes: [court", "routes: [cort", "", "no text `route.cort`"),
    ("ru-law/grounds/17_bank.yaml", "respondent: bank", "respondent: tank", "", "unknown respond"),
    (LETTER, "[claim.head]", "[claim.heat]", "", "unknown part 'claim.heat'"),
    (PARTS, FOR_CONSUMERS, '    text: ["В случае', "", "names {norms.zpp-13-6}, which this gro"),
    (PARTS, "rows: respondent.to", "rows: respondent.too", "", "unknown field 'respondent.too'"),
    (PARTS, "{claimant.contract}.", "{claimant.contract.", "", "a brace that opens no"),
    (LETTER, "kind: subtitle", "kind: heading", "", "unknown kind of block 'heading'"),
    (PARTS, "columns: [[Дата, date, left]", "columns: [[Дата, date]", "", "a list of 3 values"),
    (QUESTIONS, "person: {ru", "nobody: {ru", "", "'person' is no answer to 'party_kind'"),
    ("base/texts/notices.yaml", "№ {reference} зарег", "№ зарег", "", "ru: lacks {reference}"),
    ("base/texts/notices.yaml", "№ {reference} зарег", "№ {ref} зарег", "", "unknown placeholder"),
    ("ru-law/settings.yaml", "zone: Europe", "zon: Europe", ":2", "office.zon: unknown setting"),
    ("ru-law/settings.yaml", "Europe/Moscow", "Europe/Moskva", ":2", "unknown time zone"),
    ("ru-mts/pack.yaml", "inherits: ru-law", "inherits: ru-mts", "", "goes round in a circle"),
    ("ru-mts/pack.yaml", "inherits: ru-law", "inherits: ru-lav", "", "ru-lav/pack.yaml: no such f"),
    ("ru-mts/pack.yaml", "checked_on: 2026-11-23", "checked: today", "", "pack.checked_on: missin"),
    ("ru-mts/regions.yaml", "- {code: moscow,", "- {code: moscow", ":3", "broken YAML"),
    ("ru-mts/operator.yaml", "id: mts", "id: mts\nid: mts", "", "id: written twice"),
    ("ru-mts/tarifs.yaml", "", "- code: x\n", "", "tarifs.yaml: no pack holds such a file"),
    ("ru-mts/run.py", "", "import os\n", "", "run.py: no pack holds such a file"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "says"), BROKEN)
def test_a_broken_pack_names_the_place_and_the_trouble(
    spoil, file: str, old: str, new: str, line: str, says: str
):
    found = spoil(file, old, new)

    matching = [problem for problem in found if says in problem]
    assert matching, found
    if line:
        assert any(f"{file}{line}:" in problem for problem in matching), matching


def test_the_packs_of_this_repository_have_no_problems():
    for name in ("base", "ru-law", "ru-mts"):
        assert problems(PACKS / name) == []


def test_everything_wrong_is_told_at_once(packs):
    for file, old, new in [
        ("ru-mts/operator.yaml", "city:", "citi:"),
        ("ru-law/norms/communications.yaml", "act: svyaz", "act: swyaz"),
        ("ru-mts/regions.yaml", "Asia/Omsk", "Asia/Oms"),
    ]:
        path = packs / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    files = [problem.file for problem in problems(packs / "ru-mts")]

    assert {"ru-mts/operator.yaml", NORMS, "ru-mts/regions.yaml"} <= set(files)
    assert files == sorted(files)


def test_a_norm_that_ended_while_a_letter_cites_it_is_found_on_that_day(spoil):
    ends = "  valid_until: 2027-01-01\n"
    found = spoil(
        "ru-law/norms/consumers.yaml",
        '  point: "16(3)"\n',
        f'  point: "16(3)"\n{ends}',
        on=date(2027, 1, 1),
    )

    assert any("grounds/01_unc" in one and "'zpp-16-3' ended on 2027-01-01" in one for one in found)


def test_the_same_norm_is_in_order_the_day_before(spoil):
    ends = '  point: "16(3)"\n  valid_until: 2027-01-01\n'

    assert (
        spoil("ru-law/norms/consumers.yaml", '  point: "16(3)"\n', ends, on=date(2026, 12, 31))
        == []
    )


def test_an_edition_of_the_past_may_lean_on_a_norm_of_the_past():
    """The sixty days of before 2016 cite the norm of before 2016."""
    assert not any("claim.answer" in one.key for one in problems(PACKS / "ru-mts"))


def test_a_file_that_unfolds_without_end_is_refused(spoil):
    rows = "\n".join(
        f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]" for n in range(9)
    )

    assert any(
        "more than 100000 values" in one for one in spoil("base/fields.yaml", "", f"z:\n{rows}\n")
    )


def test_bytes_that_are_no_text_are_refused(packs):
    (packs / "ru-mts/hotlines.yaml").write_bytes(b"\xff\xfe\x00")

    assert "the file is not UTF-8 text" in str(problems(packs / "ru-mts")[0])


def test_a_broken_pack_does_not_load(spoil, packs):
    spoil("ru-mts/operator.yaml", "city:", "citi:")

    with pytest.raises(PackError, match="unknown key") as refused:
        load(packs / "ru-mts")
    assert len(refused.value.problems) == 2


def test_the_command_lists_the_problems_and_fails(spoil, packs, capsys):
    spoil("ru-mts/operator.yaml", '"7740000076"', '"7740000077"')

    assert cli_pack.pack_check(["check", str(packs / "ru-mts")]) == 1

    streams = capsys.readouterr()
    assert streams.out.startswith("ru-mts/operator.yaml:7: inn: the check digit")
    assert streams.err == "1 problem(s)\n"


def test_the_command_finds_a_decree_that_differs_from_the_package(spoil, packs, capsys):
    assert spoil("ru-law/calendars/2026.yaml", "to: 2026-01-09", "to: 2026-01-12") == []

    assert cli_pack.pack_check(["check", str(packs / "ru-mts")]) == 1

    assert "differs from `holidays`: 2026: 2026-01-03 -> 2026-01-09" in capsys.readouterr().out


def test_the_command_sums_a_good_pack_up(capsys):
    assert cli_pack.pack_check(["check", str(PACKS / "ru-mts")]) == 0

    out = capsys.readouterr().out
    assert out.startswith("base > ru-law > ru-mts (")
    assert " grounds, " in out


def test_a_folder_that_is_no_pack_is_refused(tmp_path, capsys):
    assert cli_pack.pack_check(["check", str(tmp_path)]) == 1

    assert "pack.yaml: no such file: this folder is not a pack" in capsys.readouterr().out
