"""Where keys, entries and mappings stand: lines and columns from 1, columns in characters, the end one past the last."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest

from generator.store.yaml import places

if TYPE_CHECKING:
    from generator.model.diagnostic import Key

TEXT = inspect.cleandoc("""
    name: Chi bộ bản Nà Lộc
    attendance:
      roll: 18
      excused: {dv04: sick, dv09: work}   # ốm
      spoke: [dv01, "dv03"]
      note:
    under:
      - {unit: xa-a, from: 2010-05-01}
      - unit: xa-b
        from: 2020-01-01
    - lẻ
    """).replace("- lẻ", "tên: |\n  một\n  hai\nlist:\n- a\n-\n- [b, c]")


@pytest.mark.parametrize(
    ("key", "line", "column", "end"),
    [
        (("name",), 1, 1, 24),
        (("attendance",), 2, 1, 11),  # the value stands below: the key alone
        (("attendance", "roll"), 3, 3, 11),
        (("attendance", "excused"), 4, 3, 36),
        (("attendance", "excused", "dv04"), 4, 13, 23),
        (("attendance", "excused", "dv09"), 4, 25, 35),
        (("attendance", "spoke"), 5, 3, 24),
        (("attendance", "spoke", 0), 5, 11, 15),
        (("attendance", "spoke", 1), 5, 17, 23),
        (("attendance", "note"), 6, 3, 7),
        (("under",), 7, 1, 6),
        (("under", 0), 8, 5, 35),
        (("under", 0, "unit"), 8, 6, 16),
        (("under", 0, "from"), 8, 18, 34),
        (("under", 1, "unit"), 9, 5, 15),
        (("under", 1, "from"), 10, 5, 21),
        (("tên",), 11, 1, 4),
        (("list",), 14, 1, 5),
        (("list", 0), 15, 3, 4),
        (("list", 2, 1), 17, 7, 8),
    ],
)
def test_entry_stands_where_its_key_does(key: Key, line: int, column: int, end: int) -> None:
    assert places(TEXT).entries[key] == (line, column, line, end)


@pytest.mark.parametrize(
    ("key", "line", "column"),
    [
        ((), 1, 1),
        (("attendance",), 3, 3),
        (("attendance", "excused"), 4, 12),
        (("under", 0), 8, 5),
        (("under", 1), 9, 5),
        (("list", 2), 17, 3),
    ],
)
def test_mapping_begins_at_its_first_key_or_bracket(key: Key, line: int, column: int) -> None:
    assert places(TEXT).containers[key][:2] == (line, column)


def test_every_place_lies_inside_its_line() -> None:
    lines = TEXT.split("\n")
    for span in places(TEXT).entries.values():
        assert span.line == span.end_line
        assert 1 <= span.column < span.end_column <= len(lines[span.line - 1]) + 2


def test_lines_count_from_the_line_given() -> None:
    found = places("a: 1\nb: {c: 2}\n", 2)
    assert found.entries[("a",)].line == 2
    assert found.entries[("b", "c")] == (3, 5, 3, 9)
    assert found.containers[("b",)] == (3, 4, 3, 5)


def test_columns_count_characters_not_bytes() -> None:
    assert places("tên: {họ: Nông}\n").entries[("tên", "họ")] == (1, 7, 1, 15)
    assert places("a: {😀: x}\n").entries[("a", "😀")] == (1, 5, 1, 9)


def test_the_first_of_two_keys_keeps_its_place() -> None:
    assert places("a: 1\nb: 2\na: 3\n").entries[("a",)] == (1, 1, 1, 5)


def test_a_key_written_with_accents_apart_is_found_by_its_composed_name() -> None:
    assert places("te\u0302n: 1\n").entries[("tên",)] == (1, 1, 1, 8)


@pytest.mark.parametrize("text", ["", "a: [", "a: b: c", "a: 1\n---\nb: 2", "[" * 100, "\ta: 1"])
def test_what_cannot_be_read_has_the_places_before_the_fault(text: str) -> None:
    found = places(text)
    assert set(found.entries) <= {("a",)}
