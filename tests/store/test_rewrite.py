"""New bytes in the place of a file: whole or not at all, with the mode it had, and nothing left beside it."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from pathlib import Path

import pytest

from generator.store import rewrite


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "03-regular.md"
    path.write_bytes(b"old\n")
    path.chmod(0o640)
    return path


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_file_is_replaced_and_keeps_its_mode(file: Path) -> None:
    node = file.stat().st_ino
    assert rewrite.replace(file, b"old\n", b"new\n") is True
    assert file.read_bytes() == b"new\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert file.stat().st_ino != node, "a reader that has it open keeps the old bytes"
    assert names(file.parent) == ["03-regular.md"]


def test_a_file_that_changed_is_not_replaced(file: Path) -> None:
    assert rewrite.replace(file, b"other\n", b"new\n") is False
    assert file.read_bytes() == b"old\n"


def test_a_file_saved_while_it_is_mended_is_not_replaced(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = rewrite._write

    def late(path: Path, raw: bytes, mode: int, facts: os.stat_result | None = None) -> None:
        write(path, raw, mode, facts)
        file.write_bytes(b"saved\n")

    monkeypatch.setattr(rewrite, "_write", late)
    assert rewrite.replace(file, b"old\n", b"new\n") is False
    assert file.read_bytes() == b"saved\n"
    assert names(file.parent) == ["03-regular.md"]


@pytest.mark.parametrize("step", ["fsync", "fchmod", "rename", "write"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_step_that_fails_leaves_the_old_bytes(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    if step == "rename":
        monkeypatch.setattr(Path, "replace", fail)
    elif step == "write":
        monkeypatch.setattr(rewrite, "_write", fail)
    else:
        monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match=os.strerror(code)):
        rewrite.replace(file, b"old\n", b"new\n")
    monkeypatch.undo()
    assert file.read_bytes() == b"old\n"
    assert names(file.parent) == ["03-regular.md"]


def broken_folder(monkeypatch: pytest.MonkeyPatch, *, until: int = 1) -> None:
    """Have the next syncs of a folder fail."""
    sync, calls = rewrite._sync_folder, iter(range(until))

    def fail(folder: Path) -> None:
        if next(calls, None) is not None:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        sync(folder)

    monkeypatch.setattr(rewrite, "_sync_folder", fail)


@pytest.mark.parametrize("until", [1, 2, 9])
def test_where_the_folder_cannot_be_made_safe_no_file_is_new(
    file: Path, monkeypatch: pytest.MonkeyPatch, until: int
) -> None:
    other = file.with_name("04-regular.md")
    other.write_bytes(b"old too\n")
    broken_folder(monkeypatch, until=until)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        rewrite.replace_all([(file, b"old\n", b"new\n"), (other, b"old too\n", b"new too\n")])
    assert (file.read_bytes(), other.read_bytes()) == (b"old\n", b"old too\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert names(file.parent) == ["03-regular.md", "04-regular.md"]


def test_where_the_folder_cannot_be_made_safe_no_new_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken_folder(monkeypatch)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        rewrite.create({tmp_path / "cell.yml": b"name: A\n", tmp_path / "year.yml": b"{}\n"})
    assert names(tmp_path) == []


def test_what_a_killed_run_left_is_written_over(file: Path) -> None:
    beside = file.with_name(".03-regular.md.chibo")
    beside.write_bytes(b"ne")
    assert rewrite.replace(file, b"old\n", b"new\n") is True
    assert names(file.parent) == ["03-regular.md"]
    beside.write_bytes(b"ne")
    rewrite.discard(file)
    assert names(file.parent) == ["03-regular.md"]
    rewrite.discard(file)


def test_no_link_is_followed(file: Path) -> None:
    link = file.with_name("04-regular.md")
    link.symlink_to(file.name)
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        rewrite.replace(link, b"old\n", b"new\n")
    file.with_name(".03-regular.md.chibo").symlink_to("05-regular.md")
    assert rewrite.replace(file, b"old\n", b"new\n") is True
    assert file.read_bytes() == b"new\n"
    assert not file.with_name("05-regular.md").exists()


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert rewrite.replace(tmp_path, b"", b"new\n") is False


def test_one_at_a_time(tmp_path: Path) -> None:
    with rewrite.alone(tmp_path) as first, rewrite.alone(tmp_path) as second:
        assert (first, second) == (True, False)
    with rewrite.alone(tmp_path) as again:
        assert again is True
    assert names(tmp_path) == []


def test_where_there_is_nothing_to_lock_nobody_is_kept_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with rewrite.alone(tmp_path / "nothing") as free:
        assert free is True

    def unsupported(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(fcntl, "flock", unsupported)
    with rewrite.alone(tmp_path) as free:
        assert free is True


def test_new_files_are_written_all_or_none_and_what_a_killed_run_left_is_finished(file: Path) -> None:
    folder = file.parent / "ban-moi"
    files = {folder / "cell.yml": b"name:\n", folder / "members.yml": b"#dv01:\n"}
    folder.mkdir()
    (folder / "cell.yml").write_bytes(b"name:\n")
    (folder / ".members.yml.chibo").write_bytes(b"#d")
    assert rewrite.create(files) is None
    assert {path: path.read_bytes() for path in folder.iterdir()} == files
    assert rewrite.create(files) == folder / "cell.yml", "all are there: somebody asks for the same again"
    (folder / "members.yml").unlink()
    (folder / "cell.yml").write_bytes(b"name: ban moi\n")
    assert rewrite.create(files) == folder / "cell.yml"
    assert names(folder) == ["cell.yml"]


def test_of_new_files_none_stays_where_one_cannot_be_written(file: Path) -> None:
    wrong = file / "cannot" / "be.yml"
    with pytest.raises(NotADirectoryError):
        rewrite.create({file.parent / "02-regular.md": b"x", wrong: b"x"})
    assert names(file.parent) == ["03-regular.md"]
