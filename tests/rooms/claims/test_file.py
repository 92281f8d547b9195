"""Filing a draft: registered once, whatever is pressed how often."""

from datetime import timedelta
from functools import partial

import pytest

from kabinet.access.actions import CodeExpired, WrongCode, make_code
from kabinet.access.models import OneTimeCode
from kabinet.cases.models import Case
from kabinet.claims.actions import drafts, filing
from kabinet.claims.errors import (
    AlreadyFiled,
    DraftExpired,
    NotFinished,
    UnknownAddress,
    UnknownDraft,
)
from kabinet.claims.models import Claim, Draft
from kabinet.claims.queries.interview import Address
from kabinet.mailroom.models import Message, RegisterEntry
from tests.rooms.claims.conftest import finished
from tests.world import MONDAY, World, roubles

PHONE = Address("sms", "+79161234567")


def file(draft: Draft, at=MONDAY) -> Case:
    return filing.file_draft(draft_id=draft.pk, by=draft.owner, address=PHONE, at=at)


def test_a_filed_claim_has_number_clocks_letter_and_acknowledgement(draft: Draft):
    case = file(draft)

    claim = Claim.objects.get()
    rules = dict(case.clocks.values_list("rule", "due_on"))
    assert case.reference == "2026-00001"
    assert case.stake == claim.claimed == roubles("300")
    assert str(rules["claim.answer"]) == "2026-12-23"
    assert str(rules["claim.answer.promise"]) == "2026-12-07"
    assert str(rules["claim.refund.consumer"]) == "2026-12-03"
    assert case.due_at == case.clocks.get(rule="claim.refund.consumer").due_at
    assert "Волковой Марии Олеговны" in str(claim.letter.blocks)
    assert "вынуждена" in str(claim.letter.blocks)
    assert claim.letter.blocks["stamp"]["number"] == case.reference
    assert claim.lines.count() == 2
    assert "2026-00001" in Message.objects.get().text


def test_filing_twice_gives_the_same_case(draft: Draft):
    assert file(draft) == file(draft, at=MONDAY + timedelta(days=1))
    assert RegisterEntry.objects.count() == 1
    assert Message.objects.count() == 1


def test_an_unfinished_draft_is_not_filed_and_takes_no_number(world: World):
    draft = finished(world, essence="", demands=[])

    with pytest.raises(NotFinished) as refused:
        file(draft)

    assert refused.value.questions == ["essence", "demands"]
    assert not RegisterEntry.objects.exists()
    assert not Case.objects.exists()


def test_an_answer_made_unreachable_never_reaches_the_letter(world: World):
    draft = finished(world, used_it="no", used_how="ТАЙНА", asked_on="2020-01-01")

    file(draft)

    claim = Claim.objects.get()
    assert "ТАЙНА" not in str(claim.letter.blocks)
    assert "ТАЙНА" not in str(claim.answers)


def test_a_draft_of_last_month_is_gone(draft: Draft):
    with pytest.raises(DraftExpired):
        file(draft, at=MONDAY + timedelta(days=30))
    assert not Case.objects.exists()


def test_a_filed_draft_can_no_longer_be_written(draft: Draft):
    file(draft)
    with pytest.raises(AlreadyFiled):
        drafts.save_answers(draft_id=draft.pk, answers={"essence": "other"}, at=MONDAY)


@pytest.mark.django_db(transaction=True)
class TestSigningWithACode:
    def code(self, draft: Draft) -> str:
        return make_code(
            purpose=filing.PURPOSE, about=f"draft:{draft.pk}", address=PHONE.address, at=MONDAY
        )[1]

    def sign(self, draft: Draft, typed: str, at=MONDAY) -> Case:
        return filing.sign_and_file(
            token=draft.token, by=draft.owner, to=PHONE.address, typed=typed, at=at
        )

    def test_the_right_code_files_and_a_second_press_files_nothing_more(self, draft: Draft):
        code = self.code(draft)
        assert self.sign(draft, code) == self.sign(draft, code)
        assert Case.objects.count() == 1
        assert PHONE.address in str(Claim.objects.get().letter.signature)

    def test_a_wrong_code_files_nothing(self, draft: Draft):
        code = self.code(draft)
        with pytest.raises(WrongCode):
            self.sign(draft, "000000" if code != "000000" else "111111")
        assert not Case.objects.exists()

    def test_an_old_code_files_nothing(self, draft: Draft):
        code = self.code(draft)
        with pytest.raises(CodeExpired):
            self.sign(draft, code, at=MONDAY + timedelta(minutes=6))
        assert not Case.objects.exists()

    def test_a_wrong_try_stays_counted(self, draft: Draft):
        code = self.code(draft)
        with pytest.raises(WrongCode):
            self.sign(draft, "000000" if code != "000000" else "111111")
        assert OneTimeCode.objects.get().tries == 1

    def test_a_draft_that_cannot_be_filed_leaves_the_code_unused(self, draft: Draft):
        code = self.code(draft)
        Draft.objects.update(expires_at=MONDAY)
        with pytest.raises(DraftExpired):
            self.sign(draft, code)
        assert OneTimeCode.objects.get().used_at is None

    def test_a_stranger_and_an_address_that_is_not_his_file_nothing(self, draft: Draft):
        code = self.code(draft)
        press = partial(filing.sign_and_file, token=draft.token, typed=code, at=MONDAY)
        with pytest.raises(UnknownDraft):
            press(by=None, to=PHONE.address)
        with pytest.raises(UnknownAddress):
            press(by=draft.owner, to="+79990000000")
        assert not Case.objects.exists()
        assert OneTimeCode.objects.get().used_at is None


def test_a_claim_to_be_signed_on_paper_has_no_signature(draft: Draft):
    filing.sign_and_file(token=draft.token, by=draft.owner, to=None, typed="", at=MONDAY)
    claim = Claim.objects.get()
    assert claim.signed_at is None
    assert claim.letter.signature == {}
