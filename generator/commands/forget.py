"""`chibo forget`: take a person's name out of the records, so that every figure stays, and certify what was done.

The row in `names.yml` goes; the name in all other files becomes the member's id. Every edit is proved: the file says
the same after it, but for that.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.commands import difference, people, rows
from generator.commands.create import Impossible
from generator.commands.people import Files, Id, Name
from generator.known import FOLDER
from generator.model.text import Text
from generator.report.display import spoken
from generator.store import rewrite, vault

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from generator.options import Options

LONGEST_GROUND = 200
NAMESAKE = Text("có người trùng họ tên", "somebody else has the same name")
DOUBTFUL = Text("có thể là họ tên ấy viết cách khác", "it may be the name, written otherwise")
REMARK = Text("ghi chú ngay trên dòng của người này", "a remark just above this person's row")
IN_PATH = Text("tên tệp hoặc thư mục", "the name of the file or folder")
UNREAD = Text("không đọc được như chữ", "it cannot be read as text")

NOTHING = Text(
    "Không có gì để xóa: names.yml không có họ tên của người này.",
    "Nothing to erase: names.yml has no name for this person.",
)


class NotWritten(Exception):
    """Nothing was written; `text` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


class Change(NamedTuple):
    """A file to be written: its bytes before and after, names replaced in it, rows taken out.

    `stored` are the bytes that lie there where these are encrypted; `before` and `after` are in clear all the same.
    """

    path: str
    place: Path
    before: bytes
    after: bytes
    mentions: int
    rows: int
    stored: bytes | None = None


@dataclass
class Plan:
    """What an erasure does: the files it writes, and what must be looked at by hand (path, line or 0, why).

    `same` are the ids of this person, the one asked for first; `before` and `after` name the content of the records.
    """

    same: list[Id]
    ground: str
    day: dt.date
    changes: list[Change] = field(default_factory=list)
    look: list[tuple[str, int, Text]] = field(default_factory=list)
    before: str = ""
    after: str = ""
    cache: Text | None = None
    records: str = "records"

    def real(self, path: str) -> str:
        """The path as it stands below the store's folder."""
        return self.records + path.removeprefix("records") if path.startswith("records/") else path

    @property
    def mentions(self) -> int:
        """How many names are replaced."""
        return sum(change.mentions for change in self.changes)


def plan(options: Options, asked: str, ground: str) -> Plan:
    """What has to be done to erase a member; nothing is written.

    Errors: SourceError; Impossible for an unknown member, a ground that cannot be written down, or an edit that would
    change what a file says.
    """
    files = people.open_files(options)
    member = people.find(files, asked)
    same = people.person(files, member)
    for one in same:
        people.refuse_unread(files, one.cell)
    known = people.names(files)
    name = Name(
        [name for one in same for name in known.get(one, ())],
        [name for one, written in known.items() if one not in same for name in written],
    )
    _refuse_ground(ground, name)
    made = Plan(same, ground, dataclasses.replace(options, as_of=None).today(), records=options.records)
    twins = {one.cell for one, all_ in known.items() if one not in same and any(map(name.is_same, all_))}
    is_named = any(one in known for one in same)
    for path in sorted(files.raw):
        _file(made, files, path, name, twins, is_named=is_named)
    made.changes.sort(key=lambda change: (_is_names(change.path), change.path))  # the name is known until all is done
    made.look += [(path, 0, UNREAD) for path in sorted(files.unread)]
    made.before = digest(files.raw)
    made.after = digest({**files.raw, **{change.path: change.after for change in made.changes}})
    return made


def digest(raw: dict[str, bytes]) -> str:
    """The SHA-256 of what `sha256sum` prints for these files in the order of their paths."""
    lines = (f"{hashlib.sha256(raw[path]).hexdigest()}  {path}\n" for path in sorted(raw))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def apply(options: Options, asked: str, ground: str, first: Callable[[Plan], None] = lambda _: None) -> Plan:
    """Erase a member: all files or none; then the cache goes. `first` is called when it is known what will be done.

    Where nothing is left to be written, a killed run may still have left the cache. Errors: as `plan`; NotWritten.
    """
    with rewrite.alone(options.root / options.records) as free:
        if not free:
            raise NotWritten(
                Text("Một lệnh sửa khác đang chạy trong sổ này.", "Another command is mending the files of this store.")
            )
        made = plan(options, asked, ground)
        try:
            if made.changes:
                first(made)
            changed = rewrite.replace_all([_edit(options, one) for one in made.changes])
        except vault.NotSealed as error:
            raise NotWritten(error.text) from error
        except OSError as error:
            reason, where = error.strerror or str(error), error.filename or ""
            raise NotWritten(
                Text(f"Chưa ghi tệp nào: {reason} {where}".rstrip(), f"Nothing was written: {reason} {where}".rstrip())
            ) from error
        if changed is not None:
            raise NotWritten(
                Text(
                    f"Chưa ghi tệp nào: có người vừa lưu {changed.name}; chạy lại.",
                    f"Nothing was written: {changed.name} was saved in the meantime; run again.",
                )
            )
    made.cache = _drop_cache(options.root / FOLDER)
    return made


def _edit(options: Options, change: Change) -> tuple[Path, bytes, bytes]:
    """The file with the bytes that lie there and those that are to lie there."""
    if change.stored is None or options.names is None:
        return change.place, change.before, change.after
    return change.place, change.stored, vault.sealed(options.names, change.after)


def _drop_cache(folder: Path) -> Text | None:
    try:
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        return Text(f"chưa xóa được {FOLDER}: {reason}", f"{FOLDER} could not be deleted: {reason}")
    return None


def _refuse_ground(ground: str, name: Name) -> None:
    wrong = not ground.strip() or len(ground) > LONGEST_GROUND or not ground.isprintable() or "allow[" in ground
    if wrong or name.doubtful(ground):
        raise Impossible(
            Text(
                f"--ground: một dòng, tối đa {LONGEST_GROUND} chữ, không có họ tên, như “đơn ngày 02/3/2026”.",
                f"--ground: one line, at most {LONGEST_GROUND} letters, without the name: “request of 2 March 2026”.",
            )
        )


def _is_names(path: str) -> bool:
    return path.endswith("/names.yml")


def _file(made: Plan, files: Files, path: str, name: Name, twins: set[str], *, is_named: bool) -> None:
    """Plan what becomes of one file."""
    raw = files.raw[path]
    text = raw.decode("utf-8")
    cell = cell_of(people.inside(path))
    own = {one.cell: one.id for one in made.same}
    leave = cell in twins or (bool(twins) and cell not in own)
    new, removed = text, 0
    if cell in own and is_named:
        new, removed = _row(made, path, text, own[cell])
    mentions = 0
    if not leave:
        new, mentions = name.replace(new, _seen(made.same[0], own, cell, path))
    if new != text:
        after = new.encode()
        if not _holds(path, raw, after, own.get(cell, ""), None if leave else _swap(name, made, cell, path), removed):
            raise Impossible(_by_hand(path))
        made.changes.append(Change(path, files.places[path], raw, after, mentions, removed, files.stored.get(path)))
    if not _is_names(path):
        made.look += [(path, line, NAMESAKE if leave else DOUBTFUL) for line in name.doubtful(new)]
    if name.doubtful(path.replace("/", "\n")):
        made.look.append((path, 0, IN_PATH))


def _row(made: Plan, path: str, text: str, id_: str) -> tuple[str, int]:
    """A cell's file of names without the person's row; its roll with a word on what was done."""
    kind = path.rpartition("/")[2]
    if kind not in {"names.yml", "members.yml"}:
        return text, 0
    line = rows.remark_above(text, id_)
    if line:
        made.look.append((path, line, REMARK))
    if kind == "members.yml":
        told = rows.marked(text, id_, f"ngày {made.day.isoformat()} ({made.ground})")
        return (told if rows.said(path, told.encode()) == rows.said(path, text.encode()) else text), 0
    new = rows.without(text, id_)
    return new, int(new != text)


def _swap(name: Name, made: Plan, cell: str, path: str) -> Any:
    new = _seen(made.same[0], {one.cell: one.id for one in made.same}, cell, path)
    return lambda text: name.replace(text, new)[0]


def _holds(path: str, before: bytes, after: bytes, id_: str, swap: Any, removed: int) -> bool:
    """Tell whether a file says the same after an edit, but for the name and the rows taken out."""
    old, new = rows.said(path, before), rows.said(path, after)
    if removed and old is not None and isinstance(old[1], dict):
        old = (old[0], {key: value for key, value in old[1].items() if key != id_} or None)
        new = (new[0], new[1] or None)
    return bool((old if swap is None else _swapped(old, swap)) == new)


def _swapped(value: Any, swap: Any) -> Any:
    """A value with the name replaced in each of its texts."""
    if isinstance(value, str):
        return swap(value)
    if isinstance(value, dict):
        return {key: _swapped(one, swap) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_swapped(one, swap) for one in value)
    return value


def _by_hand(path: str) -> Text:
    return Text(
        f"Chưa ghi gì: bỏ họ tên thì {path} đọc ra khác đi. Viết chỗ ấy trên một dòng riêng rồi chạy lại.",
        f"Nothing was written: without the name {path} reads differently. Give it its own line and run again.",
    )


def cell_of(path: str) -> str:
    """The cell that a path lies in, as `DISTRICT/CELL`; empty above the cells."""
    parts = path.split("/")
    return f"{parts[1]}/{parts[3]}" if len(parts) > 4 and parts[2] == "cells" else ""


def _seen(member: Id, own: dict[str, str], cell: str, path: str) -> str:
    """How a file names the member: by the id alone in the person's own cells, else with the cell."""
    if cell in own:
        return own[cell]
    district, _, slug = member.cell.partition("/")
    return f"{slug}/{member.id}" if path.startswith(f"records/{district}/") else str(member)


def shown(made: Plan, *, terminal: bool) -> str:
    """The changes as a unified diff, which must show the name; on a terminal hidden characters are written out."""
    changes = (difference.unified(made.real(one.path), one.before.decode(), one.after.decode()) for one in made.changes)
    text = "".join(line for lines in changes for line in lines)
    return spoken(text) if terminal else text
