"""`chibo export-person`: all that the records hold of one person, and of nobody else, as data."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from generator import __version__
from generator.commands import forget, people, rows
from generator.commands.create import Impossible
from generator.commands.people import Files, Id, Name
from generator.model import codes
from generator.model.cell import Member
from generator.model.meeting import Meeting, ids
from generator.model.text import Text, fold
from generator.pipeline import open_cell
from generator.store import paths, yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook, MeetingRecord
    from generator.options import Options

SCHEMA = "chibo.person/1"


class Veil:
    """Puts ids in the place of everybody's names but one person's, however they are written."""

    def __init__(self, known: dict[Id, tuple[str, ...]], same: list[Id]) -> None:
        others = sorted(known.keys() - set(same))
        mine = [name for one in same for name in known.get(one, ())]
        self.own = Name(mine, [name for one in others for name in known[one]])
        self.own_words = {_as_compared(name) for name in mine}
        self.ids: dict[str, list[Id]] = {}
        spaced: dict[str, str] = {}
        for name in mine:
            self._add(name, None, spaced)
        for one in others:
            for name in known[one]:
                self._add(name, one, spaced)
        either = "|".join(spaced[name] for name in sorted(spaced, key=lambda name: (-len(name), name)))
        self.pattern = re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])") if either else None

    def _add(self, name: str, one: Id | None, spaced: dict[str, str]) -> None:
        words = re.findall(r"[^\W_]+", fold(name))
        if words:
            spaced["".join(words)] = r"[\W_]*".join(words)
            if one is not None:
                self.ids.setdefault("".join(words), []).append(one)

    def over(self, text: str, cell: str) -> str:
        """A text as the person may see it."""
        if self.pattern is None:
            return text
        text = "".join(char for char in unicodedata.normalize("NFC", text) if char not in people.UNSEEN)
        kept = [(low, at) for at, char in enumerate(text) for low in fold(char)]
        flat = "".join(low for low, _ in kept)
        parts, at = [], 0
        for match in self.pattern.finditer(flat):
            begin, end = kept[match.start()][1], kept[match.end() - 1][1] + 1
            found = self.ids.get(re.sub(r"[\W_]+", "", match[0]))
            if found is None or _as_compared(text[begin:end]) in self.own_words:
                continue
            near = next((one for one in found if one.cell == cell), found[0])
            parts += [text[at:begin], near.id if near.cell == cell else str(near)]
            at = end
        return "".join([*parts, text[at:]])

    def speaks(self, text: str) -> bool:
        """Tell whether a text names the person."""
        return bool(self.own.doubtful(text))


def _as_compared(name: str) -> str:
    return " ".join(people.letters(name)[0].split())


def collect(options: Options, asked: str) -> dict[str, Any]:
    """What the records hold of a member, with the places where it stands; the same for the same records.

    Errors: SourceError; Impossible for an unknown member, or a cell that cannot be read.
    """
    files = people.open_files(options)
    member = people.find(files, asked)
    same = people.person(files, member)
    known = people.names(files)
    veil = Veil(known, same)
    return {
        "schema": SCHEMA,
        "program": f"chibo {__version__}",
        "records": forget.digest(files.raw),
        "member": str(member),
        "same": [str(one) for one in same[1:]],
        "names": sorted({name for one in same for name in known.get(one, ())}),
        "cells": [_in_cell(options, files, one, veil) for one in same],
        "mentions": list(_mentions(files, same, veil)),
        "unread": sorted(files.unread),
        "labels": {key: label._asdict() for key, label in labels().items()},
    }


def _in_cell(options: Options, files: Files, member: Id, veil: Veil) -> dict[str, Any]:
    people.refuse_unread(files, member.cell)
    found = open_cell(options, member.cell)
    if found is None:
        raise Impossible(
            Text(
                f"Chưa đọc được chi bộ {member.cell}; chạy “chibo check”, sửa lỗi rồi chạy lại.",
                f"The cell {member.cell} cannot be read; run `chibo check`, mend it, then run again.",
            )
        )
    book = found[0]
    roll = f"records/{member.cell.replace('/', '/cells/')}/members.yml"
    written = rows.row(files.text(roll) or "", member.id)
    return {
        "cell": member.cell,
        "cell_name": veil.over(book.cell.name, member.cell),
        "id": member.id,
        "row": _veiled((files.value(roll) or {}).get(member.id), member.cell, veil),
        "as_written": {"path": roll, "text": veil.over(written, member.cell)} if written else None,
        "meetings": list(_meetings(book, member.id)),
        "tasks": list(_tasks(book, member, veil)),
        "not_read": [record.path for record in book.meetings if record.meeting is None],
    }


def _veiled(value: Any, cell: str, veil: Veil) -> Any:
    if isinstance(value, dict):
        return {key: _veiled(one, cell, veil) for key, one in value.items()}
    if isinstance(value, list):
        return [_veiled(one, cell, veil) for one in value]
    return veil.over(value, cell) if isinstance(value, str) else value


def _meetings(book: CellBook, id_: str) -> Iterator[dict[str, Any]]:
    """The person's part in each meeting held while on the roll, or that names the person."""
    for record in book.meetings:
        meeting = record.meeting
        if meeting is None or meeting.state != "held" or meeting.date is None:
            continue
        part = _part(book, record, meeting, id_)
        if part is not None:
            yield {
                "period": str(record.period), "kind": record.kind, "date": meeting.date.isoformat(),
                "path": record.path, "valid": record.valid, **part,
            }  # fmt: skip


def _part(book: CellBook, record: MeetingRecord, meeting: Meeting, id_: str) -> dict[str, Any] | None:
    there, day = meeting.attendance, meeting.date
    own = {"chair": meeting.chair == id_, "minutes_by": meeting.minutes_by == id_}
    member = (book.members or {}).get(id_)
    excused = there.excused if there is not None and isinstance(there.excused, dict) else {}
    spoke = None if there is None or not isinstance(there.spoke, list) else id_ in there.spoke
    if there is None:
        state = "not_recorded"
    elif id_ in excused:
        state = "excused"
    elif id_ in ids(there.unexcused):
        state = "unexcused"
    elif id_ in ids(there.also_present):
        state = "also_present"
    elif member is None or day is None or not member.on_roll(day):
        return {"attendance": "not_on_roll", "spoke": spoke, **own} if spoke or any(own.values()) else None
    elif member.away_on(day) is not None:
        state = "away"
    elif record.kind == "committee" and member.role_on(day) not in codes.COMMITTEE_ROLES:
        return {"attendance": "not_on_roll", "spoke": spoke, **own} if spoke or any(own.values()) else None
    elif isinstance(there.excused, int) or isinstance(there.unexcused, int):
        state = "not_recorded"  # only numbers
    else:
        state = "present"
    return {"attendance": state, "reason": excused.get(id_), "spoke": spoke, **own}


def _tasks(book: CellBook, member: Id, veil: Veil) -> Iterator[dict[str, Any]]:
    """The tasks given to the person, each with what later meetings said of it."""
    for record in book.meetings:
        for id_, task in (record.meeting.tasks if record.meeting else {}).items():
            if task.owner != member.id:
                continue
            names = {f"{record.period}-{record.stem[3:]}/{id_}"} | (
                {f"{record.period}/{id_}"} if record.kind == "regular" else set()
            )
            yield {
                "path": record.path,
                "task": id_,
                "title": veil.over(task.title or "", member.cell),
                "due": task.due.isoformat() if task.due else None,
                "followup": [
                    {"path": later.path, "state": state}
                    for later in book.meetings
                    for ref, state in (later.meeting.followup if later.meeting else {}).items()
                    if ref in names
                ],
            }


def _mentions(files: Files, same: list[Id], veil: Veil) -> Iterator[dict[str, Any]]:
    """Each line of minutes, and each text of another record, that names the person or the person's id."""
    own = {one.cell: one.id for one in same}
    for path in sorted(files.raw):
        place = paths.parse(people.inside(path))
        if place is not None and place.kind in {"names", "members"}:
            continue
        cell = forget.cell_of(people.inside(path))
        wanted = _ids(same, own, cell)
        text = files.text(path) or ""
        front, first = rows.front(path, text)
        if front is not None:
            for key, value in _texts(yaml.parse(path, front).value):
                if veil.speaks(value) or (value in wanted and value != own.get(cell)):
                    yield {"path": path, "key": key, "text": veil.over(value, cell)}
        token = re.compile(rf"(?<![\w/-])(?:{'|'.join(map(re.escape, sorted(wanted)))})(?![\w/-])")
        named = set(veil.own.doubtful(text))
        for number, line in enumerate(text.split("\n"), 1):
            if number >= first and (number in named or token.search(line)):
                yield {"path": path, "line": number, "text": veil.over(line, cell)}


def _ids(same: list[Id], own: dict[str, str], cell: str) -> set[str]:
    """How the records may write the person's ids in a file of a cell."""
    found = {str(one) for one in same}
    found |= {f"{one.cell.partition('/')[2]}/{one.id}" for one in same}
    return found | ({own[cell]} if cell in own else set())


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _texts(one, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list):
        for number, one in enumerate(value, 1):
            yield from _texts(one, f"{key}.{number}" if key else str(number))


def labels() -> dict[str, Text]:
    """What the keys and codes of the data mean, in both languages."""
    found = {}
    for name, info in Member.model_fields.items():
        more = info.json_schema_extra
        found[name] = Text(info.title or name, str(more["title_en"]) if isinstance(more, dict) else name)
    for table in (
        codes.REASONS, codes.ROLES, codes.AWAY_KINDS, codes.LEAVINGS, codes.TASK_STATES, codes.MEETING_KINDS,
        codes.EDUCATION_GENERAL, codes.EDUCATION_PROFESSIONAL,
    ):  # fmt: skip
        found |= table
    return {**found, **_OWN}


_OWN = {
    "member": Text("Đảng viên", "Member"), "same": Text("Cùng người ấy ở", "The same person in"),
    "names": Text("Họ tên", "Name"), "cell": Text("Chi bộ", "Cell"), "id": Text("Mã", "Id"),
    "as_written": Text("Dòng trong members.yml", "The row in members.yml"),
    "meetings": Text("Các buổi họp", "Meetings"), "period": Text("Kỳ", "Period"), "kind": Text("Loại", "Kind"),
    "date": Text("Ngày", "Date"), "attendance": Text("Điểm danh", "Attendance"), "reason": Text("Lý do", "Reason"),
    "spoke": Text("Phát biểu", "Spoke"), "chair": Text("Chủ trì", "Chair"), "minutes_by": Text("Thư ký", "Minutes by"),
    "present": Text("có mặt", "present"), "excused": Text("vắng có lý do", "excused"),
    "unexcused": Text("vắng không lý do", "unexcused"), "away": Text("miễn hoặc ở nơi khác", "away"),
    "also_present": Text("không phải dự nhưng có dự", "not due but came"),
    "not_on_roll": Text("không trong danh sách", "not on the roll"), "not_recorded": Text("không rõ", "not recorded"),
    "tasks": Text("Nhiệm vụ được giao", "Tasks given"), "title": Text("Nội dung", "Title"), "due": Text("Hạn", "Due"),
    "followup": Text("Kết quả", "Follow-up"), "mentions": Text("Chỗ được nhắc tới", "Mentions"),
    "path": Text("Tệp", "File"), "line": Text("Dòng", "Line"), "text": Text("Chữ ghi", "Text"),
    "row": Text("Mục trong danh sách", "The entry on the roll"), "key": Text("Mục", "Key"),
    "not_read": Text("Biên bản không đọc được", "Records that cannot be read"),
    "unread": Text("Tệp không đọc được", "Files that cannot be read"),
    "records": Text("Dấu của bản ghi (sha256)", "Hash of the records (sha256)"),
    "yes": Text("có", "yes"),
}  # fmt: skip
