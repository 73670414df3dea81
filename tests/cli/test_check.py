"""`chibo check`: formats, filters, exit codes, and calls that make no sense."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.site.conftest import ONE_CELL, ROOT, copy_sample, run
from tests.site.test_build import FIRST, wrong_totals

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A copy of the sample, to be changed freely."""
    return copy_sample(tmp_path / "store")


def test_the_sample_has_no_invalid_and_no_private_record() -> None:
    done = run("check", "--kind", "invalid", "--kind", "private", cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_the_sample_has_unmet_obligations() -> None:
    done = run("check", cwd=ROOT)
    assert done.returncode == 1
    assert "ME101" in done.stdout


def test_json_has_the_keys_of_the_contract(store: Path) -> None:
    wrong_totals(store)
    done = run("check", "--format", "json", cwd=store)
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert list(found) == ["schema", "as_of", "counts", "diagnostics"]
    assert found["schema"] == "chibo.check/1"
    assert found["as_of"] == "2026-01-15"
    assert set(found["counts"]) == {"error", "warning", "notice", "records", "backlog"}
    assert found["counts"]["records"] == sum(1 for p in (store / "records").rglob("*") if p.is_file())
    one = next(d for d in found["diagnostics"] if d["code"] == "AT101")
    for key in (
        "code",
        "name",
        "severity",
        "kind",
        "path",
        "line",
        "column",
        "end_line",
        "end_column",
        "message",
        "hint",
        "source",
        "fingerprint",
    ):
        assert key in one
    assert one["path"] == FIRST
    line = (store / FIRST).read_text("utf-8").splitlines()[one["line"] - 1]
    assert line[one["column"] - 1 : one["end_column"] - 1] == "present: 1"


def test_missing_months_carry_their_period_on_line_one_of_the_cell(store: Path) -> None:
    (store / f"records/{ONE_CELL}/2025/12-regular.md").unlink()
    found = json.loads(run("check", "--format", "json", cwd=store).stdout)["diagnostics"]
    one = next(d for d in found if d["code"] == "ME101" and d["path"] == f"records/{ONE_CELL}/cell.yml")
    assert (one["line"], one["period"]) == (1, "2025-12")


def test_diagnostics_stand_in_order(store: Path) -> None:
    wrong_totals(store)
    found = json.loads(run("check", "--format", "json", cwd=store).stdout)["diagnostics"]
    keys = [(d["path"], d["line"], d["column"], d["code"]) for d in found]
    assert keys == sorted(keys)


def test_kind_filters_output_and_exit_code(store: Path) -> None:
    (store / f"records/{ONE_CELL}/2025/12-regular.md").unlink()
    assert run("check", "--kind", "invalid", cwd=store).returncode == 0
    assert run("check", "--kind", "unmet", cwd=store).returncode == 1
    assert run("check", "--kind", "invalid", "--kind", "unmet", cwd=store).returncode == 1


def test_strict_turns_warnings_into_failure(store: Path) -> None:
    file = store / FIRST
    file.write_text(file.read_text("utf-8") + "Một dấu cách\u00a0lạ.\n", "utf-8")
    assert run("check", "--kind", "invalid", cwd=store).returncode == 0
    assert run("check", "--kind", "invalid", "--strict", cwd=store).returncode == 1


def test_paths_limit_what_is_reported(store: Path) -> None:
    wrong_totals(store)
    inside = run("check", "--kind", "invalid", FIRST, cwd=store)
    assert inside.returncode == 1
    elsewhere = run("check", "--kind", "invalid", "records/xa-van-son/cells/thon-dong", cwd=store)
    assert elsewhere.returncode == 0
    assert run("check", "--kind", "invalid", ".", cwd=store / f"records/{ONE_CELL}").returncode == 1


def test_rev_reads_a_revision_without_checkout(store: Path, repository: Callable[..., None]) -> None:
    import subprocess

    for command in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "records"]):
        subprocess.run(["git", *command], cwd=store, check=True)
    wrong_totals(store)
    assert run("check", "--kind", "invalid", cwd=store).returncode == 1
    assert run("check", "--kind", "invalid", "--rev", "HEAD", cwd=store).returncode == 0
    assert run("build", "--rev", "HEAD", cwd=store).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chek"], "check"),
        (["check", "--foo"], "--foo"),
        (["check", "--as-of", "2026-02-30"], "2026-02-30"),
        (["check", "--format", "xml"], "json"),
        (["check", "--rev", "no-such-branch"], "no-such-branch"),
        (["check", "no-such-folder"], "no-such-folder"),
        (["check", "--store", "/nonexistent"], "/nonexistent"),
        (["explain", "AT999"], "AT999"),
        (["new", "meeting", "thon-na-vy", "2026-02"], "thon-na-vi"),
        (["new", "meeting", "thon-na-vi", "2026-13"], "2026-13"),
        (["build", "--profile", "secret"], "internal"),
    ],
)
def test_a_call_that_makes_no_sense_says_why(store: Path, arguments: list[str], says: str) -> None:
    done = run(*arguments, cwd=store)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("value", ["x", "-1", "99999999999", "9" * 5000])
def test_a_source_date_epoch_that_is_no_time_is_refused_by_name(store: Path, value: str) -> None:
    done = run("check", cwd=store, SOURCE_DATE_EPOCH=value)
    assert done.returncode == 2
    assert "SOURCE_DATE_EPOCH" in done.stderr
    assert len(done.stderr) < 200


def test_the_day_comes_from_the_option_then_the_epoch_then_the_store(store: Path) -> None:
    def as_of(*arguments: str, **env: str) -> str:
        return str(json.loads(run("check", "--format", "json", *arguments, cwd=store, **env).stdout)["as_of"])

    assert as_of() == "2026-01-15"
    assert as_of(SOURCE_DATE_EPOCH="1767225600") == "2026-01-01"
    assert as_of("--as-of", "2025-12-31", SOURCE_DATE_EPOCH="1767225600") == "2025-12-31"


def test_no_color_and_no_progress_on_a_pipe(store: Path) -> None:
    wrong_totals(store)
    done = run("check", cwd=store)
    assert "\x1b" not in done.stdout + done.stderr
    assert "\r" not in done.stderr


def test_a_closed_pipe_is_no_traceback(store: Path) -> None:
    import os
    import subprocess
    import sys

    wrong_totals(store)
    line = f"{sys.executable} -m generator check | true"
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=store,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr


def test_help_and_completion_speak(store: Path) -> None:
    done = run("--help", cwd=store)
    assert done.returncode == 0
    for word in ("check", "build", "serve", "status", "new", "explain", "Tùy chọn"):
        assert word in done.stdout
    done = run(cwd=store, _CHIBO_COMPLETE="bash_complete", COMP_WORDS="chibo new meeting thon-na", COMP_CWORD="3")
    assert "plain,thon-na-vi" in done.stdout
