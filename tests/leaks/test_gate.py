from __future__ import annotations

import hashlib
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator import cli_export, edges, mkdocs_site
from generator.leaks import gate
from generator.leaks.words import folded, words
from tests.leaks import canary
from tests.leaks.mutants import EXPORT_MUTANTS, MUTANTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.leaks.needles import Needles

FEW = (
    "project_all",
    "people in the index",
    "cell pages",
    "police",
    "successor of a unit",
    "meeting.place",
    "home.events",
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("canary")
    canary.write(root)
    return root


@pytest.fixture(scope="module")
def needles(store: Path) -> Needles:
    return gate.needles_of(edges.options_for(store, profile="public"))


def build(store: Path, output: Path, **how: object) -> None:
    asked = {"profile": "public", "keep_going": how.pop("keep_going", None)}
    mkdocs_site.build(store, output, asked, None, **{"cache": False, **how})  # type: ignore[arg-type]  # loose on purpose


def tree(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        found.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def values() -> list[str]:
    return [*canary.TEXTS.values(), *canary.NAMES, *canary.IDS, *canary.TOKENS.values()]


def refused(store: Path, output: Path, **how: object) -> mkdocs_site.Failed:
    with pytest.raises(mkdocs_site.Failed) as stopped:
        build(store, output, **how)
    error = stopped.value
    assert error.code == 1
    assert error.text.vi.startswith("Không công bố")
    assert error.text.en.startswith("Not published")
    for value in values():
        assert value not in error.text.vi + error.text.en
    return error


def test_everything_planted_is_looked_for(needles: Needles) -> None:
    phrases = {" ".join(phrase) for phrase in needles.phrases} | {" ".join(name) for name in needles.names}
    for text in [*canary.TEXTS.values(), *canary.NAMES]:
        assert {" ".join(folded(text)), " ".join(words(text))} & phrases, text
    for token in [*canary.IDS, *canary.TOKENS.values()]:
        known = token in needles.tokens or any(" ".join(folded(token)) in phrase for phrase in phrases)
        assert known, token


def test_public_build_holds_nothing_planted_and_every_file_was_searched(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched: set[str] = set()
    scan = gate.Scanner.scan

    def told(scanner: gate.Scanner, path: str, data: bytes) -> set[str]:
        searched.add(path)
        return scan(scanner, path, data)

    monkeypatch.setattr(gate.Scanner, "scan", told)
    build(store, tmp_path / "site")
    found = {p.relative_to(tmp_path / "site").as_posix(): p for p in (tmp_path / "site").rglob("*") if p.is_file()}
    assert set(found) - {"manifest.json"} == searched
    for path, place in found.items():
        data = place.read_bytes()
        assert [value for value in values() if value.encode() in data or value in path] == []


def test_internal_site_would_be_refused_for_every_kind_that_it_prints(
    store: Path, tmp_path: Path, needles: Needles
) -> None:
    mkdocs_site.build(store, tmp_path / "site", {"profile": "internal"}, None, cache=False)
    scanner = gate.Scanner(needles)
    found: set[str] = set()
    for path in sorted(p for p in (tmp_path / "site").rglob("*") if p.is_file()):
        found |= scanner.scan(path.relative_to(tmp_path / "site").as_posix(), path.read_bytes())
    not_printed = {"title", "text", "allowance", "comment", "commit", "author", "count"}  # counts: test_audit
    assert found >= set(gate.KINDS) - not_printed


@pytest.mark.parametrize("name", FEW)
def test_a_protection_that_is_off_stops_the_publish(
    name: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(store, tmp_path / "site")
    before = tree(tmp_path / "site")
    monkeypatch.setattr(gate, "audit", lambda _places: [])  # what it sees the search must see as well
    MUTANTS[name](monkeypatch)
    refused(store, tmp_path / "site")
    assert tree(tmp_path / "site") == before
    assert [p.name for p in tmp_path.iterdir() if p.name not in {"site", ".site.lock"}] == []


@pytest.mark.torture
@pytest.mark.parametrize("name", MUTANTS)
def test_each_protection_in_turn(name: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    more = canary.LEFT_OUT if name == "files left out" else {}
    try:
        for path, text in more.items():
            (store / path).write_text(text, encoding="utf-8")
        monkeypatch.setattr(gate, "audit", lambda _places: [])
        MUTANTS[name](monkeypatch)
        refused(store, tmp_path / "site", keep_going=bool(more) or None)
    finally:
        for path in more:
            (store / path).unlink()
    assert not (tmp_path / "site").exists()


def test_files_that_are_kept_from_an_earlier_build_are_searched(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    MUTANTS["meeting.theme"](monkeypatch)
    with monkeypatch.context() as off:
        off.setattr("generator.pipeline.refuse_leaks", lambda *_given: None)
        build(store, tmp_path / "site", cache=True)
    refused(store, tmp_path / "site", cache=True)


def test_a_count_that_can_be_told_stops_the_publish(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def audited(places: Mapping[str, Path]) -> list[str]:
        told.extend(places)
        return ["data/v1/qz-huyen/people.json"]

    monkeypatch.setattr(gate, "audit", audited)
    error = refused(store, tmp_path / "site")
    assert "data/v1/qz-huyen/people.json: có số người" in error.text.vi
    assert {"data/v1/index.json", "qz-huyen/index.html", "data/v1/qz-huyen/stats.csv"} < set(told)


def test_generations_are_searched(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(store, tmp_path / "site", generations=True)
    before = (tmp_path / "site").readlink()
    MUTANTS["people in the index"](monkeypatch)
    refused(store, tmp_path / "site", generations=True)
    assert (tmp_path / "site").readlink() == before


def test_mkdocs_build_is_stopped_before_the_old_site_is_touched(tmp_path: Path) -> None:
    root = tmp_path / "store"
    canary.write(root)
    call = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml")]
    assert subprocess.run(call, capture_output=True, check=False).returncode == 0
    before = tree(root / "site")
    page = root / "docs" / "handbook" / "them.md"
    page.parent.mkdir(parents=True)
    page.write_text(f"# Thêm\n\nGặp **{canary.NAMES[2]}**.\n", encoding="utf-8")
    done = subprocess.run(call, capture_output=True, check=False, text=True)
    assert done.returncode == 1
    assert "handbook/them.md: có họ tên." in done.stderr + done.stdout
    assert canary.NAMES[2] not in done.stderr + done.stdout
    assert tree(root / "site") == before


@pytest.mark.parametrize("name", EXPORT_MUTANTS)
def test_an_export_is_stopped(name: str, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    call = ["--store", str(store), "--profile", "public", "--format", "xlsx,sqlite,parquet", "--jobs", "1"]
    call += ["--output", str(tmp_path / "out")]
    assert CliRunner().invoke(cli_export.export, call).exit_code == 0
    before = tree(tmp_path / "out")
    EXPORT_MUTANTS[name](monkeypatch)
    done = CliRunner().invoke(cli_export.export, call)
    assert done.exit_code == 1
    for ending in ("chibo.sqlite", "qz-huyen-2024.xlsx"):
        assert f"{ending}: có " in done.output
    assert [value for value in values() if value in done.output] == []
    assert tree(tmp_path / "out") == before
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_the_program_s_own_words_put_together_are_no_leak(store: Path) -> None:
    needles = gate.needles_of(edges.options_for(store))
    needles.add_text("Chuyên đề quý 1", "theme")
    scanner = gate.Scanner(needles)
    heads = '<th scope="col">Chuyên<br>đề, quý</th>', 'title="quý có chuyên đề / quý phải có chuyên đề"'
    assert all(scanner.scan("a/index.html", f"<p>\n<i {head}\n</p>".encode()) == set() for head in heads)
    assert scanner.scan("a/index.html", "<p>Chuyên đề quý 1: giữ rừng</p>".encode()) == {"theme"}


def test_an_internal_site_is_not_asked(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gate, "scan", lambda *_given: pytest.fail("searched"))
    mkdocs_site.build(store, tmp_path / "site", {"profile": "internal"}, None, cache=False)


def test_the_name_of_a_file_that_tells_something_is_not_printed(needles: Needles) -> None:
    scanner = gate.Scanner(needles)
    path = f"data/{canary.TOKENS['secret']}/x.json"
    assert scanner.names(path) == {"secret"}
    assert gate._shown(path, scanner) == "data/…"
