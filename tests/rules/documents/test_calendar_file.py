"""Calendar files, read back by the rules of RFC 5545."""

from datetime import UTC, date, datetime, timedelta, timezone

from kabinet.documents.calendar_file import Event, ics

AT = datetime(2026, 11, 24, 5, 5, tzinfo=UTC)


def unfolded(file: bytes) -> list[str]:
    return file.decode().replace("\r\n ", "").split("\r\n")


def test_a_deadline_is_a_whole_day():
    event = Event(uid="a@b", on=date(2026, 12, 31), summary="Ответ оператора")

    assert unfolded(ics([event], at=AT)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kabinet//Deadlines//EN",
        "BEGIN:VEVENT",
        "UID:a@b",
        "DTSTAMP:20261124T050500Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Ответ оператора",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_moment_is_told_in_utc_and_rings_before():
    at = datetime(2026, 11, 24, 14, 5, tzinfo=timezone(timedelta(hours=9)))
    event = Event(uid="a", on=at, summary="s", alarm_before=timedelta(days=1))

    read = unfolded(ics([event], at=AT))

    assert "DTSTART:20261124T050500Z" in read
    assert "TRIGGER:-PT1440M" in read


def test_no_line_is_longer_than_75_bytes_and_no_letter_is_cut():
    text = "Ответ на претензию № 2026-00017 😀 " * 20
    file = ics([Event(uid="a", on=date(2026, 12, 1), summary=text)], at=AT)

    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert f"SUMMARY:{text}" in unfolded(file)
    for line in file.split(b"\r\n"):
        line.decode()


def test_nothing_typed_begins_a_line_of_its_own():
    typed = "a;b,c\\d\r\nEND:VEVENT\nATTACH:x\x00"
    event = Event(uid="a", on=date(2026, 12, 1), summary=typed, url="http://x\r\nATTACH:y")

    read = unfolded(ics([event], at=AT))

    assert "SUMMARY:a\\;b\\,c\\\\d\\nEND:VEVENT\\nATTACH:x" in read
    assert "URL:http://xATTACH:y" in read
    assert not [line for line in read if line.startswith("ATTACH")]
