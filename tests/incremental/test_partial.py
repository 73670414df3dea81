"""A partial clone, which lacks what records held before: no day is a wrong one, it is said, and nothing stays of it."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest

from generator.store.history import LACKS_ALL, LACKS_CONTENT
from generator.store.source import History, Revision, WorkTree
from tests.store.git import commit, git
from tests.support import OBSERVERS, OTHER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.incremental.small import Small

MOVED = OTHER.replace("ban-b", "ban-d")


@pytest.fixture
def partial(small: Small, tmp_path: Path) -> Small:
    """A clone without old contents, of a store in which a cell was renamed while one of its records was changed."""
    git(small.root, "config", "uploadpack.allowFilter", "true")
    git(small.root, "mv", OTHER, MOVED)
    for path, old, new in ((OBSERVERS, "ban-b", "ban-d"), (f"{MOVED}/2024/03-regular.md", "Chi bộ họp", "Họp chi bộ")):
        text = (small.root / path).read_text("utf-8")
        (small.root / path).write_text(text.replace(old, new), "utf-8")
    commit(small.root, "2024-04-12T08:00:00+07:00")
    git(tmp_path, "clone", "-q", "--filter=blob:none", small.root.as_uri(), "ban-sao")
    other = copy.copy(small)
    other.root, other.site = tmp_path / "ban-sao", tmp_path / "trang-ban-sao"
    return other


def test_what_cannot_be_dated_is_not_dated_and_all_else_is(partial: Small, small: Small) -> None:
    whole, known = WorkTree(small.root).history(), WorkTree(partial.root).history()
    assert (whole.lacking, known.lacking) == (None, LACKS_CONTENT)
    assert (known.start, known.last) == (whole.start, whole.last)
    assert known.first.items() < whole.first.items()
    assert whole.first.keys() - known.first.keys() == {f"{MOVED}/2024/03-regular.md"}
    assert Revision(partial.root, "HEAD").history() == known


def test_it_is_said_and_gone_once_all_is_there(partial: Small, small: Small) -> None:
    for _ in range(2):
        assert partial.build().count(LACKS_CONTENT.en) == 1
        assert partial.check().count(LACKS_CONTENT.en) == 1
    assert partial.stale() == []
    git(partial.root, "fetch", "-q", "--refetch", "--no-filter")
    assert WorkTree(partial.root).history() == WorkTree(small.root).history()
    assert partial.stale() == []
    assert LACKS_CONTENT.en not in partial.build() + partial.check()


def test_a_history_that_git_cannot_read_is_told_and_one_that_is_not_there_is_not(small: Small, tmp_path: Path) -> None:
    commit(small.root)
    first = git(small.root, "rev-parse", "HEAD~1")
    (small.root / ".git/objects" / first[:2] / first[2:]).unlink()
    known = WorkTree(small.root).history()
    assert (known.first, known.last, known.start, known.lacking) == ({}, {}, None, LACKS_ALL)
    assert LACKS_ALL.en in small.build()
    assert LACKS_ALL.en in small.check()
    git(small.root, "checkout", "-q", "--orphan", "moi")
    assert WorkTree(small.root).history().lacking is None
    assert WorkTree(tmp_path / "ho-ten").history() == History()


def test_a_partial_clone_in_which_nothing_was_renamed_knows_all(small: Small, tmp_path: Path) -> None:
    git(small.root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", small.root.as_uri(), "ban-sao")
    assert WorkTree(tmp_path / "ban-sao").history() == WorkTree(small.root).history()
