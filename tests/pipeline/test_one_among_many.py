"""One hostile record harms only itself: it alone is refused, all else is told and shown as it was."""

from __future__ import annotations

import hashlib
import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from generator import pipeline
from generator.pipeline import Options
from tests.pipeline import big_store
from tests.pipeline.hostile_records import GOOD, cases
from tests.pipeline.spans import misplaced
from tests.pipeline.test_isolation import STORE, seen
from tests.pipeline.test_planted import faults, plant
from tests.support import AS_OF, STRICT, write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from generator.model.diagnostic import Diagnostic

RECORD = "records/van-quan/cells/ban-a/2024/03-thematic-mot.md"
PAGE = "van-quan/cells/ban-a/2024/03-thematic-mot/index.html"
LISTS = ("van-quan/cells/ban-a/index.html", "van-quan/cells/ban-a/2024/index.html", "van-quan/index.html")
# Whatever the record says or does not say, it is neither listed nor counted there.
APART = (
    "huyen-b/", "data/v1/huyen-b/", "search/index/huyen-b/", "rules/", "definitions/", "van-quan/cells/ban-b/2024/",
    "van-quan/cells/ban-c/2024/", "data/v1/van-quan/cells/ban-b.json", "data/v1/van-quan/cells/ban-c.json",
    "data/v1/van-quan/calendar/ban-b.ics", "data/v1/van-quan/calendar/ban-c.ics",
)  # fmt: skip
SHARDS, SAMPLED = 20, 190  # of which each, and every how many-th


class Site(NamedTuple):
    """What was found in a store, and the hash of each file made of it."""

    found: list[Diagnostic]
    files: dict[str, str]

    def refused(self) -> set[str]:
        """The files that are left out, or of which the minutes are withheld."""
        return {d.path for d in self.found if d.severity == "error" and d.kind in {"invalid", "private"}}

    def changed(self, other: Site) -> set[str]:
        return {
            path for path in self.files.keys() | other.files.keys() if self.files.get(path) != other.files.get(path)
        }


def built(root: Path, raw: bytes) -> Site:
    """The site of a store with these bytes for the record, built in spite of all."""
    (root / RECORD).write_bytes(raw)
    options = Options(root=root, as_of=AS_OF, jobs=1, keep_going=True, profile="internal")
    stage = pipeline.open_stage(root.parent / "trang")
    try:
        store = pipeline.build(options, stage)
        assert not store.refused(options)
        files = {
            path.relative_to(stage.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in stage.root.rglob("*")
            if path.is_file()
        }
        for page in LISTS if PAGE not in files else ():
            assert b"03-thematic-mot.md" in (stage.root / page).read_bytes(), page
        return Site(store.diagnostics, files)
    finally:
        pipeline.discard(stage)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("kho") / "so"
    write(root, {**STRICT, **STORE, RECORD: GOOD})
    return root


@pytest.fixture(scope="module")
def good(root: Path) -> Site:
    site = built(root, GOOD.encode())
    assert PAGE in site.files
    assert RECORD not in site.refused()
    assert len([path for path in site.files if path.startswith(APART)]) > 100
    assert len({path for path in site.refused() if "/cells/" in path}) >= 4, "there are other faults to be told"
    return site


@pytest.fixture(scope="module")
def left_out(root: Path, good: Site) -> set[str]:
    """The pages that list or count the record, or say that it is left out."""
    return built(root, b"---\n[\n").changed(good)


def try_out(root: Path, name: str, raw: bytes, good: Site, left_out: set[str]) -> bool:
    """Put that in the place of the record; tell whether it is refused."""
    after = built(root, raw)
    assert after.refused() - good.refused() <= {RECORD}, name
    assert after.refused() >= good.refused(), name
    assert seen(after.found, RECORD) == seen(good.found, RECORD), name
    assert misplaced(root, after.found) == [], name
    changed = after.changed(good)
    assert [path for path in changed if path.startswith(APART)] == [], name
    stopped = any(d.stops for d in after.found if d.path == RECORD)
    assert (PAGE in after.files) is not stopped, name
    if stopped:
        assert changed - left_out == set(), name
    return RECORD in after.refused()


def test_there_are_two_thousand() -> None:
    names = [name for name, _ in cases()]
    assert len(set(names)) == len(names) >= 2000


def tried(root: Path, some: Iterable[tuple[str, bytes]], good: Site, left_out: set[str]) -> list[bool]:
    return [try_out(root, name, raw, good, left_out) for name, raw in some]


def test_some_hostile_records_harm_only_themselves(root: Path, good: Site, left_out: set[str]) -> None:
    told = tried(root, list(cases())[7::SAMPLED], good, left_out)
    assert len(told) >= 20
    assert set(told) == {True, False}, "some are refused, some are harmless"


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("shard", range(SHARDS))
def test_each_hostile_record_harms_only_itself(root: Path, good: Site, left_out: set[str], shard: int) -> None:
    assert any(tried(root, list(cases())[shard::SHARDS], good, left_out))


@pytest.mark.torture
@pytest.mark.timeout(3600)
def test_one_among_twelve_thousand_hides_no_other_fault(tmp_path: Path) -> None:
    root = tmp_path / "so"
    big_store.write(root)
    expected = sorted(plant(root, fault) for fault in faults())
    record = big_store.meeting(121, 2023, 5)  # in a cell of its own, after some seven thousand others
    assert not any(path.startswith(big_store.cell(121)) for _, path, _ in expected)
    options = Options(root=root, as_of=big_store.AS_OF)
    for name, raw in list(cases())[::60]:
        (root / record).write_bytes(raw)
        found = pipeline.check(options, known=pipeline.known(options, "check")).diagnostics
        own = f"{big_store.cell(121)}/"
        assert sorted((d.code, d.path, d.span.line) for d in found if not d.path.startswith(own)) == expected, name
        stopped = {d.path for d in found if d.path.startswith(own) and d.severity == "error" and d.kind != "unmet"}
        assert stopped <= {record}, name
    shutil.rmtree(root / ".cache")
