"""Every mail and SMS that was sent can be read: codes, letters, as they came."""

import json
import smtplib
import socket
from email.message import EmailMessage
from pathlib import Path

import pytest

from kabinet.demo import catcher
from kabinet.demo.mail import PAGE, newest, one, raw
from kabinet.mailroom.actions import deliver, queue_message
from kabinet.mailroom.models import Message
from tests.doors.demo.conftest import START


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture
def server(demo, settings):
    """Run the catcher at a port of its own, and tell the product to use it."""
    port = free_port()
    settings.SMTP = {**settings.SMTP, "host": "127.0.0.1", "port": port}
    with catcher.started("127.0.0.1", port, catcher.folder()):
        yield port


def letter(text: str = "Ваша претензия № 2026-00017") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = "kabinet@localhost", "maria@mail.example"
    made["Subject"], made["Message-ID"] = "Здравствуйте", "<one@kabinet>"
    made["Date"] = "Tue, 24 Nov 2026 10:31:00 +0300"
    made.set_content(f"{text}\nhttps://kabinet.example/status/")
    made.add_attachment(
        b"%PDF-1.7 \xff", maintype="application", subtype="pdf", filename="Ответ.pdf"
    )
    return made


def send(port: int, made: EmailMessage) -> None:
    with smtplib.SMTP("127.0.0.1", port) as talk:
        talk.send_message(made)


def sms(folder: Path, name: str, text: str) -> None:
    place = folder / "outbox-sms"
    place.mkdir(exist_ok=True)
    said = {"message_id": name, "to": "+79143083757", "text": text, "at": START.isoformat()}
    (place / f"{name}.json").write_text(json.dumps(said))


def test_a_mail_over_smtp_is_caught_whole(server):
    send(server, letter())

    (caught,) = newest().caught
    assert (caught.to, caught.subject) == ("maria@mail.example", "Здравствуйте")
    assert "2026-00017" in caught.text
    assert str(caught.at) == "2026-11-24 07:31:00+00:00"
    assert [(file.name, file.content) for file in caught.attachments] == [
        ("Ответ.pdf", b"%PDF-1.7 \xff")
    ]


def test_a_mail_that_is_sent_again_is_the_same_mail(server):
    send(server, letter())
    send(server, letter())

    assert newest().total == 1


def test_the_newest_stands_first_mail_and_sms_together(server, tmp_path):
    sms(tmp_path, "first", "Старое")
    send(server, letter())
    sms(tmp_path, "last", "Новое")

    assert [each.channel for each in newest().caught] == ["sms", "email", "sms"]
    assert newest().caught[0].text == "Новое"


def test_pages_hold_so_many(demo, tmp_path):
    for number in range(PAGE + 2):
        sms(tmp_path, f"sms-{number}", str(number))

    first = newest()
    assert (len(first.caught), len(newest(first.after).caught)) == (PAGE, 2)
    assert newest("nonsense").caught == first.caught


def test_what_the_product_sends_is_on_the_page_with_its_code(server, visitor):
    message = queue_message(
        key="code",
        channel="email",
        to="petr.nikitin@mail.example",
        subject="Код",
        text="Ваш код 482913, почтовый индекс 109147.",
        about=None,
        at=START,
        is_secret=True,
    )
    deliver(message_id=message.pk, at=START)

    page = visitor.get("/demo/mail/").content.decode()

    assert 'data-copy="482913"' in page
    assert Message.objects.get(pk=message.pk).text == ""


def test_digits_in_an_ordinary_message_are_no_code(server, visitor):
    send(server, letter("Ответ: 109147, г. Москва"))

    assert "data-copy" not in visitor.get("/demo/mail/").content.decode()


def test_an_attachment_and_the_whole_mail_can_be_downloaded(server, visitor):
    send(server, letter())
    name = newest().caught[0].name

    file = visitor.get(f"/demo/mail/{name}/0/")
    whole = visitor.get(f"/demo/mail/{name}/")

    assert (file.content, file["Content-Type"]) == (b"%PDF-1.7 \xff", "application/pdf")
    assert file["Content-Disposition"].startswith("attachment")
    assert b"Message-ID: <one@kabinet>" in whole.content


@pytest.mark.parametrize(
    "path", ["nothing.eml/", "nothing.eml/0/", "..%2Fdemo-clock/", "demo-clock/", "x.json/"]
)
def test_only_what_was_caught_can_be_downloaded(server, visitor, path):
    assert visitor.get(f"/demo/mail/{path}").status_code == 404


def test_a_file_that_a_mail_does_not_have_is_not_there(server, visitor):
    send(server, letter())

    assert visitor.get(f"/demo/mail/{newest().caught[0].name}/7/").status_code == 404


@pytest.mark.parametrize("read", [one, raw])
def test_a_name_that_leaves_the_folder_is_no_name(demo, tmp_path, read):
    catcher.folder().mkdir()
    (tmp_path / "secret.eml").write_text("Subject: secret")

    assert read("../secret.eml") is None


def test_what_people_wrote_is_shown_and_not_obeyed(demo, visitor, tmp_path):
    sms(tmp_path, "script", "<script>alert(1)</script>")

    assert "<script>alert" not in visitor.get("/demo/mail/").content.decode()


def test_an_empty_catcher_says_what_will_come(visitor):
    assert "Nothing was sent yet." in visitor.get("/demo/mail/").content.decode()


def test_a_second_demonstration_takes_another_port(server, settings, monkeypatch):
    monkeypatch.setenv("KABINET_SMTP_PORT", "")

    catcher.reserve_port()

    assert settings.SMTP["port"] > server


def test_mail_for_a_server_elsewhere_is_not_caught(demo, tmp_path):
    with catcher.started("mail.example", 25, tmp_path / "none"):
        assert not (tmp_path / "none").exists()


def test_the_catcher_ends_when_told(demo, settings):
    settings.SMTP = {**settings.SMTP, "host": "127.0.0.1", "port": free_port()}
    asked = iter([False, True])

    catcher.catch(lambda: next(asked))

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", settings.SMTP["port"]))
