"""Where a site may be put: behind a link as well as anywhere, and never among what a store is made of."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import ROOT, run, tree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store without cells."""
    store = tmp_path / "store"
    (store / "docs").mkdir(parents=True)
    (store / "docs/index.md").write_text("# x\n", "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", store / "mkdocs.yml")
    shutil.copytree(ROOT / "records/rulebook", store / "records/rulebook")
    return store


def test_a_site_is_put_behind_a_link_and_both_spellings_are_one_place(store: Path, tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link").symlink_to("real")
    for more, name in (((), "plain"), (("--generations",), "whole")):
        for folder, day in (("link", "2026-01-14"), ("real", "2026-01-15")):
            done = run("build", *more, "--as-of", day, "--output", str(tmp_path / folder / name), cwd=store)
            assert done.returncode == 0, done.stderr
    assert run("verify", "--output", str(tmp_path / "link/plain"), cwd=store).returncode == 0
    assert {path.name for path in real.iterdir()} == {"plain", "whole", "whole.d"}
    assert {path.name for path in (real / "whole.d").iterdir()} == {"1", "2"}
    done = run("rollback", "--output", str(tmp_path / "link/whole"), cwd=store)
    assert done.returncode == 0, done.stderr


def test_a_store_named_by_a_link_may_hold_its_site(store: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("store")
    done = run("build", "--store", "link", "--output", "link/site", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert run("verify", cwd=store).returncode == 0


OWN = ["records", "records/out", "docs/site", "ten/x", ".git/x", ".cache/chibo/x", "link/out", "."]


@pytest.fixture
def with_names(store: Path) -> Path:
    """The store with a folder of names, one of git, and a link to its records."""
    config = (store / "mkdocs.yml").read_text("utf-8")
    (store / "mkdocs.yml").write_text(config.replace("      records: records\n", "      names: ten\n"), "utf-8")
    for name in ("ten", ".git"):
        (store / name).mkdir()
    (store / "link").symlink_to("records")
    return store


@pytest.mark.parametrize("output", OWN)
def test_no_site_is_put_among_the_files_of_its_store(with_names: Path, output: str) -> None:
    before = tree(with_names)
    for word, more in (("Chưa làm gì", ("--lang", "vi")), ("Nothing was done", ("--lang", "en", "--generations"))):
        done = run("build", "--output", output, *more, cwd=with_names)
        assert (done.returncode, done.stdout) == (1, "")
        assert word in done.stderr
        assert "--output" in done.stderr
        assert done.stderr.count("\n") == 1
    assert tree(with_names) == before


def test_no_site_is_put_among_the_records_of_another_store(store: Path, tmp_path: Path) -> None:
    other = shutil.copytree(store, tmp_path / "other")
    assert run("build", "--output", str(other / "records/out"), cwd=store).returncode == 1
    assert tree(other) == tree(store)


@pytest.mark.properdocs
@pytest.mark.parametrize("site", ["records/out", ".git/x", ".cache/x"])
def test_mkdocs_puts_no_site_among_the_files_of_a_store(with_names: Path, site: str) -> None:
    before = tree(with_names)
    engine = "properdocs" if os.environ.get("CHIBO_ENGINE") == "properdocs" else "mkdocs"
    command = [sys.executable, "-m", engine, "build", "-q", "-f", "mkdocs.yml", "-d", site]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=with_names, env=env, text=True, capture_output=True, check=False)
    assert done.returncode == 1
    assert "site_dir" in done.stderr
    assert tree(with_names) == before


@pytest.mark.parametrize("output", ["records", "records/new", "ten", ".git/x", "link/x"])
@pytest.mark.parametrize("command", [("export",), ("remind",), ("schema",), ("export-person", "thon-na-vi/NV01")])
def test_no_command_writes_its_files_among_those_of_a_store(
    with_names: Path, output: str, command: tuple[str, ...]
) -> None:
    before = tree(with_names)
    done = run(*command, "--output", output + ("/x.zip" if len(command) > 1 else ""), "--lang", "en", cwd=with_names)
    assert done.returncode == (2 if len(command) > 1 else 1)
    assert output in done.stderr
    assert "choose" in done.stderr.lower()
    assert tree(with_names) == before


def test_a_site_inside_a_site_is_refused(store: Path) -> None:
    assert run("build", cwd=store).returncode == 0
    before = tree(store / "site")
    for more in ((), ("--generations",)):
        done = run("build", *more, "--output", "site/deep/inner", "--lang", "en", cwd=store)
        assert done.returncode == 1
        assert f"inside {store / 'site'}" in done.stderr
    assert tree(store / "site") == before
    assert not (store / "site/deep").exists()


def test_a_site_may_be_called_records(store: Path, tmp_path: Path) -> None:
    for day in ("2026-01-14", "2026-01-15"):
        done = run("build", "--as-of", day, "--output", str(tmp_path / "www/records"), cwd=store)
        assert done.returncode == 0, done.stderr


def test_a_wrong_day_of_the_environment_is_told_in_the_language_asked_for(store: Path) -> None:
    for command in (("build",), ("check",), ("export",)):
        done = run(*command, "--lang", "en", cwd=store, SOURCE_DATE_EPOCH="x")
        assert done.returncode == 2
        assert "expected a number of seconds" in done.stderr
