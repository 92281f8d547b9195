"""Sending mail to a real server that accepts, refuses, hangs and drops."""

from email.message import EmailMessage

import pytest

from kabinet.documents import letters
from kabinet.documents.models import Letter
from kabinet.journal.models import Note
from kabinet.journal.queries import notes_about, timeline
from kabinet.mailroom.actions import deliver, forget_messages, give_up, record
from kabinet.mailroom.carriers import Outcome, mail
from kabinet.mailroom.models import Message
from kabinet.tasks.worker import GiveUp, TryAgain
from tests.neighbours.post_office import PostOffice
from tests.rooms.mailroom.conftest import MONDAY, Queue

ANSWER = letters.Letter(
    template="t",
    edition="1",
    language="ru",
    title="Ответ 2026/17",
    parts=(letters.Part(kind="p", lines=("Претензия удовлетворена.",)),),
)


def send(message: Message) -> Message:
    deliver(message_id=message.pk, at=MONDAY)
    message.refresh_from_db()
    return message


def said(letter: EmailMessage, how: str = "plain") -> str:
    body = letter.get_body((how,))
    assert body is not None
    return str(body.get_content())


def test_what_was_written_arrives_character_for_character(queue: Queue, post_office: PostOffice):
    message = send(queue())

    (letter,) = post_office.taken
    assert said(letter).replace("\r\n", "\n").strip() == message.text
    assert letter["Subject"] == message.subject
    assert post_office.envelopes == [("care@example.org", ["maria@example.org"])]
    assert (message.state, message.sent_at) == ("sent", MONDAY)


def test_the_html_beside_it_says_the_same_and_runs_nothing(queue: Queue, post_office: PostOffice):
    send(queue(text="<script>1</script> https://example.org/a?b=1&c=2"))

    page = said(post_office.taken[0], "html")
    assert "&lt;script&gt;" in page
    assert '<a href="https://example.org/a?b=1&amp;c=2"' in page


def test_a_letter_of_ours_names_itself_and_asks_for_no_automatic_answer(
    queue: Queue, post_office: PostOffice, settings
):
    settings.PUBLIC_URL = "https://care.example.org"
    message = send(queue(in_reply_to="<their@example.org>"))

    (letter,) = post_office.taken
    assert letter["Message-ID"] == f"<{message.message_id}@care.example.org>"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["In-Reply-To"] == letter["References"] == "<their@example.org>"
    assert letter["Date"].datetime == MONDAY


def test_letters_go_as_pdf(queue: Queue, post_office: PostOffice):
    answer = Letter.objects.create(
        template="t",
        edition="1",
        language="ru",
        title="Ответ 2026/17",
        blocks=letters.to_json(ANSWER),
        written_at=MONDAY,
    )
    send(queue(letters=[answer]))

    (paper,) = post_office.taken[0].iter_attachments()
    assert paper.get_filename() == "Ответ 2026-17.pdf"
    assert paper.get_content().startswith(b"%PDF")


def test_the_timeline_tells_that_it_went(queue: Queue, post_office: PostOffice, about):
    message = send(queue())

    told = timeline(about).get()
    assert told.what == "message.sent"
    assert told.data == {"message": message.pk, "channel": "email", "code": "250"}


def test_a_message_that_went_is_not_sent_again(queue: Queue, post_office: PostOffice):
    message = send(queue())
    send(message)

    assert len(post_office.taken) == 1
    assert Note.objects.count() == 1


def test_of_two_workers_who_both_sent_it_one_writes_it_down(queue: Queue, about):
    message = queue()
    for _ in range(2):
        record(message_id=message.pk, outcome=Outcome(sent=True, code="250"), at=MONDAY)

    assert notes_about(about).count() == 1


@pytest.mark.parametrize("mood", ["rcpt 450 later", "data 451 later", "hang", "drop"])
def test_what_may_pass_is_tried_again_and_nothing_is_written(
    queue: Queue, post_office: PostOffice, mood, monkeypatch
):
    monkeypatch.setattr(mail, "PATIENCE", 0.3)
    message = queue()
    post_office.mood = mood

    with pytest.raises(TryAgain):
        send(message)

    message.refresh_from_db()
    assert message.state == "queued"
    assert not Note.objects.exists()


def test_a_repeat_after_a_lost_answer_carries_the_same_id(queue: Queue, post_office: PostOffice):
    message = queue()
    post_office.mood = "drop"
    with pytest.raises(TryAgain):
        send(message)
    post_office.mood = "accept"
    send(message)

    first, second = post_office.taken
    assert first["Message-ID"] == second["Message-ID"]


def test_a_server_that_is_away_is_tried_again(queue: Queue, settings):
    settings.SMTP = {**settings.SMTP, "port": 1}

    with pytest.raises(TryAgain, match="SMTP ConnectionRefusedError"):
        send(queue())


@pytest.mark.parametrize("mood", ["rcpt 550 no such user maria@example.org", "data 554 spam"])
def test_a_refusal_for_good_is_written_down_and_told(
    queue: Queue, post_office: PostOffice, about, mood
):
    post_office.mood = mood
    message = send(queue())

    assert (message.state, message.sent_at) == ("failed", None)
    assert message.error == mood.split(maxsplit=1)[1]
    told = timeline(about).get()
    assert (told.what, told.data["code"]) == ("message.failed", mood.split()[1])
    assert "maria" not in str(told.data)


@pytest.mark.parametrize("to", ["nobody", "a@b.ru, c@d.ru", "a@b.ru\r\nBcc: x@y.ru", "", "а@б.рф"])
def test_an_address_that_cannot_be_written_is_a_failure_not_a_loop(
    queue: Queue, post_office: PostOffice, to
):
    assert send(queue(to=to)).state == "failed"
    assert post_office.taken == []


def test_a_code_is_wiped_once_it_is_sent_and_that_it_went_is_kept(
    queue: Queue, post_office: PostOffice, about
):
    message = send(queue(text="Код: 123456", is_secret=True))

    assert "123456" in said(post_office.taken[0])
    assert message.text == ""
    assert notes_about(about).get().what == "message.sent"
    assert not timeline(about).exists()


def test_a_code_that_was_given_up_is_wiped_and_cannot_be_sent_later(queue: Queue):
    message = queue(text="Код: 123456", is_secret=True)
    give_up(message_id=message.pk, error="SMTP 451", at=MONDAY)

    message.refresh_from_db()
    assert (message.state, message.text) == ("failed", "")
    with pytest.raises(GiveUp):
        send(message)


def test_a_given_up_notice_can_still_be_sent(queue: Queue, post_office: PostOffice, about):
    message = queue()
    give_up(message_id=message.pk, error="SMTP 451", at=MONDAY)

    send(message)

    assert [note.what for note in timeline(about)] == ["message.failed", "message.sent"]


def test_a_message_about_nothing_is_noted_about_itself(queue: Queue, post_office: PostOffice):
    message = send(queue(about=None))

    assert notes_about(message).get().what == "message.sent"


def test_what_was_written_to_an_erased_person_is_forgotten_and_not_sent(
    queue: Queue, post_office: PostOffice, about
):
    sent, waiting = send(queue()), queue(key="later")

    assert forget_messages(about=about, at=MONDAY) == 2
    with pytest.raises(GiveUp):
        send(waiting)

    assert len(post_office.taken) == 1
    for message, state in ((sent, "sent"), (waiting, "failed")):
        message.refresh_from_db()
        assert (message.to, message.subject, message.text) == ("", "", "")
        assert message.state == state
    assert [note.what for note in notes_about(about)] == ["message.sent", "messages.forgotten"]
