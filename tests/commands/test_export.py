"""`chibo export` as a user runs it, and what it refuses."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from generator.commands import export as view
from tests.publish.test_tables import FOUND
from tests.site.conftest import run, tree
from tests.support import MARCH, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    write(tmp_path / "so", {})
    (tmp_path / "so/mkdocs.yml").write_text(
        "site_name: Sổ\ntheme: {name: chibo}\nplugins: [{chibo: {as_of: 2024-04-15}}]\n", "utf-8"
    )
    return tmp_path / "so"


def tables(file: Path) -> set[str]:
    with sqlite3.connect(file) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def test_the_usual_formats_in_the_profile_of_the_store(store: Path) -> None:
    done = run("export", cwd=store)
    assert done.returncode == 0, done.stderr
    assert list(tree(store / "export")) == ["chibo.sqlite", "van-quan-2024.xlsx"]
    assert done.stdout == f"Đã xuất 2 tệp vào {store / 'export'}\n"
    assert "attendance" not in tables(store / "export/chibo.sqlite"), "public is the default"


def test_the_same_bytes_from_one_process_or_several(store: Path) -> None:
    for number in ("1", "2"):
        done = run("export", "--jobs", number, "--profile", "internal", "--output", f"x{number}", cwd=store)
        assert done.returncode == 0, done.stderr
    assert tree(store / "x1") == tree(store / "x2")
    assert "attendance" in tables(store / "x1/chibo.sqlite")


def test_only_what_is_asked_for(store: Path) -> None:
    done = run("export", "--format", "SQLite", "--district", "van-quan", "--output", "x", "--lang", "en", cwd=store)
    assert done.returncode == 0, done.stderr
    assert list(tree(store / "x")) == ["chibo.sqlite"]
    assert done.stdout.startswith("Wrote 1 files")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--format", "ods"), "Không có dạng “ods”"),
        (("--format", ","), "Không có dạng “,”"),
        (("--district", "van-quam"), "Gần nhất: van-quan"),
        (("--rev", "nowhere"), "nowhere"),
        (("--output", "mkdocs.yml/x"), "mkdocs.yml"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(store: Path, asked: tuple[str, ...], said: str) -> None:
    done = run("export", *asked, cwd=store)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (store / "export").exists()


def test_a_wrong_record_stops_the_export_unless_told_to_go_on(store: Path) -> None:
    (store / MARCH).write_text((store / MARCH).read_text("utf-8").replace("present: 4", "present: 3"), "utf-8")
    done = run("export", cwd=store)
    assert done.returncode == 1
    assert "AT101" in done.stderr
    assert "Chưa xuất" in done.stderr
    assert not (store / "export").exists()
    done = run("export", "--keep-going", cwd=store)
    assert done.returncode == 1
    assert "AT101" in done.stderr
    assert list(tree(store / "export")) == ["chibo.sqlite", "van-quan-2024.xlsx"]


def test_parquet_without_its_library_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "find_spec", {}.get)
    with pytest.raises(view.NotExported) as refused:
        view.read_formats("xlsx,parquet")
    assert "pip install 'chibo[parquet]'" in refused.value.text.vi
    assert view.read_formats("sqlite, xlsx") == ("xlsx", "sqlite")


def test_the_public_profile_takes_projected_districts_only() -> None:
    (found,) = view.select([FOUND], (), "public")
    assert all(not cell.meetings and not cell.attendance for cell in found.cells)
    assert view.select([FOUND], ("huyen-a",), "internal") == (FOUND,)
