"""The manifest, and any change of a published folder found by it."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from generator.publish import manifest
from generator.publish.prove import prove
from generator.publish.trouble import NotPublished
from tests.publish.sites import OLD, entries, publish

if TYPE_CHECKING:
    from pathlib import Path


def test_a_manifest_is_the_same_for_the_same_files_in_any_order() -> None:
    files = entries(OLD)
    assert manifest.render(files) == manifest.render(dict(reversed(files.items())))
    assert manifest.parse(manifest.render(files)) == files


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"index.html"', '"../index.html"'),
        ('"index.html"', '"/index.html"'),
        ('"index.html"', '".index.html"'),
        ('"index.html"', '"manifest.json"'),
        ('"size":3', '"size":"3"'),
        ('"size":3', '"size":3.0'),
        ("chibo.manifest/1", "chibo.manifest/2"),
        ('"files":[', '"files": ['),
        ("]}", "]} "),
    ],
)
def test_what_is_not_written_as_we_write_it_is_no_manifest(old: str, new: str) -> None:
    text = manifest.render(entries(OLD)).decode()
    assert old in text
    with pytest.raises(manifest.Unreadable):
        manifest.parse(text.replace(old, new, 1).encode())


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"null", b"\xff", b'{"files": 3}', b"[" * 100_000])
def test_other_bytes_are_no_manifest(data: bytes) -> None:
    with pytest.raises(manifest.Unreadable):
        manifest.parse(data)


PIECES = [
    '"',
    "\\",
    "\n",
    ",",
    "}",
    "{",
    "]",
    "/",
    ".",
    "a",
    "0",
    '"},\n{"path":"',
    "\x00",
    "\x1f",
    "é",
    " ",
    "size",
    '"size":',
]


def test_whatever_is_taken_for_a_manifest_is_one_to_the_letter() -> None:
    chance, taken = random.Random(5), 0
    names = ["a.html", "b/c.html", "b/é.html", "d.e/f", "g", 'h"i', "j\\k", "l\nm"]
    for number in range(20_000):
        some = chance.sample(names[: 5 if number % 2 else 8], k=chance.randrange(1, 5))
        text = manifest.render({name: manifest.entry_of(name.encode()) for name in some}).decode()
        for _ in range(number % 3):
            start = chance.randrange(len(text))
            end = start + chance.choice([0, 0, 1, 2, 90, 120])
            at = chance.randrange(len(text))
            piece = chance.choice([*PIECES, text[start:end], text[at : at + 100], ""])
            text = text[:start] + piece + text[end:]
        try:
            files = manifest.parse(text.encode())
        except manifest.Unreadable:
            continue
        taken += 1
        assert manifest.render(files) == text.encode()
        assert all(map(manifest.is_plain, files))
        assert manifest.NAME not in files
    assert taken > 5_000


def harm(folder: Path, chance: random.Random) -> str:
    """Change one thing in a published folder; the path that must be named."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    victim = chance.choice(files)
    name = victim.relative_to(folder).as_posix()
    match chance.choice(["flip", "add", "remove", "rename", "cut", "link", "folder"]):
        case "flip":
            data = bytearray(victim.read_bytes())
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            victim.write_bytes(data)
        case "cut":
            victim.write_bytes(victim.read_bytes()[:-1])
        case "add":
            victim.with_name("one-more.html").write_text("x", "utf-8")
            return victim.with_name("one-more.html").relative_to(folder).as_posix()
        case "remove":
            victim.unlink()
        case "rename":
            victim.rename(victim.with_name("renamed.html"))
        case "link":
            copy = folder.parent / "aside"
            shutil.copy(victim, copy)
            victim.unlink()
            victim.symlink_to(copy)
        case "folder":
            (folder / "empty").mkdir()
            return "empty/"
    return name


@pytest.mark.parametrize("times", [100, pytest.param(1000, marks=pytest.mark.torture)])
def test_every_change_of_a_folder_is_found_and_named(tmp_path: Path, times: int) -> None:
    publish(tmp_path / "sound", OLD)
    assert prove(tmp_path / "sound").differences == []
    chance = random.Random(61)
    for _ in range(times):
        shutil.rmtree(tmp_path / "site", ignore_errors=True)
        shutil.copytree(tmp_path / "sound", tmp_path / "site")
        named = harm(tmp_path / "site", chance)
        try:
            found = dict(prove(tmp_path / "site").differences)
        except (NotPublished, OSError) as error:
            assert manifest.NAME in f"{error} {getattr(error, 'filename', '')}"  # noqa: PT017 - which of both it is, is not the point
            assert named == manifest.NAME
        else:
            assert named in found or (named == manifest.NAME and found)  # what its line is about is named then


def test_a_folder_that_nobody_may_write_is_proved_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(tmp_path / "site", OLD)

    def read_only(output: Path, *, proving: bool) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("generator.publish.place.held", read_only)
    assert prove(tmp_path / "site").differences == []


def test_what_is_no_site_cannot_be_proved(tmp_path: Path) -> None:
    for folder in (tmp_path / "absent", tmp_path / "no/where", tmp_path):
        with pytest.raises(NotPublished):
            prove(folder)
