"""Whole sites side by side: `OUTPUT.d/N/`, of which the symbolic link `OUTPUT` names the one that is served.

A reader sees one generation at any time. The link is exchanged by one `rename(2)` after the generation is on the disk.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.publish import manifest, place
from generator.publish.folders import sync
from generator.publish.manifest import NAME, Entry
from generator.publish.present import Present
from generator.publish.publisher import Outcome, compose
from generator.publish.trouble import NotPublished, at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.publish.publisher import File

KEPT = 2  # old generations
INDEX = "data/v1/index.json"  # where a site says which profile it has


def publish(files: Iterable[File], new: Mapping[str, Entry], output: Path) -> Outcome:
    """Make a new generation and serve it; where the one served is the same already, nothing is done.

    Arguments and errors are those of `publisher.publish`; on an error the link names what it named before.
    """
    place.refuse(output, generations=True)
    folder = place.shelf(output)
    with at(folder):
        if not folder.is_dir():
            folder.mkdir()
            folder.chmod(0o755)  # readers pass through it
    current = place.generation_of(output)
    present = Present.of(output) if current and output.is_dir() else None
    handed = list(files)
    if present is not None and _is_same(present, new):
        return Outcome(0, 0)
    building = folder / ".new"
    with at(building):
        building.mkdir()
    written = compose(building, handed, new, present)
    number = max(_numbers(folder), default=0) + 1
    with at(folder / str(number)):
        os.rename(building, folder / str(number))
    sync(folder)
    sync(output.parent)
    _serve(output, number, current)
    with suppress(OSError):  # too many generations do no harm
        _thin(folder, number, current or 0)
    return Outcome(written, len(present.files.keys() - new.keys()) if present else 0)


def rollback(output: Path) -> int:
    """Serve the generation before the one that is served; its number. After a public one that is a public one.

    Errors: NotPublished where there is none, or where `--generations` was not used; OSError.
    """
    current = place.generation_of(output)
    if current is None:
        raise NotPublished(
            Text(
                f"{output} không phải liên kết do chibo build --generations đặt, nên không có bản cũ để quay lại.",
                f"{output} is no link of chibo build --generations, so there is no earlier site to go back to.",
            )
        )
    folder = place.shelf(output)
    earlier = [n for n in _numbers(folder) if n < current and (folder / str(n) / NAME).is_file()]
    if not earlier:
        raise NotPublished(
            Text(
                f"{folder}: không còn bản nào cũ hơn bản {current} đang dùng.",
                f"{folder}: there is no generation before {current}, which is served.",
            )
        )
    if _is_public(folder / str(current)):
        earlier = [n for n in earlier if _is_public(folder / str(n))]
        if not earlier:
            raise NotPublished(
                Text(
                    f"{folder}: các bản trước bản {current} là bản nội bộ, không đặt vào chỗ của bản công khai.",
                    f"{folder}: the generations before {current} are internal; none takes the place of a public one.",
                )
            )
    _serve(output, max(earlier), current)
    return max(earlier)


def _is_public(generation: Path) -> bool:
    """Tell whether a generation says of itself that it is for the public."""
    try:
        index = json.loads((generation / INDEX).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(index, dict) and index.get("profile") == "public"


def _is_same(present: Present, new: Mapping[str, Entry]) -> bool:
    return present.data == manifest.render(new) and not any(manifest.compare(present.top, new))


def _numbers(folder: Path) -> list[int]:
    return sorted(int(name) for name in os.listdir(folder) if name.isascii() and name.isdigit() and name[0] != "0")


def _serve(output: Path, number: int, current: int | None) -> None:
    """Let the link name a generation, at one stroke; on an error it names what it named before. Errors: OSError."""
    _point(output, number)
    try:
        sync(output.parent)
    except OSError:
        with suppress(OSError):
            _point(output, current)
        raise


def _point(output: Path, number: int | None) -> None:
    link = place.link_part(output)
    with at(output):
        if number is None:
            os.unlink(output)
        else:
            os.symlink(f"{output.name}.d/{number}", link)
            os.rename(link, output)


def _thin(folder: Path, number: int, before: int) -> None:
    """Keep the generations before the new one, not those that were rolled back from; what cannot go stays."""
    kept = {number, *[n for n in _numbers(folder) if n <= before][-KEPT:]}
    for old in _numbers(folder):
        if old not in kept:
            shutil.rmtree(folder / str(old), ignore_errors=True)
