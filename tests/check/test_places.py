"""From a key path to line and column: each place rule of the contract, and the lookup itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.check.places import EXCERPT_WIDTH, Resolver
from generator.model.diagnostic import Finding, Span
from generator.store import yaml
from tests.support import CELL, DISTRICT, FEBRUARY, MARCH, MEMBERS, OTHER, RULEBOOK, USUAL, checked, places

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Files

FRONT = "---\ndate: 2024-03-05\ntime: 07:30-09:40\n"
HELD = FRONT + "attendance:\n  roll: 5\n  present: 4\n"
NO_MARCH: Files = {MARCH: None}
RULES_TEXT = str(USUAL[RULEBOOK])


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        # attendance
        (MARCH, HELD.replace("present: 4", "present: 3") + "---\n", [("AT101", 6, 3, 13)]),
        (MARCH, HELD.replace("roll: 5", "roll: 7") + "---\n", [("AT102", 5, 3, 10)]),
        (MARCH, HELD.replace("present: 4", "present: 2") + "  excused: {dv05: sick}\n  unexcused: [dv03, dv05]\n---\n", [("AT103", 8, 21, 25)]),
        (MARCH, HELD + "  also_present: [dv04, dv03]\n---\n", [("AT103", 7, 24, 28)]),
        (MARCH, HELD + "  spoke: 9\n---\n", [("AT106", 7, 3, 11)]),
        (MARCH, HELD.replace("present: 4", "present: 3") + "  excused:\n    dv04: sick\n---\n", [("AT110", 8, 5, 15)]),
        (MARCH, HELD.replace("present: 4", "present: 3") + "  unexcused:\n    - dv04\n---\n", [("AT110", 8, 7, 11)]),
        # dates and times
        (MARCH, HELD.replace("2024-03-05", "2024-06-05") + "---\n", [("ME103", 2, 1, 17)]),
        (MARCH, HELD.replace("07:30-09:40", "09:40-07:30") + "---\n", [("ME104", 3, 1, 18)]),
        # states
        (MARCH, "---\nreason: Lũ\nstate: not_held\n---\n", [("ME111", 3, 1, 16)]),
        # references
        (MARCH, HELD + "chair: dv99\n---\n", [("RE101", 7, 1, 12)]),
        (MARCH, HELD + "minutes_by: dv06\n---\n", [("RE102", 7, 1, 17)]),
        (MARCH, HELD + "observers:\n  - btv-01\n  - btv-99\n---\n", [("RE104", 9, 5, 11)]),
        (MARCH, HELD + "followup: {2024-02/t9: done}\n---\n", [("RE105", 7, 12, 28)]),
        (MARCH, HELD + "joint_with: [ban-b, ban-x]\n---\n", [("RE106", 7, 21, 26)]),
        # keys and values
        (MARCH, HELD + "  presnt: 4\n---\n", [("FI001", 7, 3, 12)]),
        (MARCH, HELD.replace("time: 07:30-09:40\n", "") + "---\n", [("FI002", 2, 1, 2)]),
        (MARCH, HELD.replace("  present: 4\n", "") + "---\n", [("FI002", 5, 3, 4)]),
        (MARCH, FRONT + "attendance: {roll: 5}\n---\n", [("FI002", 4, 13, 14)]),
        (MARCH, "---\n---\n", [("FI002", 1, 1, 1)] * 3),
        (MARCH, HELD + "model: yes\n---\n", [("FI003", 7, 1, 11)]),
        (MARCH, HELD + "tasks:\n  t1:\n    due: mai\n---\n", [("FI003", 9, 5, 13)]),
        (MEMBERS, "dv01: {joined: 2010-05-01, left: 2009-05-01}\n", [("FI003", 1, 28, 44)]),
        (MEMBERS, "dv01:\n  official: 2010-05-01\n", [("FI002", 2, 3, 4)]),
        # the text itself
        (MARCH, HELD + "theme: Rừng: giữ\n---\n", [("YA001", 7, 12, 13)]),
        (MARCH, HELD + "place: a\ndate: 2024-03-06\n---\n", [("YA002", 8, 1, 5)]),
        (MARCH, HELD + "place: &a b\n---\n", [("YA003", 7, 8, 12)]),
        (MARCH, HELD + "place: a\u200bb\n---\n", [("YA004", 7, 9, 10)]),
        (MARCH, HELD + "place: Họp tổ #3\n---\n", [("YA007", 7, 15, 17)]),
        (MARCH, HELD + "---\nMột\nhai\u00a0ba\n", [("YA006", 9, 4, 5)]),
    ],
)  # fmt: skip
def test_finding_stands_at_the_key_it_names(
    tmp_path: Path, path: str, text: str, expected: list[tuple[str, int, int, int]]
) -> None:
    diagnostics = checked(tmp_path, {path: text}).diagnostics
    assert places(diagnostics) == expected
    assert {d.path for d in diagnostics} == {path}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (NO_MARCH, ("ME101", CELL, "2024-03", 1, 1)),
        ({FEBRUARY: str(USUAL[FEBRUARY]).replace("theme: Xây dựng nông thôn mới\n", "")}, ("ME102", CELL, "2024-Q1", 1, 1)),
        ({CELL: str(USUAL[CELL]).replace("xa-tan-doan", "xa-lạ").replace("ạ", "a")}, ("RE103", CELL, "", 4, 6)),
        ({CELL: str(USUAL[CELL]).replace("from: 2010-05-01}", "from: 1990-05-01}").replace("founded: 2010", "founded: 1990")}, ("OR103", CELL, "", 4, 6)),
        ({f"{OTHER}/2024/anh.jpg": "x"}, ("PA001", f"{OTHER}/2024/anh.jpg", "", 1, 1)),
        ({DISTRICT: str(USUAL[DISTRICT]).replace("from: 1994-01-01}", "from: 1994-01-01, parent: xa-tan-doan}", 1)}, ("OR103", DISTRICT, "", 6, 78)),
        ({RULEBOOK: RULES_TEXT.replace('">= 70"', '">= 95"')}, ("RB101", RULEBOOK, "", 9, 27)),
    ],
)  # fmt: skip
def test_finding_of_a_wider_scope_has_its_place(
    tmp_path: Path, files: Files, expected: tuple[str, str, str, int, int]
) -> None:
    got = [(d.code, d.path, d.period, d.span.line, d.span.column) for d in checked(tmp_path, files).diagnostics]
    assert got == [expected]


TEXT = "a: 1\nb:\n  c: {d: 2}\n  e:\n    - f\nđ: 3\n"


def resolver(path: str = "x.yml", text: str = TEXT) -> Resolver:
    return Resolver({path: text}, yaml.places)


@pytest.mark.parametrize(
    ("key", "at_container", "expected"),
    [
        (("b", "c", "d"), False, (3, 7, 3, 11)),
        (("b", "c", "d", "nowhere", 4), False, (3, 7, 3, 11)),
        (("b", "e", 0), False, (5, 7, 5, 8)),
        (("nowhere",), False, (1, 1, 1, 1)),
        ((), False, (1, 1, 1, 1)),
        ((), True, (1, 1, 1, 2)),
        (("b",), True, (3, 3, 3, 4)),
        (("b", "c"), True, (3, 6, 3, 7)),
        (("b", "nowhere"), True, (2, 1, 2, 2)),
        (("đ",), False, (6, 1, 6, 5)),
    ],
)
def test_the_nearest_known_place_is_taken(
    key: tuple[str | int, ...], at_container: bool, expected: tuple[int, int, int, int]
) -> None:
    finding = Finding("FI003", "x.yml", key, at_container=at_container)
    assert resolver().diagnostic(finding).span == expected


def test_a_place_that_is_known_already_is_kept() -> None:
    assert resolver().diagnostic(Finding("YA001", "x.yml", ("a",), span=Span(7, 8, 7, 9))).span == (7, 8, 7, 9)


def test_a_finding_about_a_file_that_is_not_there_has_a_place_and_no_excerpt() -> None:
    diagnostic = resolver().diagnostic(Finding("FI002", "y.yml", at_container=True))
    assert (diagnostic.span, diagnostic.excerpt) == ((1, 1, 1, 1), ())


def test_the_front_matter_begins_on_line_two() -> None:
    found = resolver("x.md", "---\na: 1\n---\nb: 2\n")
    assert found.diagnostic(Finding("FI003", "x.md", ("a",))).span == (2, 1, 2, 5)
    assert found.diagnostic(Finding("FI003", "x.md", ("b",))).span == (1, 1, 1, 1)


def test_the_excerpt_is_the_line_at_fault() -> None:
    assert resolver().diagnostic(Finding("FI003", "x.yml", ("b", "c", "d"))).excerpt == ((3, "  c: {d: 2}"),)
    long = resolver(text="a: " + "x" * 5000)
    assert [len(line) for _, line in long.diagnostic(Finding("FI003", "x.yml", ("a",))).excerpt] == [EXCERPT_WIDTH]


def test_severity_is_the_rules_own_unless_another_is_given() -> None:
    finding = Finding("YA006", "x.yml")
    assert [resolver().diagnostic(finding, level).severity for level in (None, "notice")] == ["warning", "notice"]
    assert resolver().diagnostic(finding).kind == "invalid"
