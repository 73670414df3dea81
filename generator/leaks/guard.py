"""What a publication calls: a public site is let through, or refused in words."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from generator.publish import manifest
from generator.publish.publisher import Incomplete
from generator.publish.stage import Stage, discard, open_stage
from generator.publish.trouble import NotPublished

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.options import Options


def refuse_leaks(options: Options, stage: Stage, *others: Path) -> None:
    """Refuse a public site that holds what only the internal profile may show; of the internal one nothing is asked.

    Files that the stage knows of and does not hold are those that stand at its output. `others` are folders of texts
    that a site is to be made of. Errors: NotPublished, whose text names files and kinds; Incomplete where a file does
    not stand at the output as the stage knows it; SourceError, OSError.
    """
    if options.profile == "internal":
        return
    from generator.leaks import gate  # what it searches by is loaded only where something is searched

    names = stage.entries or manifest.scan(stage.root).files
    places = {path: stage.root / path for path in sorted(names)}
    if stage.output is not None:
        places = {path: place if place.is_file() else _standing(stage, path) for path, place in places.items()}
    for folder in others:
        places |= {f"{folder.name}/{path}": folder / path for path in sorted(manifest.scan(folder).files)}
    leaks = gate.scan(options, places.items())
    if leaks:
        raise NotPublished(gate.refusal(leaks))


def _standing(stage: Stage, path: str) -> Path:
    """A file that stands at the output of a stage; what somebody else has made of it since is not judged."""
    place = Path(f"{stage.output}/{path}")
    try:
        is_as_known = manifest.hash_of(str(place)) == stage.entries[path].sha256
    except OSError:
        is_as_known = False
    if not is_as_known:
        raise Incomplete(path)
    return place


@contextmanager
def exporting(options: Options, folder: Path) -> Iterator[Stage]:
    """Give a folder to write files into; what is public goes to its place at the end, once it is searched.

    Errors: NotPublished as of `refuse_leaks`, OSError; then nothing has changed there.
    """
    if options.profile == "internal":
        yield Stage(folder)
        return
    stage = open_stage(folder, "export")
    try:
        yield stage
        refuse_leaks(options, stage)
        stage.move_into(folder)
    finally:
        discard(stage)


__all__ = ["exporting", "refuse_leaks"]
