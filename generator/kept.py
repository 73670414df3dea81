"""How the result of a cell is written down, in lines, and read again part by part."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple

from generator import work
from generator.cache.codec import Codec, Columns, Unreadable
from generator.cache.parts import APART, HELD, KINDS, join, kind_of, split
from generator.model import allow, book, diagnostic, digest, facts, months, period, ratio, summary, visit
from generator.model.late import NOW
from generator.publish import manifest

if TYPE_CHECKING:
    from generator.work import CellResult

FIXED, PEOPLE, HISTORY = "fixed", "people", "history"  # parts of a cell beside its years and what changes with a record


def written(named: dict[str, str], result: CellResult) -> bytes:
    """A result in lines: the cells it names with the key that each had, and all but the years; then a line a part.

    The result is told the names of the content of its parts.
    """
    lines: dict[str, bytes] = {}
    if result.summary is not None:
        whole, parts = split(result.summary)
        kinds = codecs()
        lines = {name: kinds.parts[kind_of(name)].dumps(part) for name, part in parts.items()}
        result.digests.update({name: name_of(line) for name, line in lines.items()})
        apart = {name: getattr(whole, name) for name in APART}
        result.digests[NOW] = hash_of(sorted(apart.items()))
        nothing: dict[str, Any] = {"recorded": None, "below_target": (), "problems": {}, "left_out": (), "overdue": ()}
        fixed = dataclasses.replace(whole, **nothing)
        result.digests[FIXED] = name_of(kinds.summary.dumps(fixed) + b" ".join(map(str.encode, lines)))
        result.digests[PEOPLE] = hash_of(result.people)
        result = dataclasses.replace(result, summary=whole)
    return b"\n".join([codecs().result.dumps((named, result, list(lines))), *lines.values()])


def read(body: bytes) -> tuple[dict[str, str], CellResult]:
    """What was written; a part is read when it is asked for. Errors: Unreadable, also then."""
    head, *lines = body.split(b"\n")
    named, result, names = codecs().result.loads(head)
    if len(names) != len(lines):
        raise Unreadable("lines are lacking")
    if result.summary is not None:
        at = dict(zip(names, lines, strict=True))

        years = [name for name in names if name.isdecimal()]
        result = dataclasses.replace(result, summary=join(result.summary, years, lambda part: _columns(part, at[part])))
    return named, result


@functools.lru_cache(maxsize=HELD)
def _columns(part: str, line: bytes) -> Columns:
    return codecs().parts[kind_of(part)].columns(line)


class Codecs(NamedTuple):
    """One codec for each kind of line."""

    result: Codec
    summary: Codec
    stats: Codec
    parts: dict[type[NamedTuple], Codec]


@functools.cache
def codecs() -> Codecs:
    """The codecs of results and of their parts."""
    names: dict[str, object] = {"dt": dt}
    for module in (allow, book, diagnostic, digest, facts, manifest, months, period, ratio, summary, visit):
        names |= {name: value for name, value in vars(module).items() if isinstance(value, type)}
    names |= {name: getattr(summary, name) for name in ("ByKey", "Key", "Stats")}
    kept = tuple[dict[str, str], work.CellResult, list[str]]
    parts = {kind: Codec(kind, names) for kind in KINDS.values()}
    return Codecs(Codec(kept, names), Codec(summary.CellSummary, names), Codec(summary.Stats, names), parts)


def name_of(content: bytes) -> str:
    """A name of some content."""
    return hashlib.sha256(content).hexdigest()[:32]


def hash_of(*parts: object) -> str:
    """A name of some values, by how Python writes them."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()
