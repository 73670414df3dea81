"""What YAML can and records do not need, put in every place of five whole records: each refused where it stands."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml as library

from generator.store.yaml import events, parse
from tests.fuzz.memory import found, usual
from tests.support import CELL, MARCH, MEMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator

GOLDEN = {
    "meeting": """\
date: 2024-03-05
time: 07:30-09:15
place: Nhà văn hóa bản Nà Lộc
joint_with: [ban-pa, ban-co]
attendance:
  roll: 18
  present: 15
  excused: {dv04: sick, dv09: work}
  also_present:
    - dv17
guests:
  invited: 1
tasks:
  t1:
    title: "Vận động hiến đất: làm đường"
    owner: dv05
score:
  self: {time: 5, attendance: 4}
""",
    "cell": """\
name: Chi bộ bản Nà Lộc
type: village
under:
  - {unit: xa-tan-doan, from: 2010-05-01, to: 2020-01-01}
  - unit: xa-tan-lap
    from: 2020-01-02
founded: 2010-05-01
pilot:
  scheme: 'lam-diem'
  from: 2024-01-01
""",
    "members": """\
dv01:
  joined: 2010-05-01
  official: 2005-05-19
  roles:
    - {role: secretary, from: 2020-05-01}
  away:
  - kind: exempt
    from: 2023-01-01
dv02: {joined: 2012-02-03, roles: [{role: deputy, from: 2020-05-01}]}
""",
    "district": """\
name: Đảng bộ huyện Văn Quan
level: district
from: 1964-01-01
units:
  xa-tan-doan: {name: Đảng bộ xã Tân Đoàn, level: commune, from: 1994-01-01}
  cong-an:
    name: Đảng bộ Công an huyện
    level: grassroots
    from: 2001-01-01
""",
    "rulebook": """\
title: Hướng dẫn 12
issuer: Ban Tổ chức Trung ương
applies: {from: 2018-07-06}
scope: all
score:
  groups: {time: 5, conduct: 40}
  grades: {good: ">= 90", poor: ">= 0"}
registers: [dues, cell_minutes]
quorum:
  warn_below: 2/3
""",
}  # fmt: skip


class Case(NamedTuple):
    """A record with something in it that is refused, the code, and the line and column where it stands."""

    what: str
    text: str
    code: str
    line: int
    column: int


def nodes(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """What begins where, and whether in brackets: `key`, `value`, `block` (a mapping or list of several lines)."""
    stack: list[list[bool]] = []  # of each open collection: whether it is a mapping, whether a key comes next, brackets
    for event in events(text):
        if isinstance(event, library.ScalarEvent | library.MappingStartEvent | library.SequenceStartEvent):
            kind = "value"
            if stack and stack[-1][0]:
                kind = "key" if stack[-1][1] else "value"
                stack[-1][1] = not stack[-1][1]
            flow = bool(stack and stack[-1][2])
            assert event.start_mark is not None
            assert event.end_mark is not None
            if isinstance(event, library.ScalarEvent):
                yield kind, event.start_mark.index, event.end_mark.index, flow
                continue
            yield (kind if event.flow_style else "block"), event.start_mark.index, event.start_mark.index, flow
            stack.append([isinstance(event, library.MappingStartEvent), True, bool(event.flow_style)])
        elif isinstance(event, library.MappingEndEvent | library.SequenceEndEvent):
            stack.pop()


def case(what: str, text: str, at: int, put: str, code: str = "YA003", end: int | None = None) -> Case:
    """The text with something put at a place; the finding is due there."""
    return Case(
        what,
        text[:at] + put + text[at if end is None else end :],
        code,
        text.count("\n", 0, at) + 1,
        at - text.rfind("\n", 0, at),
    )


def cases() -> Iterator[Case]:
    for text in GOLDEN.values():
        for kind, start, end, flow in nodes(text):
            if kind == "block":
                continue
            for sign in ("&nhan ", "!!str ", "!kieu ", "!<tag:x> ", "! "):
                yield case("property", text, start, sign)
            if end > start:
                yield case("alias", text, start, "*nhan ", end=end)
            if kind == "key" and not flow:
                for key in ("? [a, b]\n", "? {a: b}\n"):
                    indent = " " * (start - text.rfind("\n", 0, start) - 1)
                    complex_key = case("complex key", text, start, f"{key}{indent}: c\n{indent}")
                    yield complex_key._replace(code="YA001", column=complex_key.column + 2)
                yield case("merge", text, start, f"<<: {{a: b}}\n{' ' * (start - text.rfind(chr(10), 0, start) - 1)}")
                yield case("merge", text, start, f"<<: [a]\n{' ' * (start - text.rfind(chr(10), 0, start) - 1)}")
            elif kind == "key":
                yield case("merge", text, start, "<<: {a: b}, ")
                yield case("complex key", text, start, "[a]: b, ", "YA001")
                yield case("complex key", text, start, "{a: b}: c, ", "YA001")
        tops = [0, *(n + 1 for n, sign in enumerate(text) if sign == "\n" and text[n + 1 : n + 2] not in {" ", "-"})]
        for at in tops[1:]:
            yield case("second document", text, at, "---\n")
            yield case("second document", text, at, "--- # x\na: b\n")
        for line in ("%YAML 1.1\n", "%YAML 1.2\n", "%TAG ! tag:x,2000:\n", "%TAG !e! tag:x:\n"):
            yield Case("directive", f"{line}---\n{text}", "YA003", 1, 1)
        yield Case("directive", f"%LA 1\n---\n{text}", "YA003", 1, 1)
        yield Case("second document", f"{text}...\n---\na: b\n", "YA003", text.count("\n") + 2, 1)


def test_whatever_is_clever_is_refused_where_it_stands() -> None:
    many = list(cases())
    assert len(many) > 500
    assert {one.what for one in many} == {"property", "alias", "complex key", "merge", "second document", "directive"}
    for one in many:
        parsed = parse("f.yml", one.text)
        assert not parsed.is_readable, one
        first = parsed.findings[0]
        assert first.span is not None
        assert (first.code, first.span.line, first.span.column) == (one.code, one.line, one.column), one


@pytest.mark.parametrize("name", GOLDEN)
def test_the_golden_records_themselves_are_read(name: str) -> None:
    assert parse("f.yml", GOLDEN[name]).findings == []


def ways(key: str) -> list[str]:
    """A key as it may be written: each of these is the same key."""
    composed, apart = unicodedata.normalize("NFC", key), unicodedata.normalize("NFD", key)
    escaped = "".join(f"\\u{ord(c):04x}" for c in composed)
    return [
        composed,
        f'"{composed}"',
        f"'{composed}'",
        f'"{escaped}"',
        *([apart, f'"{apart}"'] if apart != composed else []),
    ]


def doubled() -> Iterator[tuple[str, str, tuple[int, int], int]]:
    """A text in which a key stands twice, the key, line and column of the second, and the line of the first."""
    for key in ("quý", "dv01", "hạn nộp", "1"):
        for first in ways(key)[:3]:
            for second in ways(key):
                yield f"a: b\n{first}: x\nc: d\n{second}: y\n", key, (4, 1), 2
                yield f"a: {{{first}: x, c: d, {second}: y}}\n", key, (1, len(f"a: {{{first}: x, c: d, ") + 1), 1
                yield f"a:\n  - c: d\n    {first}:\n      - x\n    {second}: {{y: z}}\n", key, (5, 5), 3
                yield f"a:\n  b: {{c: [{{{first}: 1,\n    {second}: 2}}]}}\n", key, (3, 5), 2


def test_a_key_that_stands_twice_is_told_with_both_places() -> None:
    many = list(doubled())
    assert len(many) > 150
    for text, key, place, before in many:
        parsed = parse("f.yml", text)
        (finding,) = parsed.findings
        assert finding.span is not None
        assert (finding.code, finding.span[:2], finding.subject) == (
            "YA002",
            place,
            unicodedata.normalize("NFC", key),
        ), text
        assert f"ở dòng {before})" in finding.found.vi, text
        assert f"on line {before})" in finding.found.en, text
        assert not parsed.is_readable


@pytest.mark.parametrize(
    ("path", "text", "code", "line", "other"),
    [
        (CELL, "name: A\nName: B\ntype: village\nfounded: 2010-05-01\n", "FI001", 2, "`name`"), (CELL, "name: A\ntype: village\nTYPE: village\n", "FI001", 3, "`type`"),
        (CELL, "name: A\nunder:\n  - unit: xa-tan-doan\n    Unit: xa-b\n    from: 2010-05-01\n", "FI001", 4, "`unit`"), (MARCH, "---\ndate: 2024-03-05\nattendance: {roll: 5, Roll: 6, present: 5}\n---\n", "FI001", 3, "`roll`"),
        (MEMBERS, "dv01: {joined: 2010-05-01}\nDV01: {joined: 2010-05-01}\n", "FI003", 2, ""), (MARCH, "---\ndate: 2024-03-05\ntasks:\n  t1: {title: A}\n  T1: {title: A}\n---\n", "FI003", 5, "T1"),
    ],
)  # fmt: skip
def test_a_key_that_stands_twice_but_for_case_is_refused_and_the_other_is_named(
    path: str, text: str, code: str, line: int, other: str
) -> None:
    told = [one for one in found({**usual(), path: text.encode()}) if one.code == code and one.span.line == line]
    assert len(told) == 1
    assert other in f"{told[0].message('vi')} {told[0].hint.vi}"
    assert other in f"{told[0].message('en')} {told[0].hint.en}"
