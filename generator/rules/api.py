"""What a rule is made of, and how rules are found.

A rule is a module `xx123_name.py` with a docstring, a `RULE` and, unless the reader finds it while reading
(scope `file`), a `check` that yields `Finding`s. Its docstring holds the sections of `SECTIONS`, first in Vietnamese,
then in English; *Wrong* and *Right* are run by a test and printed by `chibo explain` and on the rule's page.
"""

from __future__ import annotations

import ast
import contextlib
import contextvars
import functools
import importlib
import inspect
import pkgutil
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from generator.model import codes
from generator.model.diagnostic import Finding, Key
from generator.model.meeting import ids
from generator.model.memory import remembered_of_record
from generator.model.period import Period
from generator.model.text import Text, day_text, filled, nearest

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from types import ModuleType

    from generator.model.book import CellBook, MeetingRecord
    from generator.model.cell import Member
    from generator.model.meeting import Meeting

# What a check is given: nothing (the reader finds it), a file's text, a record with its cell, a cell, the visits to a
# district's cells, a district's own files, the rulebook with the districts there are, an allowance.
SCOPES = ("file", "text", "meeting", "cell", "visits", "district", "store", "allowances")
_guessing = contextvars.ContextVar("guessing", default=True)
SECTIONS = ("Kiểm tra", "Vì sao", "Cách sửa", "Checks", "Why", "Fix", "Wrong", "Right", "Source")


@dataclass(frozen=True)
class Rule:
    """A rule's constant facts.

    `module` is the rule's `__name__`: its code and name are read from it. `silenced_by` lists codes that make this rule
    silent in the same file, where they concern a place below `silenced_within`.
    `about_members` marks diagnostics that never enter the public profile. `public_severity` is the severity in the
    check of a store with that profile, where it is another one.
    """

    module: str
    scope: str
    title: Text
    kind: str = "invalid"
    severity: str = "error"
    silenced_by: tuple[str, ...] = ()
    silenced_within: Key = ()
    about_members: bool = False
    public_severity: str = ""

    @property
    def code(self) -> str:
        """`AT101` from `at101_totals`."""
        return self._stem.split("_", 1)[0].upper()

    @property
    def name(self) -> str:
        """`totals` from `at101_totals`; words are joined with hyphens."""
        return self._stem.split("_", 1)[1].replace("_", "-")

    @property
    def _stem(self) -> str:
        return self.module.rsplit(".", 1)[-1]

    def find(
        self,
        path: str,
        *key: str | int,
        found: Text,
        expected: Text = Text("", ""),
        hint: Text = Text("", ""),
        **more: Any,
    ) -> Finding:
        """Build a finding of this rule at a place inside a record."""
        return Finding(self.code, path, key, found, expected, hint, **more)


@functools.cache
def modules() -> tuple[ModuleType, ...]:
    """All rule modules in order of code."""
    import generator.rules as package

    names = sorted(m.name for m in pkgutil.iter_modules(package.__path__) if re.fullmatch(r"[a-z]{2}\d{3}_\w+", m.name))
    return tuple(importlib.import_module(f"generator.rules.{name}") for name in names)


@functools.cache
def rules() -> dict[str, Rule]:
    """All rules by code."""
    return {module.RULE.code: module.RULE for module in modules()}


@functools.cache
def checks(scope: str) -> tuple[tuple[Rule, Any], ...]:
    """The rules with a check of that scope.

    `check` is the one of the rule's own scope; a rule that looks at other kinds of record too has a `check_cell` or
    `check_district` beside it.
    """
    named = ((m.RULE, getattr(m, "check" if m.RULE.scope == scope else f"check_{scope}", None)) for m in modules())
    return tuple((rule, check) for rule, check in named if check is not None)


class Summing(NamedTuple):
    """A rule that tells once a record what it finds in several places: `sum` makes one finding of them."""

    code: str
    sum: Callable[[list[Finding]], Finding]


@functools.cache
def summings() -> tuple[Summing, ...]:
    """The rules whose module has a function `together`."""
    return tuple(Summing(m.RULE.code, m.together) for m in modules() if hasattr(m, "together"))


def sections(code: str) -> dict[str, str]:
    """The sections of a rule's docstring, by heading."""
    module = next(m for m in modules() if m.RULE.code == code)
    parts = re.split(rf"^({'|'.join(SECTIONS)}):[ \t]*\n?", _docstring(module), flags=re.MULTILINE)
    return {head: inspect.cleandoc(body).strip("\n") for head, body in zip(parts[1::2], parts[2::2], strict=True)}


def _docstring(module: ModuleType) -> str:
    """The docstring of a module, also where Python was told to do without (`-OO`)."""
    return inspect.getdoc(module) or ast.get_docstring(ast.parse(inspect.getsource(module))) or ""


# --- what several rules ask of a meeting ---------------------------------------------------------------


class Mention(NamedTuple):
    """A member named in a meeting: where, and the id (or `CELL/ID`) written there."""

    key: Key
    id: str


def people_named(meeting: Meeting) -> Iterator[Mention]:
    """Everybody whom a meeting names by id, in the order of its fields."""
    if meeting.chair is not None:
        yield Mention(("chair",), meeting.chair)
    if meeting.minutes_by is not None:
        yield Mention(("minutes_by",), meeting.minutes_by)
    attendance = meeting.attendance
    if attendance is not None:
        yield from (Mention(("attendance", "excused", id_), id_) for id_ in ids(attendance.excused))
        for name in ("unexcused", "also_present", "spoke"):
            for index, id_ in enumerate(ids(getattr(attendance, name))):
                yield Mention(("attendance", name, index), id_)
    for task, given in meeting.tasks.items():
        if given.owner is not None:
            yield Mention(("tasks", task, "owner"), given.owner)


def people_beyond(known: Mapping[str, object], record: MeetingRecord, cell: CellBook) -> Iterator[Mention]:
    """Those of whom a record that was read names, but for ids that are known: mostly nobody, which is told at once."""
    if not all_named(record, cell) <= known.keys():
        yield from (mention for mention in people_named(cast("Meeting", record.meeting)) if mention.id not in known)


@remembered_of_record
def all_named(record: MeetingRecord, cell: CellBook) -> frozenset[str]:  # noqa: ARG001 - remembered with the cell
    """The ids of all whom a record that was read names (`people_named`), without their places."""
    meeting = cast("Meeting", record.meeting)
    named = {meeting.chair, meeting.minutes_by, *[task.owner for task in meeting.tasks.values()]}
    at = meeting.attendance
    for people in () if at is None else (at.excused, at.unexcused, at.also_present, at.spoke):
        named.update(ids(people))
    named.discard(None)
    return cast("frozenset[str]", frozenset(named))


def own_id(cell: CellBook, written: str) -> str | None:
    """The id of a member of this cell, written alone or as `CELL/ID`; None where it names another cell."""
    ref, _, id_ = written.rpartition("/")
    return id_ if not ref or cell.home.full(ref) == cell.ref else None


def is_near(day: dt.date, period: Period) -> bool:
    """Tell whether a day lies in the period's month or the one before or after it."""
    return period.plus(-1) <= Period.of(day) <= period.plus(1)


@remembered_of_record
def judged_on(record: MeetingRecord, cell: CellBook) -> dt.date | None:
    """The day by which a meeting's people are judged; None where it has none, or ME103 or ME108 doubts it."""
    day = record.meeting.date if record.meeting is not None else None
    return day if day is not None and is_near(day, record.period) and cell.is_active(day) else None


def is_due_kind(member: Member, day: dt.date, kind: str) -> bool:
    """Tell whether a member of the cell belongs to those who meet: in a committee meeting, the committee."""
    return kind != "committee" or any(r.role in codes.COMMITTEE_ROLES and r.covers(day) for r in member.roles)


# --- wording ------------------------------------------------------------------------------------------

LINES_TOLD = 20  # of one rule about words in one file, so that a long list pasted by mistake cannot flood a report


def in_all(number: int, found: int) -> tuple[Text, int]:
    """What the last line told adds where a file has more of them: their true number, and how many are not told."""
    if number < LINES_TOLD or found == LINES_TOLD:
        return Text("", ""), 0
    said = filled(" Tệp này có tất cả {n} dòng như vậy.", " The file has {n} such lines.", n=found)
    return said, found - LINES_TOLD


def join(*texts: Text) -> Text:
    """Put sentences one after the other, leaving out empty ones."""
    return Text(" ".join(t.vi for t in texts if t.vi), " ".join(t.en for t in texts if t.en))


def span_text(start: dt.date, end: dt.date | None) -> Text:
    """A stretch of days: `từ 01/5/2010 đến hết 30/6/2025`."""
    first = day_text(start)
    if end is None:
        return Text(f"từ {first.vi}", f"from {first.en}")
    last = day_text(end)
    return Text(f"từ {first.vi} đến hết {last.vi}", f"from {first.en} to {last.en}")


def did_you_mean(written: str, known: Iterable[str]) -> Text:
    """The question with the nearest valid id; empty where nothing is near."""
    near = nearest_id(written, known)
    return Text(f"Có phải “{near}”?", f"Did you mean “{near}”?") if near else Text("", "")


@contextlib.contextmanager
def without_guesses() -> Iterator[None]:
    """Look for no near ids meanwhile: findings that are only counted need no hint, and looking is what costs."""
    token = _guessing.set(False)
    try:
        yield
    finally:
        _guessing.reset(token)


def nearest_id(written: str, known: Iterable[str]) -> str | None:
    """The known id meant by a mistyped one: the same but for zeros (`dv5`, `dv05`), else one or two letters away."""
    if not _guessing.get():
        return None
    table = sorted(known)
    bare = re.sub(r"(?<!\d)0+(?=\d)", "", written)
    same = [k for k in table if re.sub(r"(?<!\d)0+(?=\d)", "", k) == bare]
    if same:
        return same[0]
    reach = 1 if len(written) < 6 else 2
    near = [
        (steps_between(written, k), sorted(k) != sorted(written), k)
        for k in table
        if abs(len(k) - len(written)) <= reach
    ]
    best = min(near, default=None)  # of several as near, one with the same letters: `dv50` is `dv05` before `dv01`
    return best[2] if best is not None and best[0] <= reach else nearest(written, table)


def steps_between(one: str, other: str) -> int:
    """How many letters to insert, delete, change or swap with their neighbour to turn one word into the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one):
        older, before, row = before, row, [i + 1]
        for j, b in enumerate(other):
            cost = min(before[j] + (a != b), before[j + 1] + 1, row[j] + 1)
            if i and j and a == other[j - 1] and one[i - 1] == b:
                cost = min(cost, older[j - 1] + 1)
            row.append(cost)
    return row[-1]
