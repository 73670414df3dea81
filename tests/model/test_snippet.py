"""Examples as files: heads, days, marks in a line, on a line of their own, and of another file."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.model.snippet import Elsewhere, Line, snippets
from generator.rules import api


def test_a_file_begins_at_its_head() -> None:
    one, two = snippets("# records/a.yml\na: 1\n\n# Ghi chú\n# records/b.md (git: 2024-04-12)\n---\nb: 2\n---\n")
    assert (one.path, one.recorded, one.elsewhere) == ("records/a.yml", None, ())
    assert one.lines == (Line("a: 1"), Line(""), Line("# Ghi chú"))
    assert (two.path, two.recorded) == ("records/b.md", dt.date(2024, 4, 12))
    assert [line.text for line in two.lines] == ["---", "b: 2", "---"]


def test_a_mark_ends_its_line_and_is_taken_off() -> None:
    (found,) = snippets("# records/a.yml\na: 1\nb: 2  # ! AT101\nc: 3 # ! AT101 AT106\nd: 4  # ! AL101 4:1\n")
    assert found.lines == (Line("a: 1"), Line("b: 2", "AT101"), Line("c: 3", "AT101 AT106"), Line("d: 4", "AL101"))


@pytest.mark.parametrize("place", ["2:3", "records/a.yml:2:3"])
def test_a_mark_on_a_line_of_its_own_marks_the_line_it_names(place: str) -> None:
    (found,) = snippets(f"# records/a.yml\n# ! YA001 {place}\na: 1\nb: [\n")
    assert found.lines == (Line("a: 1"), Line("b: [", "YA001"))
    assert found.elsewhere == ()


def test_a_mark_of_another_file_stands_apart() -> None:
    (found,) = snippets("# records/a.yml\na: 1\n# ! ME101 records/b/cell.yml:1:1\n")
    assert found.lines == (Line("a: 1"),)
    assert found.elsewhere == (Elsewhere("ME101", "records/b/cell.yml", 1),)


def test_without_a_head_it_is_a_list_of_paths() -> None:
    (found,) = snippets("records/a.yml -> b.yml  # ! PA002\nrecords/c.yml")
    assert (found.path, found.recorded) == ("", None)
    assert found.lines == (Line("records/a.yml -> b.yml", "PA002"), Line("records/c.yml"))


@pytest.mark.parametrize("code", sorted(api.rules()))
def test_every_wrong_example_shows_its_fault_and_no_right_one_does(code: str) -> None:
    wrong = snippets(api.sections(code)["Wrong"])
    assert {line.codes for file in wrong for line in file.lines if line.codes} | {
        place.codes for file in wrong for place in file.elsewhere
    } == {code}
    right = snippets(api.sections(code)["Right"])
    assert not any(line.codes or file.elsewhere for file in right for line in file.lines)
