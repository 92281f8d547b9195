"""`kabinet numbers check`: the judge of the pages, a verdict for each row."""

import json
from pathlib import Path

import pytest

from kabinet.orders.models import Order, OrderDraft
from kabinet.orders.sheets.writing import as_xlsx
from kabinet.project.cli_numbers import main
from tests.people import number, person
from tests.rooms.orders.firm import INN, Firm, identifier

pytestmark = pytest.mark.django_db
STRANGERS = "+79161112233"


def check(folder: Path, capsys, *more: str) -> tuple[int, str, str]:
    number(person("Лебедева", "Мария"), STRANGERS)
    rows = [("Номер", "Действие"), (identifier(0), "блок"), (STRANGERS, "блок"), ("8,91E+10", "")]
    path = folder / "numbers.xlsx"
    path.write_bytes(as_xlsx(rows))
    code = main(["check", str(path), *more])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_each_row_has_its_verdict_and_nothing_is_kept(romashka: Firm, tmp_path, capsys):
    code, said, _ = check(tmp_path, capsys, "--company", INN, "--json")

    told = json.loads(said)
    assert code == 1
    assert (told["total"], told["faulty"]) == (3, 2)
    assert [row["fault"] for row in told["rows"]] == ["", "not_yours", "shortened"]
    assert "Мария" not in said
    assert "Лебедева" not in said
    assert not OrderDraft.objects.exists()
    assert not Order.objects.exists()


def test_people_read_it_too(romashka: Firm, tmp_path, capsys):
    _, said, _ = check(tmp_path, capsys, "--company", INN)

    assert "row 3: This number is not among yours." in said
    assert said.strip().endswith("3 rows, 2 cannot be carried out")


def test_an_unknown_company_and_a_bad_file_are_misuse(romashka: Firm, tmp_path, capsys):
    assert check(tmp_path, capsys, "--company", "7701234567")[0] == 2
    bad = tmp_path / "list.csv"
    bad.write_bytes(b"")

    assert main(["check", str(bad), "--company", INN]) == 2
    assert "has no rows" in capsys.readouterr().err
