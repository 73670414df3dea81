"""Calendars: every file is read back by the library, and nothing that a record says can break out of its line."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.publish import calendar
from generator.publish.calendar import calendars, expected, file_name
from generator.publish.provenance import UNKNOWN, Provenance
from generator.views.reduce import reduce
from generator.views.summary import summarize
from tests.books import cell, district, met, record, regular

HOSTILE = 'Xóa\r\nATTENDEE:mailto:x@y.invalid\rEND:VEVENT\u0085BEGIN:VALARM, a; b \\ "c" ' + "🎉" * 40
FOLDER = "records/huyen-a/cells/na-loc"


def a_district(*records, home=None, slug="na-loc", **more):
    home = home or district()
    return reduce(home, [summarize(cell(*records, home=home, slug=slug, name="Chi bộ Nà Lộc", **more), {}, ())])


def files(found, provenance=UNKNOWN):
    return {name: b"".join(make() for make in pieces) for name, pieces in calendars(found, provenance)}


def events(content):
    read = icalendar.Calendar.from_ical(content)
    assert read["version"] == "2.0"
    return read.walk("VEVENT")


def planned(key="2025-02", **facts):
    return record(key, {"state": "planned", "date": f"{key[:7]}-20"} | facts)


def test_a_meeting_stands_in_the_calendars_of_its_cell_and_of_the_district():
    found = files(a_district(record("2024-03", met(time="07:30-09:15", place="Nhà văn hóa", theme="Rừng"))))
    assert list(found) == ["na-loc.ics", "district.ics"]
    for content in found.values():
        (event,) = events(content)
        assert event["dtstart"].dt == dt.datetime(2024, 3, 5, 0, 30, tzinfo=dt.UTC)
        assert event["dtend"].dt == dt.datetime(2024, 3, 5, 2, 15, tzinfo=dt.UTC)
        assert str(event["summary"]) == "Chi bộ Nà Lộc: thường kỳ – Rừng"
        assert str(event["location"]) == "Nhà văn hóa"
        assert event["status"] == "CONFIRMED"
        assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "STATUS", "SUMMARY", "LOCATION"}


def test_the_time_is_that_of_the_district_s_zone():
    found = a_district(record("2024-03", met(time="07:30-09:15")), home=district(timezone="Asia/Tokyo"))
    (event,) = events(files(found)["na-loc.ics"])
    assert event["dtstart"].dt == dt.datetime(2024, 3, 4, 22, 30, tzinfo=dt.UTC)


def test_only_meetings_held_or_planned_have_a_day_in_it():
    gone = [
        record("2024-03", {"state": "not_held", "reason": "Lũ", "date": "2024-03-05"}),
        record("2024-04", {"state": "postponed", "reason": "Lũ", "date": "2024-04-05"}),
        record("2024-05", met(), valid=False),
    ]
    assert events(files(a_district(*gone))["district.ics"]) == []
    (event,) = events(files(a_district(planned()))["na-loc.ics"])
    assert event["dtstart"].dt == dt.date(2025, 2, 20), "no hour is written: the whole day"


def test_the_id_is_that_of_the_record_and_tells_nothing():
    before = events(files(a_district(planned()))["na-loc.ics"])[0]
    after = events(files(a_district(record("2025-02", met(date="2025-02-12"))))["na-loc.ics"])[0]
    other = events(files(a_district(planned(), slug="pa"))["pa.ics"])[0]
    assert before["uid"] == after["uid"] != other["uid"]
    assert "na-loc" not in str(before["uid"])


def test_the_stamp_is_the_last_commit_else_the_day_of_the_figures():
    found = a_district(record("2024-03", met()))
    at = dt.datetime(2024, 3, 6, 1, 2, 3, tzinfo=dt.UTC)
    known = Provenance(last={f"{FOLDER}/2024/03-regular.md": int(at.timestamp())})
    assert events(files(found, known)["na-loc.ics"])[0]["dtstamp"].dt == at
    assert events(files(found)["na-loc.ics"])[0]["dtstamp"].dt == dt.datetime(2025, 2, 15, tzinfo=dt.UTC)
    for odd in (-5, 10**15):
        known = Provenance(last={f"{FOLDER}/2024/03-regular.md": odd})
        assert events(files(found, known)["na-loc.ics"])[0]["dtstamp"].dt.year == 2025


def test_the_page_is_named_only_where_the_site_is_known():
    found = a_district(record("2024-03", met()))
    known = Provenance(site_url="https://so.example.invalid/x/")
    (event,) = events(files(found, known)["na-loc.ics"])
    assert event["url"] == "https://so.example.invalid/x/huyen-a/cells/na-loc/2024/03-regular/"


def test_the_next_fixed_day_is_tentative_until_there_is_a_record():
    (event,) = events(files(a_district(fixed_day=20))["na-loc.ics"])
    assert event["dtstart"].dt == dt.date(2025, 2, 20)
    assert (event["status"], event["transp"]) == ("TENTATIVE", "TRANSPARENT")
    assert "dự kiến" in str(event["summary"])
    (real,) = events(files(a_district(planned(), fixed_day=20))["na-loc.ics"])[:1]
    assert real["uid"] == event["uid"], "the record takes the place of what was expected"


@pytest.mark.parametrize(
    ("facts", "home", "day"),
    [
        ({"fixed_day": 15}, {}, dt.date(2025, 2, 15)),
        ({"fixed_day": 14}, {}, dt.date(2025, 3, 14)),
        ({}, {}, None),
        ({"fixed_day": 14, "closed": "2025-03-01"}, {}, None),
        ({"fixed_day": 14, "under": [{"unit": "xa-a", "from": "2000-01-01", "to": "2025-03-01"}]}, {}, None),
        ({"fixed_day": 14}, {"to": "2025-02-28"}, None),
        ({"fixed_day": 3}, {"as_of": "2025-12-20"}, dt.date(2026, 1, 3)),
    ],
)
def test_which_day_is_to_be_expected(facts, home, day):
    found = a_district(home=district(**home), **facts)
    assert expected(found.home.district, found.cells[0], found.home.as_of) == day


def test_a_month_whose_record_is_wrong_is_not_to_be_expected():
    found = a_district(record("2025-02", met(), valid=False), fixed_day=20)
    assert expected(found.home.district, found.cells[0], found.home.as_of) == dt.date(2025, 3, 20)


def test_a_cell_called_district_leaves_the_district_its_own():
    assert file_name("district") == "district-.ics"
    assert list(files(a_district(slug="district"))) == ["district-.ics", "district.ics"]


def read_back(theme, place):
    found = files(a_district(record("2024-03", met(theme=theme, place=place))))["district.ics"]
    lines = found.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    for line in lines:
        line.decode("utf-8")
    read = icalendar.Calendar.from_ical(found)
    assert len(list(read.walk())) == 2, "the calendar and one event"
    (event,) = read.walk("VEVENT")
    assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "STATUS", "SUMMARY", "LOCATION"}
    return event


def test_hostile_text_stays_in_its_line():
    event = read_back(HOSTILE.replace("\r\n", " ").replace("\r", " ").replace("\u0085", " "), "x")
    assert 'a; b \\ "c" ' + "🎉" * 40 in str(event["summary"])


def test_line_breaks_of_every_kind_are_escaped_and_controls_dropped():
    line = calendar._line("SUMMARY", HOSTILE + "\x00\x07\u2028DTSTART:1")
    assert line.count(b"\r\n") == line.count(b"\r\n ") + 1
    assert b"\x00" not in line
    assert "\u0085".encode() not in line
    unfolded = line.replace(b"\r\n ", b"").decode()
    assert unfolded.startswith("SUMMARY:Xóa\\nATTENDEE:mailto:x@y.invalid\\nEND:VEVENT\\nBEGIN:VALARM\\, a\\; b \\\\ ")
    assert unfolded.endswith("\\nDTSTART:1\r\n")


@given(st.text(st.characters(codec="utf-8"), min_size=1), st.text(st.characters(codec="utf-8"), min_size=1))
def test_no_text_breaks_a_calendar(summary, place):
    body = calendar._event(
        "x", None, dt.date(2025, 1, 1), [calendar._line("SUMMARY", summary), calendar._line("LOCATION", place)]
    )
    whole = calendar._head("A") + body + calendar._tail()
    assert max(map(len, whole.split(b"\r\n"))) <= 75
    (event,) = icalendar.Calendar.from_ical(whole).walk("VEVENT")
    assert {"SUMMARY", "LOCATION", "UID", "DTSTAMP"} == set(event)


def test_the_events_of_a_cell_stand_by_day_and_the_bytes_are_the_same_each_time():
    home = district()
    books = [cell(*regular(["2024-02", "2024-01"]), home=home, slug=slug, name=slug) for slug in ("b", "a")]
    found = reduce(home, [summarize(book, {}, ()) for book in books])
    content = files(found)["district.ics"]
    days = [event["dtstart"].dt for event in events(content)]
    assert days == [*sorted(days[:2]), *sorted(days[2:])]
    assert len(days) == 4
    assert files(found)["district.ics"] == content
