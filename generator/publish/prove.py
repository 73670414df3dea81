"""A published folder proved against its manifest."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.publish import journal, manifest, place
from generator.publish.trouble import NotPublished

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Proof:
    """What a proof found.

    Attributes:
        files: how many files the manifest lists.
        differences: path and kind (`changed`, `missing`, `added`) of each difference, by path.
        finished: whether an ended run had left a journal, which was finished first.
    """

    files: int
    differences: list[tuple[str, str]]
    finished: bool


def prove(output: Path) -> Proof:
    """Prove a folder against the manifest in it, after finishing what an ended run has left.

    A folder that cannot be written, and has no journal, is proved as it is.

    Errors: NotPublished where there is no folder or no manifest, or a run works on it now; OSError.
    """
    if not output.parent.is_dir():
        raise _nothing(output)
    try:
        with place.held(output, proving=True) as finished:
            return _proof(output, finished=finished)
    except OSError as error:
        if error.errno not in {errno.EROFS, errno.EACCES} or journal.read(output) is not None:
            raise
    return _proof(output, finished=False)


def _proof(output: Path, *, finished: bool) -> Proof:
    if not output.is_dir():
        raise _nothing(output)
    known = manifest.read(output)
    if known is None:
        raise NotPublished(
            Text(
                f"{output / manifest.NAME}: không có, hoặc không còn là bản kê do chibo ghi, nên không kiểm được.",
                f"{output / manifest.NAME}: absent, or not as chibo wrote it, so nothing can be proved.",
            )
        )
    return Proof(len(known[1]), list(manifest.compare(output, known[1])), finished)


def _nothing(output: Path) -> NotPublished:
    return NotPublished(Text(f"{output}: không có thư mục này.", f"{output}: there is no such folder."))
