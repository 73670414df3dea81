"""What stands at the output, what ended runs left beside it, and whether a site may be put there."""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.publish import journal, lock, manifest
from generator.publish.present import Present
from generator.publish.trouble import NotPublished, at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.publish.manifest import Entry

STAGES = ("stage", "records")  # folders beside the output that only a run of `chibo build` needs
_EARLIER = ("index.html", "assets/chibo.css", "data/v1/index.json")  # every site has had these since the first version
_MOUNTS = "/proc/self/mountinfo"


def shelf(output: Path) -> Path:
    """The folder of an output's generations."""
    return output.parent / f"{output.name}.d"


def link_part(output: Path) -> Path:
    """The symbolic link before it takes the place of the output."""
    return output.parent / f".{output.name}.link"


def generation_of(output: Path) -> int | None:
    """The number of the generation that an output is a link to; None where it is no such link."""
    try:
        target = os.readlink(output)
    except OSError:
        return None
    found = re.fullmatch(rf"{re.escape(output.name)}\.d/([1-9][0-9]*)", target)
    return int(found[1]) if found and not shelf(output).is_symlink() else None


@contextmanager
def held(output: Path, *, proving: bool = False) -> Iterator[bool]:
    """Hold an output: locked, what an ended run left finished or removed, and nothing left behind afterwards.

    What an ended run has left is known by its lock. What stands there without one is somebody's own, and in the way of
    a build; it is never removed, and where the output is only proved it is no matter.

    Gives whether there was a journal to finish. Errors: NotPublished where somebody else holds it, or something is in
    the way; OSError.
    """
    with lock.hold(output) as own:
        finished = journal.finish(output)
        theirs = [] if own.left else [path for path in _beside(output) if os.path.lexists(path)]
        if theirs and not proving:
            raise _about(theirs[0], _Said.IN_THE_WAY)
        ours = [path for path in _beside(output) if path not in theirs]
        _remove(ours)
        try:
            yield finished
        finally:
            with lock.undisturbed():
                _tidy(output, ours)
                own.kept = any(map(os.path.lexists, ours))  # what is done is done; the next command tidies up


def recover(output: Path) -> None:
    """Finish or remove what an ended run has left beside an output that another program is about to fill.

    Errors: NotPublished where somebody holds it, or where it is one of our generations; OSError.
    """
    if output.parent.is_dir():
        with held(output):
            if generation_of(output) is not None:
                refuse(output, generations=False)


def _beside(output: Path) -> list[Path]:
    """What a run makes beside an output, and removes when it ends; the journal after what is written before it."""
    stages = [output.parent / f".{output.name}.{name}" for name in STAGES]
    before = [*stages, shelf(output) / ".new", journal.part(output), link_part(output)]
    return [*before, journal.journal_file(output), journal.staged(output)]


def _tidy(output: Path, ours: list[Path]) -> None:
    """Remove what a run has made, but not a journal that is still to be finished, nor what that needs."""
    needed = {journal.journal_file(output), journal.staged(output)}
    waits = os.path.lexists(journal.journal_file(output))
    with suppress(OSError):
        _remove([path for path in ours if not (waits and path in needed)])


def _remove(paths: list[Path]) -> None:
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        elif os.path.lexists(path):
            with at(path):
                path.unlink()


def refuse(output: Path, *, generations: bool) -> Present | None:
    """Refuse an output where no site may be put; else what stands there, None for an empty folder or none.

    For generations it is None: what stands there is one of them. Errors: NotPublished, OSError.
    """
    number = generation_of(output)
    if generations:
        if number is None and os.path.lexists(output):
            raise _about(output, _Said.NOT_A_LINK)
        return None
    if number is not None:
        raise _about(output, _Said.A_GENERATION)
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise _about(output, _Said.ODD)
    return _looked_at(output) if output.is_dir() else None


def standing(output: Path, *, generations: bool) -> Mapping[str, Entry]:
    """What a site of ours that stands at the output says that it holds; refuses as `refuse` does, but looks no closer.

    Empty where there is none. Errors: NotPublished, OSError.
    """
    known = manifest.read(output) if output.is_dir() else None
    if known is None or generations or output.is_symlink():
        present = refuse(output, generations=generations)
        return present.files if present is not None else known[1] if known is not None else {}
    _check_place(output)
    return known[1]


def _check_place(output: Path) -> None:
    if str(output.resolve()) in _mounts() or output.stat().st_dev != output.parent.stat().st_dev:
        raise _about(output, _Said.MOUNTED)
    if not os.access(output, os.W_OK | os.X_OK):
        raise _about(output, _Said.READ_ONLY)


def _looked_at(output: Path) -> Present | None:
    _check_place(output)
    present = Present.of(output)
    tree = present.tree
    if not (tree.files or tree.folders or tree.odd):
        return None
    if not present.data and not _is_earlier(output, tree):
        raise _about(output, _Said.FOREIGN)
    tree.refuse_odd(output)
    return present


def _is_earlier(output: Path, tree: manifest.Tree) -> bool:
    """Whether a folder without a manifest is a whole site of a version that wrote none."""
    if not all(path in tree.files for path in _EARLIER):
        return False
    try:
        index = json.loads((output / _EARLIER[-1]).read_bytes())
    except ValueError:
        return False
    return isinstance(index, dict) and str(index.get("schema")).startswith("chibo.data/")


def _mounts() -> set[str]:
    """Every folder that something is mounted on, where the system tells."""
    try:
        with open(_MOUNTS, encoding="utf-8", errors="surrogateescape") as lines:
            points = [line.split(" ")[4] for line in lines]
    except OSError:
        return set()
    return {re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point) for point in points}


class _Said:
    """The sentences of a refusal, about a folder."""

    NOT_A_LINK = Text(
        "{0} đang là thư mục hoặc tệp thường, nên --generations không thay được: đổi tên hoặc xóa nó rồi chạy lại.",
        "{0} is a plain folder or file, which --generations cannot replace: rename or remove it, then run again.",
    )
    A_GENERATION = Text(
        "{0} là liên kết do --generations đặt: thêm --generations, hoặc xóa liên kết ấy rồi chạy lại.",
        "{0} is a link of --generations: add --generations, or remove the link and run again.",
    )
    ODD = Text(
        "{0} là liên kết hoặc không phải thư mục; chibo không ghi qua đó. Chọn --output khác, hoặc xóa nó.",
        "{0} is a symbolic link or no folder; chibo does not write through it. Choose another --output, or remove it.",
    )
    MOUNTED = Text(
        "{0} là một điểm gắn đĩa, nên không thay được từng bước an toàn: chọn --output là một thư mục con trong đó.",
        "{0} is a mount point, where nothing can be exchanged safely: choose a folder inside it as --output.",
    )
    IN_THE_WAY = Text(
        "{0} đang chiếm chỗ chibo cần để dựng, mà không phải do lần dựng nào để lại, nên không động vào: "
        "đổi tên hoặc dời nó đi rồi chạy lại.",
        "{0} stands where chibo needs to build and was not left by a run of it, so it is not touched: "
        "rename it or move it away, then run again.",
    )
    READ_ONLY = Text("{0}: không ghi được vào thư mục này.", "{0}: this folder cannot be written.")
    FOREIGN = Text(
        "{0} đã có tệp mà không phải trang do chibo dựng (không có manifest.json), nên không thay: "
        "chọn --output khác, hoặc tự xóa thư mục ấy.",
        "{0} holds files and is no site of chibo (it has no manifest.json), so it is not replaced: "
        "choose another --output, or remove that folder yourself.",
    )


def _about(output: Path, said: Text) -> NotPublished:
    return NotPublished(Text(said.vi.format(output), said.en.format(output)))
