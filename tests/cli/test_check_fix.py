"""`chibo check --fix` and `--diff`, called as a person calls them."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import subprocess
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from generator.cli_check import check
from generator.store import rewrite
from tests.site.conftest import ROOT, run
from tests.support import MARCH, OTHER, write

if TYPE_CHECKING:
    from pathlib import Path

PASTED = (
    "---\ndate: 2024-03-05\ntime: 7h30 – 9h40\nplace: Tổ #3\nattendance:\n  roll: 5\n  present: 4\n---\nHọp\u00a0bàn.\n"
)
CLEAN = (
    '---\ndate: 2024-03-05\ntime: 07:30-09:40\nplace: "Tổ #3"\nattendance:\n  roll: 5\n  present: 4\n---\nHọp bàn.\n'
)
KINDS = ("--kind", "invalid", "--as-of", "2024-04-15")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    write(tmp_path, {MARCH: PASTED})
    return tmp_path


def test_it_mends_then_checks(store: Path) -> None:
    assert "YA006" in run("check", *KINDS, cwd=store).stdout
    done = run("check", "--fix", *KINDS, cwd=store)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        f"Đã sửa {MARCH}: đặt đoạn chữ trong ngoặc kép; thay dấu cách lạ, bỏ ký tự ẩn; giờ họp viết như 07:30-09:15.\nĐã sửa 1 tệp.\n\n"
    )
    assert "YA00" not in done.stdout
    assert (store / MARCH).read_text("utf-8") == CLEAN
    again = run("check", "--fix", *KINDS, cwd=store)
    assert again.stdout == run("check", *KINDS, cwd=store).stdout


def test_what_remains_is_told_and_counts(store: Path) -> None:
    (store / MARCH).write_text(PASTED.replace("present: 4", "present: 9"), "utf-8")
    done = run("check", "--fix", "--lang", "en", *KINDS, cwd=store)
    assert done.returncode == 1
    assert done.stdout.startswith(f"Mended {MARCH}: put text in quotes;")
    assert "AT101" in done.stdout


def test_a_diff_is_printed_alone_and_nothing_is_written(store: Path) -> None:
    for call in (["--fix", "--diff"], ["--diff"], ["--diff", "--format", "json"]):
        done = run("check", *call, *KINDS, cwd=store)
        assert done.returncode == 1
        assert done.stdout.startswith(f"--- a/{MARCH}\n+++ b/{MARCH}\n@@ ")
        assert done.stderr == ""
        assert (store / MARCH).read_text("utf-8") == PASTED
    applied = subprocess.run(
        ["git", "apply", "-"], cwd=store, input=done.stdout.encode(), capture_output=True, check=False
    )
    assert applied.returncode == 0, applied.stderr
    assert (store / MARCH).read_text("utf-8") == CLEAN


def test_where_nothing_would_change_a_diff_is_a_check(store: Path) -> None:
    (store / MARCH).write_text(CLEAN, "utf-8")
    for more in ([], ["--format", "json"]):
        done, plain = run("check", "--diff", *more, *KINDS, cwd=store), run("check", *more, *KINDS, cwd=store)
        assert (done.stdout, done.returncode) == (plain.stdout, plain.returncode) == (plain.stdout, 0)
    (store / MARCH).write_text(CLEAN.replace("present: 4", "present: 9"), "utf-8")
    assert run("check", "--diff", *KINDS, cwd=store).returncode == 1


def test_a_report_for_machines_holds_nothing_else(store: Path) -> None:
    done = run("check", "--fix", "--format", "json", *KINDS, cwd=store)
    assert done.returncode == 0
    assert json.loads(done.stdout)["diagnostics"] == []
    assert f"Đã sửa {MARCH}: " in done.stderr


def test_only_what_is_asked_for_is_mended(store: Path) -> None:
    assert "Đã sửa" not in run("check", "--fix", OTHER, *KINDS, cwd=store).stdout
    assert (store / MARCH).read_text("utf-8") == PASTED
    assert "Đã sửa 1 tệp." in run("check", "--fix", MARCH, *KINDS, cwd=store).stdout


def test_a_file_left_alone_is_named(store: Path) -> None:
    (store / OTHER / "2024" / "year.yml").write_bytes(b"grade: \xff \n")
    done = run("check", "--fix", *KINDS, cwd=store)
    assert done.stderr == f"Để nguyên {OTHER}/2024/year.yml: Byte 0xFF không phải chữ UTF-8.\n"
    assert done.returncode == 1


def test_a_revision_cannot_be_mended(store: Path) -> None:
    for call in ("--fix", "--diff"):
        done = run("check", call, "--rev", "HEAD", cwd=store)
        assert (done.returncode, done.stdout) == (2, "")
        assert "--rev" in done.stderr
    assert run("check", "--fix", "--changed-since", "no-such", cwd=store).returncode == 2


def test_a_second_one_waits_its_turn(store: Path) -> None:
    handle = os.open(store / "records", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        done = run("check", "--fix", *KINDS, cwd=store)
    finally:
        os.close(handle)
    assert done.returncode == 2
    assert "Một lệnh sửa khác" in done.stderr
    assert (store / MARCH).read_text("utf-8") == PASTED


def test_help_speaks_of_it() -> None:
    done = run("check", "--help", cwd=ROOT)
    assert "--fix" in done.stdout
    assert "--diff" in done.stdout


def test_a_file_that_cannot_be_written_is_named_and_fails(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> bool:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(rewrite, "replace", full)
    done = CliRunner().invoke(check, ["--fix", "--store", str(store), "--jobs", "1", *KINDS])
    assert done.exit_code == 1
    assert f"Chưa sửa được {MARCH}: không ghi được: {os.strerror(errno.ENOSPC)}.\n" in done.stderr
    assert (store / MARCH).read_text("utf-8") == PASTED
