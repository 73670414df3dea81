"""The commands that publish: a site twice, proved, rolled back, interrupted."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.publish.sites import wait_with_journal
from tests.site.conftest import ROOT, run, tree

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store without cells, and its site."""
    store = tmp_path_factory.mktemp("store") / "store"
    (store / "docs").mkdir(parents=True)
    (store / "docs/index.md").write_text("# x\n", "utf-8")
    shutil.copy(ROOT / "mkdocs.yml", store / "mkdocs.yml")
    shutil.copytree(ROOT / "records/rulebook", store / "records/rulebook")
    done = run("build", cwd=store)
    assert done.returncode == 0, done.stderr
    return store


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be harmed."""
    shutil.copytree(built, tmp_path / "store")
    return tmp_path / "store"


def names(store: Path) -> set[str]:
    """What lies in a store beside the cache."""
    return {path.name for path in store.iterdir()} - {".cache"}


def test_the_same_store_again_writes_nothing(store: Path) -> None:
    site = store / "site"
    before = {path: path.lstat().st_mtime_ns for path in [site, *site.rglob("*")]}
    assert run("build", cwd=store).returncode == 0
    assert {path: path.lstat().st_mtime_ns for path in [site, *site.rglob("*")]} == before
    assert names(store) == {"docs", "mkdocs.yml", "records", "site"}


@pytest.mark.properdocs
def test_a_site_is_proved_and_every_difference_is_named(store: Path) -> None:
    done = run("verify", cwd=store)
    assert (done.returncode, done.stderr) == (0, "")
    (store / "site/index.html").write_text("khác", "utf-8")
    (store / "site/404.html").unlink()
    (store / "site/thêm.html").write_text("", "utf-8")
    moved = store.parent / "elsewhere"
    (store / "site").rename(moved)
    done = run("verify", "--output", str(moved), cwd=store.parent)
    assert done.returncode == 1
    assert done.stdout.splitlines() == ["bị mất\t404.html", "đã đổi\tindex.html", "có thêm\tthêm.html"]
    assert f"{moved}: 3 " in done.stderr


def test_generations_are_built_rolled_back_and_not_mixed_with_the_plain_way(store: Path) -> None:
    plain = tree(store / "site")
    asked = ("build", "--generations", "--output", "www")
    assert run(*asked, cwd=store).returncode == 0
    assert (store / "www").readlink().as_posix() == "www.d/1"
    assert tree(store / "www") == plain
    assert run(*asked, "--as-of", "2026-01-14", cwd=store).returncode == 0
    assert tree(store / "www") != plain
    assert run("rollback", "--output", "www", cwd=store).returncode == 0
    assert tree(store / "www") == plain
    done = run("rollback", "--output", "www", cwd=store)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    for wrong in (("build", "--output", "www"), ("build", "--generations", "--output", "site"), ("rollback",)):
        done = run(*wrong, cwd=store)
        assert done.returncode == 1, wrong
        assert "--generations" in done.stderr
        assert done.stderr.count("\n") == 1
    assert run("verify", "--output", "www", cwd=store).returncode == 0
    assert names(store) == {"docs", "mkdocs.yml", "records", "site", "www", "www.d"}


def test_records_are_never_taken_for_a_site(store: Path) -> None:
    before = tree(store / "records")
    done = run("build", "--output", "records", cwd=store)
    assert done.returncode == 1
    assert str(store / "records") in done.stderr
    assert tree(store / "records") == before


@pytest.mark.properdocs
def test_mkdocs_builds_over_what_an_ended_run_has_left_and_never_into_a_generation(store: Path) -> None:
    plain = tree(store / "site")
    wait_with_journal(store / "site")
    engine = "properdocs" if os.environ.get("CHIBO_ENGINE") == "properdocs" else "mkdocs"
    command = [sys.executable, "-m", engine, "build", "-q", "-f", "mkdocs.yml", "-d"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*command, "site"], cwd=store, env=env, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert tree(store / "site") == plain
    assert names(store) == {"docs", "mkdocs.yml", "records", "site"}
    assert run("verify", cwd=store).returncode == 0
    (store / "site").rename(store / "www")
    (store / "www.d").mkdir()
    (store / "www").rename(store / "www.d/1")
    (store / "www").symlink_to("www.d/1")
    done = subprocess.run([*command, "www"], cwd=store, env=env, text=True, capture_output=True, check=False)
    assert done.returncode != 0
    assert "--generations" in done.stderr
    assert tree(store / "www") == plain


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_a_build_and_leaves_the_old_site(store: Path, sent: signal.Signals, code: int) -> None:
    before = tree(store / "site")
    build = subprocess.Popen(
        [sys.executable, "-m", "generator", "build", "--as-of", "2026-01-14"],
        cwd=store, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True, stderr=subprocess.PIPE, stdout=subprocess.PIPE,
        process_group=0, preexec_fn=lambda: signal.signal(sent, signal.SIG_DFL),  # who runs the tests may ignore it
    )  # fmt: skip
    while not (store / ".site.lock").exists():
        assert build.poll() is None
        time.sleep(0.01)
    os.killpg(build.pid, sent)  # as a terminal does: the workers get it too
    _, told = build.communicate(timeout=60)
    assert build.returncode == code
    assert "Traceback" not in told
    assert tree(store / "site") == before
    assert names(store) == {"docs", "mkdocs.yml", "records", "site"}
    with pytest.raises(ProcessLookupError):
        os.killpg(build.pid, 0)


def test_where_no_file_may_grow_the_old_site_stands_and_one_line_says_so(store: Path) -> None:
    before = tree(store / "site")
    done = subprocess.run(
        [sys.executable, "-B", "-m", "generator", "build", "--as-of", "2026-01-14"],
        cwd=store, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True, capture_output=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)),
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert str(store) in done.stderr
    assert "File too large" in done.stderr
    assert tree(store / "site") == before
    assert names(store) == {"docs", "mkdocs.yml", "records", "site"}
