"""What a rule says of itself is true: its Wrong fires it, and only it; its Right is clean; every section is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.rules import api
from tests.store import git
from tests.support import MARCH, STRICT, USUAL, Files, Link, found, write

if TYPE_CHECKING:
    from pathlib import Path

CODES = tuple(api.rules())
HEADER = re.compile(r"^# (records/\S+)(?: \(git: \d{4}-\d\d-\d\d\))?$", re.MULTILINE)
COMMITTED = re.compile(r"^# (records/\S+) \(git: (\d{4}-\d\d-\d\d)\)$", re.MULTILINE)


def snippet(code: str, section: str) -> tuple[Files, list[str]]:
    """Files, each after its `# records/…` line; or, for rules about paths, a list of paths (`-> target` for a link).

    Beside it the marks that stand in no file. A line may end with the day of the file's first commit: `(git: 2024-04-12)`.
    """
    text = api.sections(code)[section]
    parts = HEADER.split(text)
    if parts[0].strip():
        return listed(text)
    files = {path: rest.strip("\n") + "\n" for path, rest in zip(parts[1::2], parts[2::2], strict=True)}
    around = STRICT if any("/ban-c/" in path for path in files) else {}  # thresholds are stated for that cell alone
    return {**around, **files}, []


def listed(text: str) -> tuple[Files, list[str]]:
    """Files at these paths, each a copy of a good one or a link, and their marks."""
    files: dict[str, str | bytes | Link | None] = {}
    marks = []
    for line in text.splitlines():
        place, _, code = line.partition("  # ! ")
        path, _, target = place.partition(" -> ")
        files[path] = Link(target) if target else USUAL[MARCH]
        marks += [f"{code} {path}:1:1"] if code else []
    return files, marks


def recorded(root: Path, code: str, section: str, files: Files) -> Path:
    """The store's folder; where the snippet names days of commits, with a history that has them."""
    days = dict(COMMITTED.findall(api.sections(code)[section]))
    if days:
        git.start(root)
        write(root, {**files, **dict.fromkeys(days)})
        git.commit(root, "2024-01-02T08:00:00+07:00")
    for path, day in sorted(days.items(), key=lambda one: one[1]):
        write(root, {**files, **dict.fromkeys(days), path: files[path]})
        git.commit(root, f"{day}T08:00:00+07:00")
    return root


@pytest.mark.parametrize("code", CODES)
def test_every_section_is_there_in_order(code: str) -> None:
    sections = api.sections(code)
    assert tuple(sections) == api.SECTIONS
    assert all(sections.values())


@pytest.mark.parametrize("code", CODES)
def test_right_is_clean(code: str, tmp_path: Path) -> None:
    files, marks = snippet(code, "Right")
    assert marks == []
    assert found(recorded(tmp_path, code, "Right", files), files) == []


@pytest.mark.parametrize("code", CODES)
def test_wrong_fires_this_rule_alone_where_it_says(code: str, tmp_path: Path) -> None:
    files, marks = snippet(code, "Wrong")
    diagnostics = found(recorded(tmp_path, code, "Wrong", files), files, *marks)
    assert {d.code for d in diagnostics} == {code}
    for diagnostic in diagnostics:
        for text in (diagnostic.title, diagnostic.found, diagnostic.expected, diagnostic.hint):
            assert bool(text.vi) == bool(text.en), text
        assert diagnostic.found.vi != diagnostic.found.en
        assert diagnostic.hint.vi or diagnostic.expected.vi, "every message says what to do, or what is expected"
        assert not re.search(r"[ăâđêôơưàáảãạéẻẽẹíỉĩịóỏõọúủũụýỷỹỵ]", diagnostic.expected.en.lower())
