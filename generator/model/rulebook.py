"""The dated rulebook: `rulebook/*.yml`, and what is in force for a place on a day."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.model import codes, values
from generator.model.record import Interval, Record, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Applies(Interval):
    """When a rule is in force."""


class Regular(Record):
    """How often, and by when the record is due. Unit of `record_due_day`: day of the following month."""

    every: values.code(codes.EVERY) | None = field("Định kỳ", "Every")  # type: ignore[valid-type]  # a type made from a code list
    record_due_day: values.FixedDay | None = field("Hạn ghi biên bản", "Record due day")


class Thematic(Record):
    """How often a thematic meeting is held."""

    every: values.code(codes.EVERY) | None = field("Định kỳ", "Every")  # type: ignore[valid-type]  # a type made from a code list


class Duration(Record):
    """Shortest duration. Unit: minutes."""

    regular: values.Count | None = field("Thường kỳ", "Regular")
    thematic: values.Count | None = field("Chuyên đề", "Thematic")
    combined: values.Count | None = field("Thường kỳ và chuyên đề", "Combined")


class AttendanceRule(Record):
    """What is asked of attendance."""

    target: dict[values.code(codes.TARGETS), values.Comparison] | None = field(  # type: ignore[valid-type]  # a type made from a code list
        "Tỷ lệ dự", "Target", about="default và từng loại hình"
    )
    unexcused: values.Count | None = field("Vắng không lý do tối đa", "Unexcused at most")
    consecutive_excused: values.Count | None = field("Vắng có lý do liên tiếp tối đa", "Excused in a row at most")
    removal_watch_months: values.Count | None = field("Số tháng vắng không lý do phải xem xét", "Removal watch")


class Quorum(Record):
    """Share of the voting base that should be there."""

    warn_below: values.Share | None = field("Nhắc khi dưới", "Warn below")


class VoteRule(Record):
    """Share of the voting base that adopts."""

    adopt: values.Comparison | None = field("Thông qua khi", "Adopt")


class CellRule(Record):
    """Size and organs of a cell. Unit: full members."""

    min_official: values.Count | None = field("Số đảng viên chính thức ít nhất", "Least full members")
    committee_from: values.Count | None = field("Có chi ủy từ", "Committee from")


class Documents(Record):
    """Papers before, report after. Unit: days."""

    posted_days_before: values.Count | None = field("Gửi tài liệu trước", "Posted days before")
    reported_days_after: values.Count | None = field("Báo cáo sau", "Reported days after")


class ScoreRule(Record):
    """The criteria and the grades."""

    groups: dict[values.Key, values.Count] | None = field("Điểm tối đa từng nhóm", "Maximum by group")
    grades: dict[values.code(codes.GRADES), values.Comparison] | None = field("Ngưỡng xếp loại", "Grade thresholds")  # type: ignore[valid-type]  # a type made from a code list


class SmallNumbers(Record):
    """How few people a public count may stand for. A value below what is safe is refused; without one nothing is shown.

    Unit: persons, but cells for `group_cells`, months for `months`, days for `settle_days`.
    """

    round_to: values.From5 | None = field("Làm tròn đến", "Rounded to")
    hide_below: values.From8 | None = field("Ẩn số dưới", "Hidden below")
    group_cells: values.From3 | None = field("Nhóm có ít nhất số chi bộ", "Cells in a group")
    group_members: values.From20 | None = field("Nhóm có ít nhất số đảng viên", "Members in a group")
    denominator: values.From20 | None = field("Mẫu số của tỷ lệ ít nhất", "Least denominator of a rate")
    months: values.HalfYear | None = field("Chi bộ được tính khi đã họp số kỳ", "Months held by a cell that is counted")
    settle_days: values.From31 | None = field("Năm đã hết được số ngày", "Days after the year's end")


class Rules(Record):
    """One file of the rulebook: thresholds with the document they come from."""

    title: values.Words = field("Tên văn bản", "Title", required=True)
    issuer: values.Words = field("Cơ quan ban hành", "Issuer", required=True)
    source: values.Words = field("Điều, mục", "Source", required=True)
    applies: Applies = field("Hiệu lực", "In force", required=True)
    scope: values.Scope = field("Phạm vi", "Scope", required=True)
    extends: values.Slug | None = field("Kế thừa từ", "Extends")
    regular: Regular | None = field("Sinh hoạt thường kỳ", "Regular meetings")
    thematic: Thematic | None = field("Sinh hoạt chuyên đề", "Thematic meetings")
    duration: Duration | None = field("Thời lượng ít nhất, phút", "Least duration, minutes")
    attendance: AttendanceRule | None = field("Dự sinh hoạt", "Attendance")
    quorum: Quorum | None = field("Số người dự tối thiểu", "Quorum")
    votes: VoteRule | None = field("Biểu quyết", "Votes")
    cell: CellRule | None = field("Tổ chức chi bộ", "Cell")
    documents: Documents | None = field("Tài liệu, báo cáo", "Documents")
    score: ScoreRule | None = field("Chấm điểm", "Score")
    registers: list[values.Key] | None = field("Sổ sách phải có", "Registers")
    small_numbers: SmallNumbers | None = field("Số ít người ở bản công khai", "Small numbers in public")
    severity: dict[values.RuleCode, values.code(codes.SEVERITIES)] | None = field("Mức độ", "Severity")  # type: ignore[valid-type]  # a type made from a code list
    confidence: dict[values.Key, values.Words] | None = field("Độ tin cậy", "Confidence")


_ABOUT = frozenset({"title", "issuer", "source", "applies", "scope", "extends", "confidence"})


class Rule(NamedTuple):
    """One threshold in force, with the slug of the file it stands in."""

    value: Any
    file: str


class InForce:
    """The thresholds in force for one place on one day: leaf path → value and the document that states it."""

    def __init__(self, leaves: dict[tuple[str, ...], Rule], titles: dict[str, str]) -> None:
        self.leaves = leaves
        self.titles = titles
        self._groups: dict[tuple[str, ...], dict[str, Any]] = {}

    def get(self, *path: str) -> Any:
        """The value at a leaf such as `("duration", "regular")`; None where no rule states it."""
        rule = self.leaves.get(path)
        return None if rule is None else rule.value

    def group(self, *path: str) -> dict[str, Any]:
        """All leaves directly under a path, such as the score groups, in the order written."""
        known = self._groups.get(path)
        if known is None:
            known = {leaf[-1]: rule.value for leaf, rule in self.leaves.items() if leaf[:-1] == path}
            self._groups[path] = known
        return known

    def document(self, *path: str) -> str:
        """The title of the document that states the value at a path, or an empty text."""
        rule = self.leaves.get(path) or next((r for leaf, r in self.leaves.items() if leaf[: len(path)] == path), None)
        return "" if rule is None else self.titles[rule.file]


def _leaves(rules: Record, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, info in type(rules).model_fields.items():
        key, value = info.alias or name, getattr(rules, name)
        if value is None or (not path and key in _ABOUT):
            continue
        if isinstance(value, Record):
            yield from _leaves(value, (*path, key))
        elif isinstance(value, dict):
            yield from (((*path, key, str(k)), v) for k, v in value.items())
        else:
            yield (*path, key), value


class Rulebook:
    """All rule files of a store, and the question what is in force where and when.

    `changes` holds the days on which something begins or ceases to be in force, in order.
    """

    def __init__(self, files: dict[str, Rules]) -> None:
        self.files = files
        self._own = {name: self._resolve(name, ()) for name in files}
        self._ends = {name: self._end(name) for name in files}
        # What is in force changes on these days only, so one answer serves every day between two of them.
        ends = [end + dt.timedelta(days=1) for end in self._ends.values() if end is not None]
        self.changes = sorted({*(rules.applies.from_ for rules in files.values()), *ends})
        self._cache: dict[tuple[str, tuple[str, ...], int], InForce] = {}

    def _resolve(self, name: str, seen: tuple[str, ...]) -> dict[tuple[str, ...], Rule]:
        rules = self.files[name]
        base: dict[tuple[str, ...], Rule] = {}
        if rules.extends in self.files and rules.extends not in (*seen, name):
            base = self._resolve(rules.extends, (*seen, name))
        return {**base, **{leaf: Rule(value, name) for leaf, value in _leaves(rules)}}

    def _end(self, name: str) -> dt.date | None:
        own = self.files[name]
        if own.applies.to is not None:
            return own.applies.to
        later = [
            r.applies.from_ for r in self.files.values() if r.scope == own.scope and r.applies.from_ > own.applies.from_
        ]
        return min(later) - dt.timedelta(days=1) if later else None

    def differing(self, other: Rulebook) -> set[str]:
        """The scopes in which the two rulebooks may say something else."""
        scopes: set[str] = set()
        for name in self.files.keys() | other.files.keys():
            mine, theirs = self.files.get(name), other.files.get(name)
            if mine != theirs or self._own.get(name) != other._own.get(name):
                scopes |= {rules.scope for rules in (mine, theirs) if rules is not None}
        return scopes

    def turning_days(self, name: str) -> list[dt.date]:
        """The first day of a file and each later one, while it is in force, on which another begins or ends."""
        start, end = self.files[name].applies.from_, self._ends[name]
        return [start, *(day for day in self.changes if start < day and (end is None or day <= end))]

    def names_in_force(self, scopes: Iterable[str], day: dt.date) -> tuple[str, ...]:
        """The files in force that day for these scopes, widest scope first, older before newer."""
        found: list[str] = []
        for scope in scopes:
            names = [
                n
                for n, r in self.files.items()
                if r.scope == scope and r.applies.from_ <= day and ((end := self._ends[n]) is None or day <= end)
            ]
            found += sorted(names, key=lambda n: (self.files[n].applies.from_, n))
        return tuple(found)

    def in_force(self, district: str, units: tuple[str, ...], day: dt.date) -> InForce:
        """What is in force that day for a district, or for a unit given with those above it (nearest first).

        Values merge leaf by leaf: all ← DISTRICT ← DISTRICT/UNIT, a nearer unit after those above it.
        """
        key = (district, units, bisect_right(self.changes, day))
        if key not in self._cache:
            scopes = ("all", district, *(f"{district}/{unit}" for unit in reversed(units)))
            leaves: dict[tuple[str, ...], Rule] = {}
            for name in self.names_in_force(scopes, day):
                leaves.update(self._own[name])
            self._cache[key] = InForce(leaves, {n: r.title for n, r in self.files.items()})
        return self._cache[key]
