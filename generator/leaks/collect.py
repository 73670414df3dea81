"""The needles of a store, read from its files: line by line, and parsed where lines may not say all.

Neither goes through the models of the records, so that a mistake there is none here. Lines are the quick reading, and
the only one of a file that cannot be parsed; what YAML lets one write in several ways is read from the parsed text.
"""

from __future__ import annotations

import codecs
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import yaml

from generator.leaks.fields import DAY, IDS, KEYED, SHORTEST, add_field, add_scalar, going_on
from generator.leaks.needles import Needles
from generator.leaks.scalars import is_simple, scalars
from generator.leaks.structure import Structure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from generator.store.paths import RecordPath

_QUOTED = r"""\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'"""
_VALUE = re.compile(rf"""(?:^|[\s{{,-])"?([\w-]+)"?:[ ]+({_QUOTED}|[^\s{{\[#][^#]*?)(?=\s*(?:$|\s#))""")
_FLOW = re.compile(rf"""([\w-]+):\s+({_QUOTED}|[^,{{}}\[\]]+)""")
_REMARK = re.compile(r"(?<!\S)#(.*)")
_ID = re.compile(r"^([^\s:#]+):", re.MULTILINE)
_WHOLE = {"cell", "district", "rules"}
_FIRST = re.compile(rb"(?:[ \t\r]*\n|[ \t]*#.*\n)*")


def collect(files: Iterable[tuple[RecordPath, bytes]], as_of: dt.date, extra: Iterable[str] = ()) -> Needles:
    """The needles of a store's files; `extra` are texts of the site itself, which may be shown."""
    needles, whole = Needles(), defaultdict[str, list[tuple["RecordPath", str]]](list)
    readers = defaultdict[str, _Reader](lambda: _Reader(needles))
    for place, given in files:
        raw = given.removeprefix(codecs.BOM_UTF8)
        if place.kind in _WHOLE:
            whole[place.kind].append((place, raw.decode("utf-8", "replace")))
        elif place.kind == "meeting":
            front, _, minutes = raw.removeprefix(b"---").partition(b"\n---")
            readers["meeting"].read("meeting", front)
            readers["minutes"].lines.update(minutes.split(b"\n"))
            if place.name:
                needles.add_token(place.name, "slug")
                needles.add_token(place.path.rpartition("/")[2].removesuffix(".md"), "slug")
        else:
            readers[place.kind].read(place.kind, raw)
    for kind, reader in readers.items():
        _read(kind, {line.decode("utf-8", "replace") for line in reader.lines}, needles)
    structure = Structure(needles, {as_of.isoformat()})
    structure.read(whole["cell"], whole["district"], whole["rules"])
    _read("cell", structure.lines, needles)
    for text in extra:
        needles.add_public(text)
    needles.without_public_days(structure.open_days)
    return needles


class _Reader:
    """Reads the files of one kind: keeps their different lines, and parses a file with a line that is not simple."""

    def __init__(self, needles: Needles) -> None:
        self.lines: set[bytes] = set()
        self._hard: set[bytes] = set()
        self._needles = needles

    def read(self, kind: str, raw: bytes) -> None:
        """Read a file, or the front matter of one."""
        lines = set(raw.split(b"\n"))
        new = lines - self.lines
        self.lines |= new
        flow = kind != "names"
        self._hard.update(
            line for line in new if not is_simple(line.decode("utf-8", "replace"), flow=flow, texts=KEYED)
        )
        if kind == "review" or not self._hard.isdisjoint(lines) or (kind in IDS and _is_inside(raw)):
            for one in scalars(raw.decode("utf-8", "replace"))[0]:
                add_scalar(kind, one, self._needles)


def _is_inside(raw: bytes) -> bool:
    """Tell whether the first keys of a file, which are ids, do not begin their lines."""
    before = _FIRST.match(raw)
    return before is not None and raw[before.end() : before.end() + 1] in {b" ", b"\t", b"-"}


def _read(kind: str, lines: set[str], needles: Needles) -> None:
    """Take what one kind of file holds out of its different lines."""
    text = "\n".join(lines)
    for year, month, day in set(DAY.findall(text)):
        needles.add_day(f"{year}-{month}-{day}")
    if kind == "minutes":
        for line in lines:
            needles.add_text(line, "minutes", SHORTEST)
        return
    if kind in IDS:
        for id_ in set(_ID.findall(text)):
            needles.add_token(id_.strip("\"'"), IDS[kind])
    for line in lines:
        remark = _REMARK.search(line)
        if remark:
            needles.add_text(remark[1], "comment", SHORTEST)
        if kind == "names":
            needles.add_name(_plain(line.partition("#")[0].partition(":")[2]), "name")
        elif kind == "review" or (kind != "members" and (":" not in line or KEYED.search(line))):
            _front(kind, line, needles)


def _front(kind: str, line: str, needles: Needles) -> None:
    pairs = list(_FLOW.finditer(line)) if "{" in line else list(_VALUE.finditer(line))
    for found in pairs:
        add_field(kind, found[1], _plain(found[2]), needles)
    if not pairs and ":" not in line:  # a text that goes on from the line before
        needles.add_text(line, going_on(kind), SHORTEST)


def _plain(value: str) -> str:
    """A scalar as it is meant, without the quotes around it."""
    value = value.strip()
    if value[:1] in {'"', "'"}:
        try:
            return str(yaml.safe_load(value))
        except yaml.YAMLError:
            return value.strip("\"'")
    return value
