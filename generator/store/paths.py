"""The path grammar: a record's path is its key, so what does not fit is refused by name."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from generator.model.codes import MEETING_KINDS
from generator.model.diagnostic import Finding, Span
from generator.model.period import FIRST_YEAR, LAST_YEAR, Period
from generator.model.text import Text, fold, nearest
from generator.model.values import SLUG, SLUG_LENGTH

RESERVED = frozenset({"rulebook", "rules", "data", "handbook", "definitions", "assets", "search", "en"})
DEVICES = frozenset({"aux", "con", "nul", "prn", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
CELL_FILES = {"cell.yml": "cell", "members.yml": "members", "names.yml": "names", "allowances.yml": "allowances"}
DISTRICT_FILES = {"district.yml": "district", "allowances.yml": "allowances"}
YEAR_FOLDERS = {"observers": "observers", "events": "events"}
_MEETING = re.compile(r"(\d\d)-([a-z]+)(?:-(.+))?\.md", re.ASCII)
_HIDDEN = frozenset(".~")
_YEAR = re.compile(r"\d{4}", re.ASCII)


class RecordPath(NamedTuple):
    """What a path says: the kind of file and where it belongs. `name`: the slug of a rulebook, review or meeting.

    `refused` marks a file that PA001 to PA003 name: it is not read, but the record it stands for is not missing either.
    """

    path: str
    kind: str
    district: str = ""
    cell: str = ""
    year: int = 0
    month: int = 0
    meeting: str = ""
    name: str = ""
    refused: bool = False

    @property
    def period(self) -> Period:
        """The month of a meeting file."""
        return Period(self.year, self.month)


def is_passed_over(path: str) -> bool:
    """Tell whether some part of the path begins with `.` or `~`."""
    return path[:1] in _HIDDEN or "/." in path or "/~" in path


@functools.lru_cache(maxsize=4096)  # the names of districts and cells stand in the path of each of their files
def _is_slug(text: str) -> bool:
    return len(text) <= SLUG_LENGTH and SLUG.fullmatch(text) is not None


@functools.lru_cache(maxsize=4096)
def _is_name(text: str) -> bool:
    """Tell whether a text names a folder or, with an ending, a file on every system."""
    return _is_slug(text) and text not in DEVICES


@functools.lru_cache(maxsize=1024)
def _year(text: str) -> int:
    return int(text) if _YEAR.fullmatch(text) and FIRST_YEAR <= int(text) <= LAST_YEAR else 0


def parse(path: str) -> RecordPath | None:
    """Read a path below the store's root (`records/…`); None where it is outside the grammar."""
    parts = path.split("/")
    if len(parts) < 3 or parts[0] != "records":
        return None
    if parts[1] == "rulebook":
        return _named(path, "rules", "", parts[2:])
    district = parts[1]
    if not _is_name(district) or district in RESERVED:
        return None
    rest = parts[2:]
    if len(rest) == 1 and rest[0] in DISTRICT_FILES:
        return RecordPath(path, DISTRICT_FILES[rest[0]], district)
    if len(rest) == 2 and rest[0] in YEAR_FOLDERS and rest[1].endswith(".yml") and (year := _year(rest[1][:-4])):
        return RecordPath(path, YEAR_FOLDERS[rest[0]], district, year=year)
    if len(rest) == 2 and rest[0] == "reviews":
        return _named(path, "review", district, rest[1:])
    if len(rest) in {3, 4} and rest[0] == "cells" and _is_name(rest[1]):
        return _in_cell(path, district, rest[1], rest[2:])
    return None


def _named(path: str, kind: str, district: str, rest: list[str]) -> RecordPath | None:
    if len(rest) == 1 and rest[0].endswith(".yml") and _is_name(rest[0][:-4]):
        return RecordPath(path, kind, district, name=rest[0][:-4])
    return None


def _in_cell(path: str, district: str, cell: str, rest: list[str]) -> RecordPath | None:
    if len(rest) == 1:
        return RecordPath(path, CELL_FILES[rest[0]], district, cell) if rest[0] in CELL_FILES else None
    year = _year(rest[0])
    if not year:
        return None
    if rest[1] == "year.yml":
        return RecordPath(path, "year", district, cell, year)
    found = _MEETING.fullmatch(rest[1])
    if found is None or not 1 <= int(found[1]) <= 12 or found[2] not in MEETING_KINDS:
        return None
    slug = found[3] or ""
    if slug and (found[2] == "regular" or not _is_slug(slug)):
        return None
    return RecordPath(path, "meeting", district, cell, year, int(found[1]), found[2], slug)


def refuse(path: str) -> Finding:
    """Build PA001 for a path outside the grammar, with the nearest valid one."""
    good = suggest(path)
    hint = Text(
        "Xem cây thư mục trong Sổ tay; xóa hoặc chuyển tệp này đi.", "See the handbook; delete or move the file."
    )
    if good:
        hint = Text(f"Có phải “{good}”? Hãy đổi tên tệp.", f"Did you mean “{good}”? Rename the file.")
    return Finding(
        "PA001", path, (),
        Text(f"Đường dẫn “{path}” không đúng cách đặt tên của sổ.", f"“{path}” is not a path of the record store."),
        _expected(path), hint, subject=path, span=Span(),
    )  # fmt: skip


def _expected(path: str) -> Text:
    parts = path.split("/")
    device = next((part for part in parts if part.partition(".")[0].casefold() in DEVICES), None)
    if device is not None:
        return Text(
            f"Windows dành tên “{device}” cho thiết bị: kho có tên ấy không chép về máy Windows được.",
            f"Windows keeps the name “{device}” for a device: a store with it cannot be copied to such a machine.",
        )
    if len(parts) > 1 and parts[1] in RESERVED - {"rulebook"}:
        return Text(f"Tên “{parts[1]}” dành cho trang của sổ.", f"“{parts[1]}” is reserved for pages of the site.")
    if len(parts) == 6 and parts[2] == "cells":
        return Text(
            "Biên bản đặt tên NĂM/THÁNG-LOẠI.md, ví dụ 2024/03-regular.md.",
            "YEAR/MM-KIND[-SLUG].md, such as 2024/03-regular.md.",
        )
    return Text(
        "Tên chỉ gồm chữ thường không dấu, chữ số và gạch nối, đúng chỗ trong cây thư mục.",
        "Names of lower-case letters, digits and hyphens, in their place of the tree.",
    )


def suggest(path: str) -> str | None:
    """The nearest path inside the grammar, or None."""
    parts = [re.sub(r"[^a-z0-9.\-]+", "-", fold(part)).strip("-") for part in path.split("/")]
    if not parts[-1]:
        return None
    stem, dot, ending = parts[-1].rpartition(".")
    stem = re.sub(r"-+", "-", (stem if dot else ending).replace(".", "-")).strip("-")
    meeting = re.fullmatch(r"(?:\d{4}-)?(\d{1,2})-?([a-z]*)-?(.*)", stem)
    tries = [f"{stem}.yml", f"{stem}.md"]
    if parts[:2] == ["records", "rulebook"]:
        del tries[1:]  # any name will do there, so that none of a cell's files is near
    elif meeting is None:
        tries += [n for n in (nearest(f"{stem}.yml", [*CELL_FILES, "year.yml", "district.yml"]),) if n]
    else:
        kind = nearest(meeting[2], MEETING_KINDS) or "regular"
        slug = f"-{meeting[3]}" if meeting[3] and kind != "regular" else ""
        tries.insert(0, f"{int(meeting[1]):02d}-{kind}{slug}.md")
    for name in tries:
        candidate = "/".join([*parts[:-1], name])
        if candidate != path and parse(candidate) is not None:
            return candidate
    return None


_COPY = Text("Chép nội dung vào một tệp thường rồi xóa mục này.", "Copy it into a regular file and delete this one.")
_LAY = Text(
    "Lấy đủ tệp ra (git sparse-checkout disable), rồi chạy lại.",
    "Check out all files (git sparse-checkout disable), then run again.",
)
_KINDS = {
    "link": (Text("liên kết", "a link"), _COPY),
    "sparse": (Text("tệp mà git không lấy ra thư mục này", "a file that git has not checked out here"), _LAY),
}
_OTHER = (Text("thư mục lạ hoặc mô-đun con", "a folder or submodule"), _COPY)


def not_regular(path: str, kind: str) -> Finding:
    """Build PA002 for something that is no regular file. `kind` is that of its `Entry`."""
    what, hint = _KINDS.get(kind, _OTHER)
    return Finding(
        "PA002", path, (),
        Text(f"“{path}” là {what.vi}, không phải tệp thường.", f"“{path}” is {what.en}, not a regular file."),
        Text("Mỗi bản ghi là một tệp thường trong kho.", "Every record is a regular file of the store."),
        hint, subject=path, span=Span(),
    )  # fmt: skip


def collides(path: str, other: str) -> Finding:
    """Build PA003 for a name that equals another one without case or accents."""
    return Finding(
        "PA003", path, (),
        Text(
            f"“{path}” trùng tên với “{other}” khi không phân biệt hoa thường, dấu.",
            f"“{path}” is the same name as “{other}” without case or accents.",
        ),
        Text("Mỗi tên chỉ có một cách viết.", "Each name has one spelling."),
        Text("Gộp hai mục, giữ tên viết thường không dấu.", "Merge the two; keep the lower-case name without accents."),
        subject=path, span=Span(),
    )  # fmt: skip


def fold_name(part: str) -> str:
    """A name without case and accents: what a careless file system compares."""
    return fold(part)
