"""Where a file holds persons, told by its text alone; and what may be a name in a file of names that is no YAML."""

from __future__ import annotations

import pytest

from generator.check import persons
from generator.store.names import written

MEETING = "x/2024/01-regular.md"
TEXT = """---
date: 2024-01-05
chair: dv01
attendance:
  roll: 5
  excused:
  - dv01
  - dv02: sick

theme: a
tasks:
  t1: {title: b, owner: dv03}
  t2:
    title: c
    owner:
      dv04
    due: d
spoke: {dv01: 1,
dv02: 2
}
place: e
followup: {a/b: [
observers: [a, # ]
b
---
chair: in the minutes
"""


def test_the_lines_under_a_key_of_persons_with_their_columns() -> None:
    found = persons.lines(MEETING, TEXT)
    assert sorted(found) == [3, 4, 5, 6, 7, 8, 12, 15, 16, 18, 19, 20, 23, 24]
    assert {number: begin for number, begin in found.items() if begin} == {12: 17}


def test_a_text_without_end_is_read_to_its_end() -> None:
    assert sorted(persons.lines(MEETING, "---\nchair: a\nb: c\nguests {x: 1\ny: 1\n")) == [2, 4, 5]
    assert sorted(persons.lines("x/cell.yml", "a: 1\n---\n'was': b\n- owner: c\nbecause: d\nwas_not: e\n")) == [3, 4]


def test_every_line_of_a_roll_and_of_seats_is_of_persons() -> None:
    assert persons.lines("x/members.yml", "a\nb\n") == {1: 0, 2: 0, 3: 0}
    assert persons.lines("records/d/observers/2024.yml", "a") == {1: 0}


def test_time_grows_with_the_text() -> None:
    deep = "".join(f"{' ' * (n % 50)}owner: {{\n" for n in range(20_000))
    assert len(persons.lines("x.yml", deep)) == 20_000
    for piece in ("a ", " ", "{", "- ", ", ", "owner ", '"', "'a ", "{ ,"):
        long = f"a{' ' * 100_000}{piece * 100_000}"
        assert persons.has_only_known_keys(long)
        persons.holds_only_ids(long)
        persons.lines("x.yml", long)
        written(long)


@pytest.mark.parametrize(
    ("line", "are"),
    [
        ("excused: {dv03: sick, dv04: 'work'}", True),
        ("  - ban-a/dv03", True),
        ("dv01: {joined: 2010-05-01, roles: [{role: secretary}]}", True),
        ("", True),
        ("chair: dv01 dv02", False),
        ("chair: Quạt", False),
        ("- dv01 # Quạt", False),
        ("[lo thi quat]", False),
    ],
)
def test_a_line_of_ids_holds_nothing_else(line: str, are: bool) -> None:
    assert persons.holds_only_ids(line) is are


@pytest.mark.parametrize(
    ("line", "known"),
    [
        ("dv01:", True),
        ("dv01: {joined: 2010-05-01, education: {general: 12-12}}", True),
        ("  away: [{kind: exempt, from: 2023-01-01, to: 2024-01-01}]", True),
        ("  - role: secretary", True),
        ("  how: a:b", True),
        ("  birthday: 1971-03-09", False),
        ("  'birthday': 1971-03-09", False),
        ('  "ngày sinh" : 1971-03-09', False),
        ("dv01: {joined: 2010-05-01, phone: x}", False),
        ("  - ngày sinh: x", False),
        ("  birthday:", False),
    ],
)
def test_the_keys_of_a_roll(line: str, known: bool) -> None:
    assert persons.has_only_known_keys(line) is known


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("dv01: Lò Thị Quạt # bí thư\n# Nông Văn Đèn\n", ["Lò Thị Quạt"]),
        ("dv01: Lò Thị Quạt #bí thư\n", ["Lò Thị Quạt"]),
        ("dv01: >-\n  Lò Thị Quạt\n", ["Lò Thị Quạt"]),
        ("{dv01: 'Lò Thị Quạt', dv02: [\"Nông Văn Đèn\"]\n", ["Lò Thị Quạt", "Nông Văn Đèn"]),
        ("dv01 Lò Thị Quạt\n- Nông Văn Đèn\n", ["Lò Thị Quạt", "Nông Văn Đèn"]),
        ("dv01: &a Lò Thị\ndv02: Quạt\n", ["Lò Thị"]),
    ],
)
def test_what_may_be_a_name(text: str, names: list[str]) -> None:
    assert written(text) == names
