"""A change is judged by what it makes worse, and no cell is judged that cannot have changed."""

from __future__ import annotations

import datetime as dt
import functools
import shutil
from random import Random
from typing import TYPE_CHECKING

import pytest

from generator.compare import compare
from generator.judge import Means, Origin, map_cells, open_store, wanted
from generator.pipeline import Options
from generator.store import index as indexes
from generator.store.difference import difference
from generator.store.moves import moves
from generator.store.source import History
from tests.pipeline import big_store
from tests.pipeline.edits import EDITS
from tests.store.git import commit, git, start

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import CheckReport

SAMPLE_DAY = dt.date(2026, 1, 15)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample district in a repository of its own, as it is before a change."""
    from tests.contracts.source import ROOT

    root = tmp_path_factory.mktemp("sample") / "store"
    start(root)
    shutil.copytree(ROOT / "records", root / "records")
    commit(root)
    return root


def options(root: Path, jobs: int = 1) -> Options:
    return Options(root=root, as_of=SAMPLE_DAY, jobs=jobs)


def in_full(asked: Options, origin: Origin) -> set[str]:
    """The fingerprints of a check of everything."""
    opened = open_store(asked, origin)
    results = list(map_cells(opened.shared, wanted(opened.shared), Means()))
    return {d.fingerprint for d in opened.finish(opened.shared, results).diagnostics}


@functools.cache
def at_first(root: Path) -> set[str]:
    """What a full check of the committed state finds."""
    found = difference(root, "records", "HEAD", None)
    return in_full(options(root), Origin(found.before, indexes.build(found.before_entries), History()))


def expected(root: Path) -> set[str]:
    """What a full check of both states finds now and not before; a record that moved keeps its findings."""
    found = difference(root, "records", "HEAD", None)
    renamed = moves(found)
    before = Origin(found.before, indexes.build(found.before_entries), History(), renamed)
    now = Origin(found.now, indexes.build(found.now.entries()), History())
    return in_full(options(root), now) - (in_full(options(root), before) if renamed else at_first(root))


def reported(root: Path) -> CheckReport:
    return compare(options(root), "HEAD", Means()).report


@pytest.mark.parametrize("name", EDITS)
def test_every_kind_of_edit_gives_the_new_findings_and_no_other(sample: Path, name: str) -> None:
    random = Random(name)
    try:
        EDITS[name](sample, random)
        assert {d.fingerprint for d in reported(sample).diagnostics} == expected(sample)
    finally:
        git(sample, "checkout", "--quiet", ".")
        git(sample, "clean", "-qfd")


@pytest.mark.parametrize("seed", range(8))
def test_several_edits_at_once(sample: Path, seed: int) -> None:
    random = Random(seed)
    try:
        for name in random.sample(sorted(EDITS), 4):
            if list(sample.glob("records/*/observers/*.yml")):
                EDITS[name](sample, random)
        assert {d.fingerprint for d in reported(sample).diagnostics} == expected(sample)
    finally:
        git(sample, "checkout", "--quiet", ".")
        git(sample, "clean", "-qfd")


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of 12,000 meetings in a repository of its own."""
    root = tmp_path_factory.mktemp("big") / "store"
    start(root)
    big_store.write(root)
    commit(root)
    return root


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_two_hundred_edits_of_a_big_store(big: Path) -> None:
    random = Random(200)
    known = [
        name
        for name in EDITS
        if name not in {"same-visit", "observer", "plan", "seat", "removed-plan", "allowances", "year"}
    ]
    told = 0
    for number in range(200):
        name = random.choice(known)
        EDITS[name](big, random)
        found = {d.fingerprint for d in compare(options(big, 2), "HEAD", Means()).report.diagnostics}
        assert found == expected(big), (number, name)
        told += bool(found)
        git(big, "checkout", "--quiet", ".")
        git(big, "clean", "-qfd")
    assert told > 100
