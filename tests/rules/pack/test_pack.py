"""What a whole pack answers: editions by date, texts, settings, inheritance."""

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from kabinet.pack.contents import NotInForce, fill
from kabinet.pack.formats import say
from kabinet.pack.queries import load, operator_pack
from tests.rules.pack.conftest import PACKS

SOURCE = PACKS.parent / "src"


def test_the_operator_is_who_the_law_sheet_says(pack):
    operator = pack.operator

    assert (operator.legal_name, operator.inn, operator.ogrn) == (
        "ПАО «МТС»",
        "7740000076",
        "1027700149124",
    )
    assert operator.director_post["dative"] == "Генеральному директору"
    assert [line.number for line in pack.hotlines] == [
        "8-800-250-08-90",
        "8-495-766-01-66",
        "0890",
    ]
    assert operator.form_url == "https://anketa.ssl.mts.ru/ind/feedback_mob/"


def test_the_chain_runs_from_the_root_to_the_pack(pack):
    assert pack.chain == ("base", "ru-law", "ru-mts")
    assert pack.currency == "RUB"


def test_a_law_pack_loads_alone_and_is_no_operators(pack):
    law = load(PACKS / "ru-law")

    assert law.operator_details is None
    with pytest.raises(LookupError, match="is no operator's"):
        _ = law.operator


def test_the_settings_name_the_operators_pack(pack):
    assert operator_pack().id == "ru-mts"
    assert operator_pack() is operator_pack()


def test_a_norm_is_the_edition_of_its_day(pack):
    assert "шестидесяти" in say(pack.norm("svyaz-55-7", date(2016, 4, 1)).words, "ru")
    assert "тридцати" in say(pack.norm("svyaz-55-7", date(2016, 4, 2)).words, "ru")


def test_a_norm_out_of_force_is_not_given(pack):
    with pytest.raises(NotInForce, match="'banks-30-1' is not in force on 2024-06-30"):
        pack.norm("banks-30-1", date(2024, 6, 30))
    with pytest.raises(NotInForce, match="'no-such'"):
        pack.norm("no-such", date(2026, 1, 1))


def test_a_norm_is_cited_in_full_in_letters_and_shortly_on_pages(pack):
    norm = pack.norm("svyaz-44-5", date(2026, 11, 23))

    assert norm.citation == "п. 5 ст. 44 Федерального закона от 07.07.2003 № 126-ФЗ «О связи»"
    assert norm.short == {
        "ru": "п. 5 ст. 44 Закона о связи (126-ФЗ)",
        "en": "Communications Act (126-FZ), art. 44(5)",
        "fr": "Loi sur les communications (126-FZ), art. 44(5)",
    }


def test_every_norm_says_where_it_was_seen_and_when(pack):
    for editions in pack.norm_editions.values():
        for norm in editions:
            assert norm.source, norm.id
            assert norm.checked_on == date(2026, 11, 23), norm.id


def test_every_clock_says_where_it_was_seen_and_when(pack):
    for editions in pack.clock_editions.values():
        for rule in editions:
            assert rule.source, rule.id
            assert rule.checked_on, rule.id


def test_the_grounds_come_in_order_and_something_else_is_last(pack):
    assert list(pack.grounds)[:3] == ["unconsented_service", "unjustified_debit", "wrong_price"]
    assert list(pack.grounds)[-1] == "own_words"
    assert len(pack.grounds) == 23


def test_every_ground_of_the_source_and_the_law_sheet_is_there(pack):
    assert pack.grounds.keys() == {
        *("unconsented_service", "unjustified_debit", "wrong_price", "tariff_changed"),
        *("bad_service", "late_service", "blocked", "corporate_blocked", "contract_end"),
        *("number_withdrawn", "mnp_refused", "roaming_bill", "sim_swap", "disputed_debt"),
        *("rudeness", "spam", "bank", "data_leak", "goods_defective", "goods_return"),
        *("card_autocharge", "claim_unanswered", "own_words"),
    }


def test_a_trader_and_a_company_have_other_grounds_than_a_person(pack):
    def of(kind: str) -> set[str]:
        return {ground.id for ground in pack.grounds.values() if kind in ground.parties}

    assert of("person") - of("company") == {"card_autocharge", "goods_defective", "goods_return"}
    assert of("company") - of("person") == {"corporate_blocked"}
    assert of("sole_trader") == of("company")


def test_the_form_asks_what_the_source_asks(pack):
    for kind in ("question", "fraud"):
        asked = {question.id for question in pack.questions[kind]}
        assert asked >= {
            *("topic", "service_kind", "full_name", "passport"),
            *("email", "phone", "essence", "reply_by"),
        }
    (services,) = [q for q in pack.questions["question"] if q.id == "service_kind"]
    assert [name for name, _ in services.choices] == [
        *("mobile", "fixed", "internet", "cable", "digital_tv", "bank_card", "goods"),
    ]


def test_the_regions_reach_from_two_hours_ahead_to_twelve(pack):
    offsets = {time_of(region.zone) for region in pack.regions.values()}

    assert offsets == set(range(2, 13))


def time_of(zone: str) -> int:
    ahead = datetime(2026, 11, 23, tzinfo=ZoneInfo(zone)).utcoffset()
    assert ahead is not None
    return int(ahead.total_seconds()) // 3600


def test_an_office_knows_the_zone_of_its_region(pack):
    (office,) = [office for office in pack.offices if office.code == "chita"]

    assert office.zone == "Asia/Chita"


def test_a_setting_nobody_declared_is_a_mistake_of_the_caller(pack):
    assert pack.setting("claims.four_eyes_above") == 300_000
    assert pack.setting("office.zone") == "Europe/Moscow"
    with pytest.raises(KeyError):
        pack.setting("claims.no_such")


def test_every_setting_is_read_by_the_program(pack):
    """A setting that changes nothing would mislead whoever changes it."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))

    assert [name for name in pack.settings if f'"{name}"' not in source] == []


def test_a_text_is_filled_and_a_missing_value_is_named(pack):
    said = pack.text("notice.claim.upheld.subject", "en", reference="2026-00001")

    assert said == "Claim No. 2026-00001 is upheld"
    with pytest.raises(KeyError, match="reference"):
        pack.text("notice.claim.upheld.subject", "en")


@pytest.mark.parametrize("typed", ["{code}", "{{code}}", "{0}", "{code.__class__}", "%s", "{"])
def test_what_is_put_into_a_text_is_never_read_again(typed: str):
    assert fill("{name} and {code}", {"name": typed, "code": "1"}) == f"{typed} and 1"


def test_a_childs_rule_replaces_its_parents(packs):
    own = packs / "ru-mts/clocks/own.yaml"
    text = (packs / "ru-law/clocks/law.yaml").read_text(encoding="utf-8")
    first = text[text.index("- id: claim.register") : text.index("- id: claim.answer")]
    own.write_text(first.replace("n: 1\n", "n: 2\n"), encoding="utf-8")

    assert load(packs / "ru-mts").clock("claim.register", date(2026, 11, 23)).n == 2
    assert load(packs / "ru-law").clock("claim.register", date(2026, 11, 23)).n == 1


def test_a_childs_setting_replaces_its_parents_and_the_rest_stays(packs):
    path = packs / "ru-mts/settings.yaml"
    path.write_text("claims:\n  four_eyes_above: 100\n", encoding="utf-8")

    changed = load(packs / "ru-mts")

    assert changed.setting("claims.four_eyes_above") == 100
    assert changed.setting("claims.draft_kept_days") == 30


def test_another_operator_is_one_more_folder(packs):
    folder = packs / "ru-other"
    folder.mkdir()
    for name in ("operator", "hotlines"):
        text = (packs / f"ru-mts/{name}.yaml").read_text(encoding="utf-8")
        (folder / f"{name}.yaml").write_text(text.replace("id: mts", "id: other"), encoding="utf-8")
    (folder / "pack.yaml").write_text(
        "id: ru-other\ninherits: ru-law\nname: {ru: Другой, en: Other, fr: Autre}\n"
        "checked_on: 2026-11-23\n",
        encoding="utf-8",
    )

    other = load(folder)

    assert other.operator.id == "other"
    assert "claim.answer" in other.clock_editions
    assert "claim.answer.promise" not in other.clock_editions


def test_the_digest_changes_with_the_content_and_only_with_it(packs, pack):
    assert load(packs / "ru-mts").digest == pack.digest

    path = packs / "ru-law/settings.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "# a word\n", encoding="utf-8")

    assert load(packs / "ru-mts").digest != pack.digest


def test_a_pack_loads_well_before_anybody_waits():
    fastest = min(_seconds() for _ in range(3))

    assert fastest < 0.5  # of the processor; on a busy machine it waits longer


def _seconds() -> float:
    began = time.process_time()
    load(PACKS / "ru-mts")
    return time.process_time() - began


def test_a_citation_knows_the_day_it_will_lose_its_norm(pack):
    assert pack.expired(date(2029, 2, 28)) == []

    (problem,) = pack.expired(date(2029, 3, 1))
    assert str(problem).startswith("ru-law/retention.yaml:")
    assert "'rkn-179' ended on 2029-03-01 and is still cited" in str(problem)
