"""A person in the records: under which ids the store knows one, which name it holds, and where that is written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.commands.create import Impossible
from generator.model.text import Text, compared, fold, nearest
from generator.store import decode, paths, vault, yaml
from generator.store.source import WorkTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from generator.options import Options

_CLUSTER = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]|[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)
UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


class Id(NamedTuple):
    """A member of a cell: `cell` is `DISTRICT/CELL`."""

    cell: str
    id: str

    def __str__(self) -> str:
        return f"{self.cell}/{self.id}"


@dataclass
class Files:
    """The files of a store as they lie there: `raw` by path below `records/` (or the folder of names outside).

    `places` says where each lies, `unread` which are there and cannot be read as text, `stored` the bytes of those that
    lie there encrypted.
    """

    raw: dict[str, bytes] = field(default_factory=dict)
    places: dict[str, Path] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    stored: dict[str, bytes] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)

    def text(self, path: str) -> str | None:
        """The text of a file with LF; None where there is none."""
        return decode.decode(path, self.raw[path]).text if path in self.raw else None

    def value(self, path: str) -> dict[str, Any] | None:
        """What a YAML file says; None where it is not there or cannot be read."""
        if path not in self.values:
            text = self.text(path)
            parsed = yaml.parse(path, text) if text is not None else None
            if parsed is None or not parsed.is_readable:
                self.values[path] = None
            else:
                self.values[path] = {} if parsed.value is None else parsed.value
        found = self.values[path]
        return found if isinstance(found, dict) else None

    def of_kind(self, kind: str) -> dict[str, list[str]]:
        """The paths of the files of a kind (`members`, `names`) by `DISTRICT/CELL`."""
        found: dict[str, list[str]] = {}
        for path in self.raw:
            place = paths.parse(inside(path))
            if place is not None and place.kind == kind:
                found.setdefault(f"{place.district}/{place.cell}", []).append(path)
        return found


def inside(path: str) -> str:
    """The path of a file of names outside, as it would be inside the records."""
    return path if path.startswith("records/") else f"records/{path.partition('/')[2]}"


def open_files(options: Options) -> Files:
    """Read every file of the records, and the names that are kept outside.

    Errors: SourceError; Impossible where the folder of names is not there, for then nobody knows who is who.
    """
    source = WorkTree(options.root, options.records)
    entries = source.entries()
    found = Files(source.read([entry.path for entry in entries if entry.kind == "file"]))
    found.unread = [entry.path for entry in entries if entry.path not in found.raw]
    found.places = {path: options.root / source.real(path) for path in found.raw}
    if options.names is not None:
        _names_outside(options.names, found)
    for path in sorted(found.raw):
        if decode.decode(path, found.raw[path]).text is None:
            found.unread.append(path)
            del found.raw[path]
    return found


def _names_outside(folder: Path, found: Files) -> None:
    if not folder.is_dir():
        raise Impossible(
            Text(
                f"Không thấy thư mục họ tên {folder} (mục names trong mkdocs.yml), nên không biết ai là ai.",
                f"The folder of names {folder} (names in mkdocs.yml) is not here, so nobody knows who is who.",
            )
        )
    if vault.is_locked(folder):
        raise Impossible(vault.NO_KEY)
    for cell in sorted(cells_of(found)):
        district, _, slug = cell.partition("/")
        shown = f"{folder.name}/{district}/cells/{slug}/names.yml"
        names = vault.read(folder, district, slug)
        if names is not None and isinstance(names.content, bytes):
            found.raw[shown], found.places[shown] = names.content, names.place
            if names.stored is not None:
                found.stored[shown] = names.stored
        elif names is not None:
            found.unread.append(shown)


def cells_of(files: Files) -> set[str]:
    """Every cell that has a file, as `DISTRICT/CELL`."""
    places = (paths.parse(path) for path in [*files.raw, *files.unread])
    return {f"{place.district}/{place.cell}" for place in places if place is not None and place.cell}


def find(files: Files, asked: str) -> Id:
    """The member asked for as `[DISTRICT/]CELL/MEMBER`.

    Errors: Impossible, with the nearest one that there is.
    """
    cell, _, id_ = asked.rpartition("/")
    cells = sorted(cells_of(files))
    matches = [one for one in cells if cell in (one, one.partition("/")[2])]
    if len(matches) != 1:
        near = nearest(cell, cells) or nearest(cell, [one.partition("/")[2] for one in cells])
        raise Impossible(_no_cell(asked, cell, matches, near))
    ref = matches[0]
    refuse_unread(files, ref)
    known = sorted({member.id for member in [*rolls(files), *names(files)] if member.cell == ref})
    if id_ not in known:
        near = nearest(id_, known)
        raise Impossible(
            Text(
                f"Chi bộ {ref} không có đảng viên “{id_}”." + (f" Gần nhất: {near}." if near else ""),
                f"The cell {ref} has no member “{id_}”." + (f" The nearest is {near}." if near else ""),
            )
        )
    return Id(ref, id_)


def _no_cell(asked: str, cell: str, matches: list[str], near: str | None) -> Text:
    if not cell:
        return Text(
            f"“{asked}” chưa đủ: viết [ĐẢNG-BỘ/]CHI-BỘ/MÃ, ví dụ ban-na-loc/dv05.",
            f"“{asked}” is not enough: write [DISTRICT/]CELL/MEMBER, such as ban-na-loc/dv05.",
        )
    if matches:
        known = ", ".join(matches)
        return Text(f"Có nhiều chi bộ “{cell}”: {known}.", f"Several cells are called “{cell}”: {known}.")
    return Text(
        f"Không có chi bộ “{cell}”." + (f" Gần nhất: {near}." if near else ""),
        f"There is no cell “{cell}”." + (f" The nearest is {near}." if near else ""),
    )


def refuse_unread(files: Files, cell: str) -> None:
    """Errors: Impossible where the roll or the names of a cell are there and cannot be read."""
    own = [path for kind in ("members", "names") for path in files.of_kind(kind).get(cell, [])]
    unread = [path for path in files.unread if _is_of(inside(path), cell)]
    bad = next((path for path in own if files.value(path) is None), unread[0] if unread else None)
    if bad is not None:
        raise Impossible(
            Text(
                f"Chưa đọc được {bad}; chạy “chibo check”, sửa tệp ấy rồi chạy lại.",
                f"{bad} cannot be read; run `chibo check`, mend it, then run again.",
            )
        )


def _is_of(path: str, cell: str) -> bool:
    place = paths.parse(path)
    return place is not None and place.kind in {"members", "names"} and cell == f"{place.district}/{place.cell}"


def rolls(files: Files) -> dict[Id, Any]:
    """The row of every member in a `members.yml` that can be read."""
    found = {}
    for cell, kept in files.of_kind("members").items():
        found.update({Id(cell, id_): row for path in kept for id_, row in (files.value(path) or {}).items()})
    return found


def names(files: Files) -> dict[Id, tuple[str, ...]]:
    """The names of every member, as each file of names that can be read has it."""
    found: dict[Id, tuple[str, ...]] = {}
    for cell, kept in files.of_kind("names").items():
        for path in kept:
            for id_, name in (files.value(path) or {}).items():
                if isinstance(name, str):
                    found[Id(cell, id_)] = (*found.get(Id(cell, id_), ()), name)
    return found


def person(files: Files, member: Id) -> list[Id]:
    """A member and everybody that is the same person by `was`, over all cells that are here; the member first."""
    same: dict[Id, set[Id]] = {}
    cells = cells_of(files)
    for one, row in rolls(files).items():
        was = row.get("was") if isinstance(row, dict) else None
        if isinstance(was, str) and "/" in was:
            cell, _, id_ = was.rpartition("/")
            other = Id(cell if "/" in cell else f"{one.cell.partition('/')[0]}/{cell}", id_)
            if other.cell in cells:
                same.setdefault(one, set()).add(other)
                same.setdefault(other, set()).add(one)
    found, todo = {member}, [member]
    while todo:
        new = same.get(todo.pop(), set()) - found
        found |= new
        todo += new
    return [member, *sorted(found - {member})]


class Name:
    """Finds a person's names in a text as PR102 does: whole, in any case, with tone marks in either place.

    A longer name that holds this one is somebody else's. A name of one word is not looked for.
    """

    def __init__(self, own: Iterable[str], others: Iterable[str]) -> None:
        self.words = {words for name in own if len(words := _words(name)) > 1}
        longer = {
            words for name in others for own in self.words if own != (words := _words(name)) and _holds(words, own)
        }
        every = sorted(self.words | longer, key=lambda words: (-len(" ".join(words)), words))
        either = "|".join(r"\s+".join(map(re.escape, words)) for words in every)
        self.pattern = re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])") if either else None
        near = "|".join(r"[\W_]*".join(re.escape(fold(word)) for word in words) for words in sorted(self.words))
        self.loose = re.compile(rf"(?<![^\W_])(?:{near})(?![^\W_])")

    def is_same(self, name: str) -> bool:
        """Tell whether a name is one of the person's."""
        return _words(name) in self.words

    def swap(self, text: str, give: Callable[[tuple[str, ...]], str | None]) -> tuple[str, int]:
        """The text with what `give` says in place of each name found (None: as it is), and how many were put in."""
        if self.pattern is None:
            return text, 0
        plain, begins, ends = letters(text)
        parts, at, count = [], 0, 0
        for match in self.pattern.finditer(plain):
            new = give(tuple(match[0].split()))
            if new is not None:
                parts += [text[at : begins[match.start()]], new]
                at = ends[match.end() - 1]
                count += 1
        return "".join([*parts, text[at:]]), count

    def replace(self, text: str, new: str) -> tuple[str, int]:
        """The text with `new` in place of each of the person's names, and how many there were."""
        return self.swap(text, lambda words: new if words in self.words else None)

    def doubtful(self, text: str) -> list[int]:
        """The lines that may hold the name all the same: without accents, with signs between its words."""
        if not self.words:
            return []
        rest, _ = self.swap(text, lambda words: None if words in self.words else "0")
        flat = fold("".join(char for char in rest if char not in UNSEEN))
        return sorted({flat.count("\n", 0, match.start()) + 1 for match in self.loose.finditer(flat)})


def _words(name: str) -> tuple[str, ...]:
    return tuple(letters(name)[0].split())


def _holds(words: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(words[n : n + len(part)] == part for n in range(len(words)))


def letters(text: str) -> tuple[str, list[int] | range, list[int] | range]:
    """A text as names are compared, and for each of its characters where that begins and ends in the text."""
    if unicodedata.is_normalized("NFC", text) and not any(sign in text for sign in UNSEEN):
        return compared(text), range(len(text)), range(1, len(text) + 1)
    joined: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        if cluster[0] in UNSEEN:
            continue
        new = unicodedata.normalize("NFC", cluster[0])
        joined.append(new)
        begins += [cluster.start()] * len(new)
        ends += [cluster.end()] * len(new)
    return compared("".join(joined)), begins, ends
