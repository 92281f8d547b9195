"""SMS: kept in a file, or asked of a gateway that answers, refuses or is silent."""

import json
from pathlib import Path

import pytest

from kabinet.mailroom.actions import deliver
from kabinet.mailroom.carriers import sms_http
from kabinet.mailroom.models import Message
from kabinet.tasks.worker import TryAgain
from tests.neighbours.sms_gateway import Gateway
from tests.rooms.mailroom.conftest import MONDAY, Queue

TEXT = 'Код: 123456 & "ещё"\n100%'


@pytest.fixture
def message(queue: Queue) -> Message:
    return queue(channel="sms", to="+79140000001", subject="", text=TEXT)


def send(message: Message) -> Message:
    deliver(message_id=message.pk, at=MONDAY)
    message.refresh_from_db()
    return message


def test_the_recording_adapter_keeps_each_message_in_a_file(message, settings, tmp_path: Path):
    settings.DATA = tmp_path
    send(message)
    Message.objects.update(state="queued")
    send(message)

    (kept,) = (tmp_path / "outbox-sms").iterdir()
    assert json.loads(kept.read_text()) == {
        "message_id": message.message_id,
        "to": "+79140000001",
        "text": TEXT,
        "at": MONDAY.isoformat(),
    }


def test_a_gateway_is_asked_by_its_template(message, gateway: Gateway):
    assert send(message).state == "sent"

    ((method, path, _, body),) = gateway.asked
    assert (method, body) == ("GET", b"")
    assert path == (
        "/send?to=%2B79140000001&text=%D0%9A%D0%BE%D0%B4%3A%20123456%20%26%20%22%D0%B5%D1%89"
        f"%D1%91%22%0A100%25&id={message.message_id}"
    )


@pytest.mark.parametrize(
    ("template", "media_type"),
    [
        ('{"to": "{to}", "text": "{text}", "id": "{key}"}', "application/json; charset=utf-8"),
        ("to={to}&text={text}&id={key}", "application/x-www-form-urlencoded; charset=utf-8"),
    ],
)
def test_a_body_makes_it_a_post(message, gateway: Gateway, settings, template, media_type):
    settings.SMS = {**settings.SMS, "url": f"{gateway.address}/send", "body": template}
    send(message)

    ((method, path, told, body),) = gateway.asked
    assert (method, path, told) == ("POST", "/send", media_type)
    if "json" in media_type:
        assert json.loads(body) == {
            "to": message.to,
            "text": TEXT,
            "id": message.message_id,
        }


@pytest.mark.parametrize("status", [302, 401, 404, 429, 500, 503])
def test_what_may_pass_is_tried_again(message, gateway: Gateway, status):
    gateway.status = status

    with pytest.raises(TryAgain, match=str(status)):
        send(message)

    assert len(gateway.asked) == 1
    assert Message.objects.get().state == "queued"


def test_a_silent_gateway_is_left_after_a_while(message, gateway: Gateway, monkeypatch):
    monkeypatch.setattr(sms_http, "PATIENCE", 0.3)
    gateway.silent = True

    with pytest.raises(TryAgain, match="TimeoutError"):
        send(message)


def test_a_gateway_that_is_away_is_tried_again(message, settings):
    settings.SMS = {"adapter": "http", "url": "http://127.0.0.1:1/"}

    with pytest.raises(TryAgain, match="URLError"):
        send(message)


@pytest.mark.parametrize("status", [400, 422])
def test_a_refusal_for_good_is_written_down(message, gateway: Gateway, status):
    gateway.status = status

    failed = send(message)

    assert (failed.state, failed.error) == ("failed", "answer of the gateway")
