"""`chibo check --fix`: mend the record files of a work tree, or show what would be mended."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.commands import difference
from generator.judge import is_asked
from generator.model.text import Text
from generator.report.display import spoken
from generator.store import rewrite
from generator.store.difference import difference as changes_since
from generator.store.fix import EDITS, Fixed, fix
from generator.store.source import Entry, WorkTree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.options import Options

NOT_REGULAR = Text("không phải tệp thường", "it is not a regular file")
UNREADABLE = Text("không đọc được tệp", "it cannot be read")
MEANWHILE = Text("có người vừa lưu tệp này; chạy lại để sửa", "it was saved in the meantime; run again to mend it")
BUSY = Text(
    "Một lệnh sửa khác đang chạy trong sổ này; đợi xong rồi chạy lại.",
    "Another fix is running in this store; run again when it is done.",
)


class Busy(Exception):
    """Somebody else is mending the files of this store."""


@dataclass
class Outcome:
    """What was done, file by file in the order of their paths; `diff` holds the changes where none were written.

    `changed` names the edits (keys of `fix.EDITS`), `left` says why a file was left alone, `failed` why one could not
    be written.
    """

    changed: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    left: list[tuple[str, Text]] = field(default_factory=list)
    failed: list[tuple[str, Text]] = field(default_factory=list)
    diff: list[str] = field(default_factory=list)


def mend(options: Options, since: str | None = None, progress: Callable[[int, int], None] | None = None) -> Outcome:
    """Mend the files asked for (with `since` only those changed since then), each replaced whole or left as it was.

    Errors: SourceError, NoComparison, Busy.
    """
    with rewrite.alone(options.root / options.records) as free:
        if not free:
            raise Busy
        return _each(options, since, progress, _write)


def preview(options: Options, since: str | None = None, progress: Callable[[int, int], None] | None = None) -> Outcome:
    """What `mend` would change, as a unified diff; nothing is written.

    Errors: SourceError, NoComparison.
    """
    return _each(options, since, progress, _show)


def _each(
    options: Options,
    since: str | None,
    progress: Callable[[int, int], None] | None,
    act: Callable[[Outcome, str, Path, bytes, Fixed], None],
) -> Outcome:
    outcome = Outcome()
    source = WorkTree(options.root, options.records)
    folders = [list(group) for _, group in itertools.groupby(_asked(options, source, since), lambda e: _folder(e.path))]
    for done, entries in enumerate(folders, 1):
        found = source.read([entry.path for entry in entries if entry.kind == "file"])
        for entry in entries:
            shown = _real(options, entry.path)
            raw = found.get(entry.path)
            if raw is None:
                outcome.left.append((shown, UNREADABLE if entry.kind in {"file", "closed"} else NOT_REGULAR))
                continue
            fixed = fix(entry.path, raw)
            if fixed.left is not None:
                outcome.left.append((shown, fixed.left))
            else:
                act(outcome, shown, options.root / shown, raw, fixed)
        if progress is not None:
            progress(done, len(folders))
    return outcome


def _asked(options: Options, source: WorkTree, since: str | None) -> list[Entry]:
    entries = source.entries()
    if since is not None:
        changed = changes_since(options.root, options.records, since, None).changed
        entries = [entry for entry in entries if entry.path in changed]
    return [e for e in entries if is_asked(e.path, options.paths) or is_asked(_real(options, e.path), options.paths)]


def _folder(path: str) -> str:
    """The cell or other folder that a path belongs to."""
    return "/".join(path.split("/")[:4])


def _real(options: Options, path: str) -> str:
    """The path as it stands below the store's folder."""
    return options.records + path[len("records") :]


def _write(outcome: Outcome, shown: str, path: Path, raw: bytes, fixed: Fixed) -> None:
    if fixed.raw == raw:
        rewrite.discard(path)
        return
    try:
        written = rewrite.replace(path, raw, fixed.raw)
    except OSError as error:
        reason = error.strerror or str(error)
        outcome.failed.append((shown, Text(f"không ghi được: {reason}", f"it cannot be written: {reason}")))
        return
    if written:
        outcome.changed.append((shown, fixed.edits))
    else:
        outcome.left.append((shown, MEANWHILE))


def _show(outcome: Outcome, shown: str, path: Path, raw: bytes, fixed: Fixed) -> None:  # noqa: ARG001 - as `_write`
    if fixed.raw != raw:
        outcome.changed.append((shown, fixed.edits))
        outcome.diff += difference.unified(shown, raw.decode(), fixed.raw.decode())


def told(outcome: Outcome, lang: str) -> str:
    """Say of each file what was mended."""
    lines = []
    for path, edits in outcome.changed:
        made = "; ".join(EDITS[name].to(lang) for name in edits)
        lines.append(Text(f"Đã sửa {path}: {made}.", f"Mended {path}: {made}."))
    if lines:
        count = len(lines)
        lines.append(Text(f"Đã sửa {count} tệp.\n", f"Mended {count} {'file' if count == 1 else 'files'}.\n"))
    return "".join(f"{line.to(lang)}\n" for line in lines)


def set_aside(outcome: Outcome, lang: str) -> str:
    """Say of each file that was left alone, or could not be written, why."""
    lines = []
    for path, reason in outcome.left:
        why = Text(*(said.rstrip(".") for said in reason))
        lines.append(Text(f"Để nguyên {path}: {why.vi}.", f"Left {path} alone: {why.en}."))
    for path, reason in outcome.failed:
        lines.append(Text(f"Chưa sửa được {path}: {reason.vi}.", f"{path} is not mended: {reason.en}."))
    return "".join(f"{line.to(lang)}\n" for line in lines)


def shown(outcome: Outcome, *, terminal: bool) -> str:
    """The diff, as `git apply` takes it; on a terminal hidden characters are written out, so that they can be seen."""
    text = "".join(outcome.diff)
    return spoken(text) if terminal else text
