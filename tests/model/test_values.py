"""Every type of value: what it takes, and what it refuses with which expectation."""

from __future__ import annotations

import datetime as dt
import unicodedata
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from generator.model import values
from generator.model.expected import EXPECTED
from generator.model.period import Period
from generator.model.text import Text

WORD = {"sick": Text("ốm", "sick"), "work": Text("công tác", "work")}
D = dt.date
NOT_TEXT: list[Any] = [["a"], [], {"a": "b"}, {}]

GOOD: list[tuple[Any, Any, Any]] = [
    *[(values.Slug, slug, slug) for slug in ("dv01", "ban-na-loc", "0", "a-1-b", "x" * 64)],
    *[(values.Key, key, key) for key in ("default", "resident_213", "dai-hoc", "a1", "x" * 64)],
    *[(values.Words, text, text) for text in ("19:30", "no", "012", "1e3", "~", "2024-03-05", "null", "Nhà văn hóa")],
    (values.Count, "0", 0), (values.Count, "18", 18), (values.Count, "012", 12), (values.Count, "9999999", 9_999_999),
    (values.Points, "4", 4), (values.Points, "4.5", Fraction(9, 2)), (values.Points, "4,25", Fraction(17, 4)),
    (values.Points, "5.0", 5), (values.Points, "0", 0),
    (values.Day, "2024-03-05", D(2024, 3, 5)), (values.Day, "2024-02-29", D(2024, 2, 29)),
    (values.Day, "1930-01-01", D(1930, 1, 1)), (values.Day, "2199-12-31", D(2199, 12, 31)),
    (values.Month, "2024-03", Period(2024, 3)),
    (values.Flag, "true", True), (values.Flag, "false", False),
    (values.Share, "2/3", Fraction(2, 3)), (values.Share, "80%", Fraction(4, 5)), (values.Share, "0,5", Fraction(1, 2)),
    (values.Share, "1 / 2", Fraction(1, 2)), (values.Share, "66,6 %", Fraction(333, 500)),
    (values.Zone, "Asia/Ho_Chi_Minh", "Asia/Ho_Chi_Minh"), (values.Zone, "UTC", "UTC"),
    (values.FixedDay, "1", 1), (values.FixedDay, "28", 28), (values.FixedDay, "05", 5),
    (values.QuarterNumber, "1", 1), (values.QuarterNumber, "4", 4),
    *[(values.CellRef, ref, ref) for ref in ("ban-pa", "van-quan/ban-pa")],
    *[(values.PersonRef, ref, ref) for ref in ("dv01", "ban-pa/dv01", "van-quan/ban-pa/dv01")],
    *[(values.WasRef, ref, ref) for ref in ("ban-cu/dv07", "van-quan/ban-cu/dv07")],
    *[
        (values.TaskRef, ref, ref)
        for ref in ("2024-02/t1", "2024-02-regular/t1", "2024-02-thematic-rung/t1", "ban-cu/2024-02/t1", "van-quan/ban-cu/2024-02/t1")
    ],
    *[(values.Scope, scope, scope) for scope in ("all", "van-quan", "van-quan/xa-tan-doan")],
    (values.RuleCode, "AT104", "AT104"),
    (values.code(WORD), "sick", "sick"),
]  # fmt: skip

BAD: list[tuple[Any, str, list[Any]]] = [
    (values.Slug, "slug", ["", "-a", "a-", "a--b", "Dv01", "đv", "a_b", "a b", "x" * 65, "dv01\n", "dv０１", *NOT_TEXT]),
    (values.Key, "key", ["", "1a", "A", "a__b", "a-", "x" * 65, *NOT_TEXT]),
    (values.Words, "words", NOT_TEXT),
    (values.Count, "count", ["", "-1", "+1", "1.0", "1e3", "1 000", "1.000", "0x1f", "12_000", "10000000", "١٢", "²", "mười", *NOT_TEXT]),
    (values.Points, "points", ["", "-1", "1e3", ".5", "5.", "12345", "1.2345", "٤", *NOT_TEXT]),
    (
        values.Day, "date",
        ["", "2024-02-30", "2023-02-29", "2024-13-01", "2024-00-01", "2024-3-5", "05/03/2024", "05-03-2024", "20240305", "2024-W10-2",
         "2024-065", "2024-03-05T07:30", "2024-03-05 ", "1929-12-31", "2200-01-01", "２０２４-03-05", *NOT_TEXT],
    ),
    (values.Month, "month", ["", "2024", "2024-3", "2024-13", "03/2024", "2024-03-05", "1929-12", *NOT_TEXT]),
    (values.Flag, "flag", ["", "yes", "no", "True", "1", "có", *NOT_TEXT]),
    (values.Share, "share", ["", "2/0", "1/0%", "80 phần trăm", "-1/2", "1e2%", "∞", *NOT_TEXT]),
    (values.Zone, "zone", ["", "Hanoi", "Asia", "../../etc/passwd", "/etc/localtime", "a\0b", "x" * 5000, "UTC+7", "localtime", "posixrules", "right/UTC", "posix/Asia/Ho_Chi_Minh", "zoneinfo", *NOT_TEXT]),
    (values.FixedDay, "day_of_month", ["0", "29", "31", "-1", "005", "năm", "", *NOT_TEXT]),
    (values.QuarterNumber, "quarter", ["0", "5", "Q1", "", *NOT_TEXT]),
    (values.CellRef, "cell", ["", "/a", "a/", "a/b/c", "A", "x" * 65, "a/" + "x" * 65, *NOT_TEXT]),
    (values.PersonRef, "person", ["", "a/b/c/d", "Nông Thị Hoa", *NOT_TEXT]),
    (values.WasRef, "was", ["dv07", "", "a/b/c/d", *NOT_TEXT]),
    (values.TaskRef, "task_ref", ["t1", "2024-2/t1", "2024-13/t1", "2024-02-party/t1", "2024-02/", "a/b/c/2024-02/t1", "", *NOT_TEXT]),
    (values.Scope, "scope", ["", "a/b/c", "Tất cả", *NOT_TEXT]),
    (values.RuleCode, "rule_code", ["AT10", "at104", "AT1044", "A104", "", *NOT_TEXT]),
    (values.code(WORD), "code", ["", "Sick", "ốm", "sick "]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "written", "expected"), GOOD)
def test_value_is_taken(kind: Any, written: str, expected: Any) -> None:
    got = TypeAdapter(kind).validate_python(written)
    assert (got, type(got)) == (expected, type(expected))


@pytest.mark.parametrize(("kind", "expects", "written"), [(kind, name, one) for kind, name, bad in BAD for one in bad])
def test_value_is_refused_with_what_was_expected(kind: Any, expects: str, written: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(written)
    assert [error["type"] for error in caught.value.errors()] == [expects]
    assert expects in EXPECTED


def test_a_refused_word_comes_with_the_list_of_words() -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(values.code(WORD)).validate_python("sik")
    assert caught.value.errors()[0]["ctx"] == {"allowed": ["sick", "work"]}


def test_every_expectation_speaks_both_languages() -> None:
    for name, text in EXPECTED.items():
        assert text.vi, name
        assert text.en, name
        assert text.vi != text.en, name
        assert ("{allowed}" in text.vi) == ("{allowed}" in text.en), name


@pytest.mark.parametrize(
    ("written", "start", "end", "minutes"),
    [
        ("07:30-09:15", 450, 555, 105), ("7:30-9:15", 450, 555, 105), ("7h30-9h15", 450, 555, 105), ("7:30 – 9:15", 450, 555, 105),
        ("07H30 - 09H15", 450, 555, 105), (" 7:30-9:15 ", 450, 555, 105), ("19:30-21:20", 1170, 1280, 110), ("00:00-24:00", 0, 1440, 1440),
        ("09:15-07:30", 555, 450, -105), ("8:00-8:00", 480, 480, 0),
    ],
)  # fmt: skip
def test_time_is_read_in_every_accepted_form(written: str, start: int, end: int, minutes: int) -> None:
    span = TypeAdapter(values.Time).validate_python(written)
    assert (span.start, span.end, span.minutes) == (start, end, minutes)


@pytest.mark.parametrize(
    "written",
    ["", "07:30", "7-9", "7h-9h", "07.30-09.15", "24:00-25:00", "23:60-23:61", "7:5-9:15", "07:30-24:01", "07:30-09:15-10:00", "007:30-09:15",
     "7:30 đến 9:15", "7:30—9:15", *NOT_TEXT],
)  # fmt: skip
def test_other_times_are_refused(written: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(values.Time).validate_python(written)
    assert caught.value.errors()[0]["type"] == "time"


@pytest.mark.parametrize(
    ("written", "below", "reached"),
    [
        (">= 90%", Fraction(899, 1000), Fraction(9, 10)), ("> 85%", Fraction(85, 100), Fraction(8501, 10000)), ("> 1/2", Fraction(1, 2), Fraction(51, 100)),
        (">= 70", Fraction(69), Fraction(70)), ("≥ 2/3", Fraction(66, 100), Fraction(2, 3)), (">=62,5 %", Fraction(624, 1000), Fraction(5, 8)),
    ],
)  # fmt: skip
def test_a_limit_holds_from_its_bound_on(written: str, below: Fraction, reached: Fraction) -> None:
    limit = TypeAdapter(values.Comparison).validate_python(written)
    assert (limit.holds(below), limit.holds(reached)) == (False, True)


@pytest.mark.parametrize("written", ["", "90%", "< 90%", ">= ", "> > 1", ">= 1/0", "=> 5", ">= một nửa", *NOT_TEXT])
def test_other_limits_are_refused(written: Any) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(values.Comparison).validate_python(written)
    assert caught.value.errors()[0]["type"] == "limit"


def test_nothing_that_looks_like_an_id_is_one() -> None:
    """Every character that is a letter or digit by another name, and letters of other scripts that look like ours."""
    plain = set("abcdefghijklmnopqrstuvwxyz0123456789-")
    same = [
        c
        for c in map(chr, range(0x80, 0x110000))
        if set(unicodedata.normalize("NFKC", c).casefold()) <= plain and unicodedata.normalize("NFKC", c)
    ]
    alike = "аеорсухіјѕһԁɡӏԛԝνοαρυικτωɑɩ∂℮ⅰⅼⅽⅾ‐‑‒–—−﹣－０１ｌ"
    assert len(same) > 1100
    for char in [*same, *alike, *"ABCXYZ", *"_./\\ \t\n\0%:@"]:
        for text in (f"dv{char}1", f"{char}v01", f"dv0{char}"):
            with pytest.raises(ValueError, match="wrong value"):
                values.read_slug(text)
