"""`chibo forget` and `chibo export-person`, called as a person calls it."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.commands.stores import CELL, MEMBERS, Store
from tests.site.conftest import run

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

NAME = "Nông Thị Hoà"
GROUND = "Điều 14 Luật 91/2025/QH15"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    made = Store(tmp_path)
    made.cell("cell.yml", CELL)
    made.cell("members.yml", MEMBERS)
    made.cell("names.yml", f"dv01: Lý Văn Tám\ndv02: {NAME}\n")
    made.cell("2025/year.yml", f"thematic_plan:\n  - quarter: 1\n    theme: Gương {NAME}\n")
    return tmp_path


def forget(store: Path, *more: str, member: str = "na-loc/dv02") -> subprocess.CompletedProcess[str]:
    done = run("forget", member, "--ground", GROUND, *more, cwd=store)
    assert "Traceback" not in done.stderr
    return done


def names(store: Path) -> str:
    return (store / "records/huyen-a/cells/na-loc/names.yml").read_text("utf-8")


def test_without_apply_it_shows_a_diff_and_writes_nothing(store: Path) -> None:
    done = forget(store)
    assert done.returncode == 0, done.stderr
    assert "-    theme: Gương Nông Thị Hoà\n+    theme: Gương dv02\n" in done.stdout
    assert done.stdout.startswith("--- a/records/huyen-a/cells/na-loc/2025/year.yml\n")
    assert done.stderr.startswith("Sẽ xóa họ tên của huyen-a/na-loc/dv02\n")
    assert 'read -r NAME; git log --all --oneline -S "$NAME"' in done.stderr
    assert NAME in names(store)
    assert not (store / "erasures").exists()


def test_with_apply_it_writes_and_keeps_a_certificate(store: Path) -> None:
    done = forget(store, "--apply", "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"Erased the name of huyen-a/na-loc/dv02\nground: {GROUND}; day: 20")
    assert "The name still stands elsewhere" in done.stdout
    assert names(store) == "dv01: Lý Văn Tám\n"
    (kept,) = (store / "erasures").iterdir()
    assert kept.name.endswith("-huyen-a-na-loc-dv02.json")
    assert json.loads(kept.read_text("utf-8"))["cache"] == {"folder": ".cache/chibo", "deleted": True}
    assert NAME not in done.stdout + done.stderr + kept.read_text("utf-8")
    again = forget(store, "--apply", "--lang", "en")
    assert (again.returncode, again.stdout) == (0, "")
    assert again.stderr == "Nothing to erase: names.yml has no name for this person.\n"


def test_an_unknown_member_is_wrong_usage_and_the_nearest_is_named(store: Path) -> None:
    done = forget(store, member="na-loc/dv2")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Chi bộ huyen-a/na-loc không có đảng viên “dv2”. Gần nhất: dv02.\n"
    done = forget(store, "--lang", "en", member="na-lok/dv02")
    assert done.returncode == 2
    assert done.stderr == "There is no cell “na-lok”. The nearest is na-loc.\n"
    assert run("forget", "na-loc/dv02", cwd=store).returncode == 2


def test_a_certificate_that_cannot_be_kept_is_printed(store: Path) -> None:
    (store / "erasures").write_text("", "utf-8")
    done = forget(store, "--apply")
    assert done.returncode == 1
    assert '"schema": "chibo.erasure/1"' in done.stdout
    assert NAME not in names(store)


def test_a_cache_that_cannot_be_deleted_is_told(store: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    (store / ".cache").mkdir()
    (store / ".cache/chibo").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    done = forget(store, "--apply", "--lang", "en")
    assert done.returncode == 1
    assert "Note: .cache/chibo could not be deleted" in done.stdout
    assert NAME not in names(store)


def test_a_store_that_cannot_be_read_is_refused(store: Path) -> None:
    (store / "records/huyen-a/cells/na-loc/members.yml").write_text("a: [\n", "utf-8")
    done = forget(store, "--apply")
    assert done.returncode == 2
    assert done.stderr.startswith("Chưa đọc được records/huyen-a/cells/na-loc/members.yml; chạy “chibo check”")


def export(
    store: Path, *more: str, member: str = "na-loc/dv02", output: str = "x.zip"
) -> subprocess.CompletedProcess[str]:
    done = run("export-person", member, "--output", output, *more, cwd=store)
    assert "Traceback" not in done.stderr
    return done


def test_a_copy_for_a_person_is_written_for_its_owner_alone(store: Path) -> None:
    done = export(store)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"Đã ghi {store / 'x.zip'}: 0 buổi họp, 0 nhiệm vụ, 1 chỗ được nhắc tới.\n"
    assert (store / "x.zip").stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(store / "x.zip") as made:
        assert made.testzip() is None
        data = json.loads(made.read("person.json"))
    assert (data["member"], data["names"]) == ("huyen-a/na-loc/dv02", [NAME])
    assert export(store, "--lang", "en", output="y.zip").stdout.endswith("0 meetings, 0 tasks, 1 mentions.\n")
    assert (store / "x.zip").read_bytes() == (store / "y.zip").read_bytes()


def test_a_copy_is_never_put_over_a_file_or_among_the_records(store: Path) -> None:
    (store / "x.zip").write_text("A", "utf-8")
    done = export(store, "--lang", "en")
    assert (done.returncode, done.stderr) == (2, f"{store / 'x.zip'} exists and is not overwritten.\n")
    assert (store / "x.zip").read_text("utf-8") == "A"
    assert export(store, output="records/x.zip").returncode == 2
    assert not (store / "records/x.zip").exists()


def test_a_copy_that_cannot_be_written_or_made_is_told(store: Path) -> None:
    done = export(store, output="none/x.zip")
    assert (done.returncode, done.stderr) == (1, f"{store / 'none/x.zip'}: No such file or directory\n")
    done = export(store, member="na-loc/dv2")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Chi bộ huyen-a/na-loc không có đảng viên “dv2”. Gần nhất: dv02.\n"
    (store / "records/huyen-a/cells/na-loc/cell.yml").write_text("a: [\n", "utf-8")
    assert export(store, "--lang", "en").stderr.startswith("The cell huyen-a/na-loc cannot be read; run `chibo check`")
    assert not (store / "x.zip").exists()
