"""Adding one thing touches one place: files = tests = lines in the docs, for rules, statistics and pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.contracts.source import GENERATOR, ROOT, TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

RULE_FILE = re.compile(r"[a-z]{2}\d{3}_[a-z0-9_]+")
FRONT_DESKS = {"__init__", "api"}


def stems(folder: Path, pattern: str) -> set[str]:
    return {path.stem for path in folder.glob(pattern)} - FRONT_DESKS


def names_with_test_in(folder: str) -> set[str]:
    return {path.stem.removeprefix("test_") for path in (ROOT / "tests" / folder).glob("test_*.py")}


def docs_lines(page: str) -> list[str]:
    return (ROOT / "docs" / page).read_text(encoding="utf-8").splitlines()


def rules() -> set[str]:
    return stems(GENERATOR / "rules", "*.py")


def statistics() -> set[str]:
    return stems(GENERATOR / "stats", "*.py")


def pages() -> set[str]:
    return {stem.replace("-", "_") for stem in stems(TEMPLATES / "pages", "*.html")}


def test_rule_files_are_named_by_code_and_name() -> None:
    assert sorted(stem for stem in rules() if not RULE_FILE.fullmatch(stem)) == []
    codes = [stem[:5] for stem in sorted(rules())]
    assert len(codes) == len(set(codes)), "two files for one code"


@pytest.mark.parametrize(
    ("things", "tests"), [(rules, "rules"), (statistics, "stats"), (pages, "pages")], ids=["rules", "stats", "pages"]
)
def test_every_file_has_its_test(things, tests: str) -> None:
    assert things(), f"nothing found for tests/{tests}"
    assert sorted(things() - names_with_test_in(tests)) == []


def test_every_rule_test_has_its_rule() -> None:
    assert sorted({stem for stem in names_with_test_in("rules") if RULE_FILE.fullmatch(stem)} - rules()) == []


def test_every_rule_has_one_line_in_the_docs() -> None:
    lines = docs_lines("rules.md")
    wrong = {
        stem: count for stem in rules() if (count := sum(starts_with(line, stem[:5].upper()) for line in lines)) != 1
    }
    assert wrong == {}, "docs/rules.md: one line for each, starting with its code"


def test_every_statistic_has_one_line_in_the_docs() -> None:
    lines = docs_lines("statistics.md")
    wrong = {stem: count for stem in statistics() if (count := sum(starts_with(line, stem) for line in lines)) != 1}
    assert wrong == {}, "docs/statistics.md: one line for each, starting with its name"


def starts_with(line: str, word: str) -> bool:
    """Whether a list item, table row or heading begins with this word."""
    return re.match(rf"[\s|*#-]*[`\[*]*{re.escape(word)}(?![\w.])", line) is not None


def test_a_line_is_recognised_in_any_of_its_forms() -> None:
    for line in ("| AT101 | x |", "- **AT101** x", "| `AT101` | x", "## AT101 x", "- [AT101](x)", "| [`AT101`](x) |"):
        assert starts_with(line, "AT101"), line
    assert not starts_with("see AT101", "AT101")
    assert not starts_with("- `unexcused_x`", "unexcused")
