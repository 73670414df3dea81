"""Reads the files of one folder: bytes to text to records, each with what was found wrong on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from generator.model import book as books
from generator.model.diagnostic import Finding
from generator.model.meeting import Meeting
from generator.store import allow, decode, fields, yaml, yaml_help
from generator.store.regular import ODD, unreadable

if TYPE_CHECKING:
    import datetime as dt

    from generator.model.allow import Allow
    from generator.model.district import Allowances
    from generator.store.paths import RecordPath
    from generator.store.source import Source

M = TypeVar("M", bound=BaseModel)
_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_EDGE = "---\n"  # a line before and after front matter, as nearly everybody writes it


def _front(text: str) -> tuple[str, int] | None:
    """The front matter of a meeting file and the index at which its minutes begin; None where it has none."""
    end = text.find("\n---", 3)
    if end > 0 and text.startswith(_EDGE) and text.startswith(_EDGE, end + 1):
        return text[len(_EDGE) : end + 1], end + 1 + len(_EDGE)
    found = _FRONT.match(text)
    return None if found is None else (found[1], found.end())


@dataclass
class Loaded:
    """What reading gave: the findings, the text of each file that has some (for their places), and its allowances.

    `minutes_at` is the index at which the minutes of a meeting file begin.
    """

    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    files: int = 0
    minutes_at: dict[str, int] = field(default_factory=dict)
    allows: list[Allow] = field(default_factory=list)


class Reader:
    """Reads files of one source and keeps what was found. One for each cell or district."""

    def __init__(self, source: Source, paths: list[str]) -> None:
        self.raw = source.read(paths)
        self.findings = [unreadable(path, source.failed.get(path, ODD)) for path in paths if path not in self.raw]
        self.texts: dict[str, str] = {}
        self.minutes_at: dict[str, int] = {}
        self.allows: list[Allow] = []
        self.broken: set[str] = set()
        self._plain = False  # whether the file read last holds none but usual characters

    def record(self, model: type[M], path: str) -> fields.Read | None:
        """Read a YAML file into a record; None where it cannot be used at all."""
        text = self._text(path)
        if text is None or path in self.broken:
            return None
        parsed = yaml.parse(path, text, plain=self._plain)
        self._keep(parsed.findings)
        if not parsed.is_readable:
            self.broken.add(path)
            return None
        found = fields.read(model, path, parsed)
        self._keep(found.findings)
        if found.partial:
            self.broken.add(path)
        return found

    def _keep(self, findings: list[Finding]) -> None:
        self.findings += findings

    def _text(self, path: str, *, minutes: bool = False) -> str | None:
        raw = self.raw.get(path)
        if raw is None:
            self.broken.add(path)
            return None
        decoded = decode.decode(path, raw)
        self._keep(decoded.findings)
        if decoded.text is None:
            self.broken.add(path)
            return None
        self.texts[path] = decoded.text
        if not minutes:
            self._characters(path, decoded.text, None)
        return decoded.text

    def _characters(self, path: str, text: str, minutes_from: int | None) -> None:
        self._plain = decode.is_plain(text)
        if self._plain:
            return
        findings = decode.check_characters(path, text, minutes_from=minutes_from)
        self._keep(findings)
        if any(f.code == "YA004" for f in findings):
            self.broken.add(path)

    def meeting(self, place: RecordPath, recorded: dt.date | None) -> books.MeetingRecord:
        """Read a meeting file: front matter and minutes."""
        path = place.path
        empty = books.MeetingRecord(path, place.period, place.meeting, place.name, None, valid=False, recorded=recorded)
        text = self._text(path, minutes=True)
        if text is None:
            return empty
        front = _front(text)
        self._characters(path, text, front[1] if front else None)
        if path in self.broken:
            return empty
        if front is None:
            help_ = yaml_help.OPEN_FRONT_MATTER if re.match(r"---[ \t]*\n", text) else yaml_help.NO_FRONT_MATTER
            self._keep([Finding("YA001", path, (), *help_, span=decode.span_at(text, 0))])
            return empty
        written, minutes_at = front
        self.minutes_at[path] = minutes_at
        parsed = yaml.parse(path, written, 2, plain=self._plain)
        self._keep(parsed.findings)
        if not parsed.is_readable:
            return empty
        found = fields.read(Meeting, path, parsed, place.meeting)
        self._keep(found.findings)
        stops = found.record is None or any(f.code == "FI002" and not f.key for f in found.findings)
        return books.MeetingRecord(
            path, place.period, place.meeting, place.name, None if stops else found.record, text[minutes_at:],
            valid=not found.partial, recorded=recorded, minutes_line=text.count("\n", 0, minutes_at) + 1,
            faulty=found.faulty,
        )  # fmt: skip

    def allowances(self, folder: str, written: Allowances) -> None:
        """Keep the entries of the `allowances.yml` of a folder."""
        self.allows += allow.entries(f"{folder}/allowances.yml", folder, written)

    def into(self, loaded: Loaded) -> None:
        """Hand over what was found."""
        loaded.findings += self.findings
        loaded.texts.update(self.texts)
        loaded.minutes_at.update(self.minutes_at)
        loaded.allows += self.allows
        for path, text in self.texts.items():
            if "allow[" in text:
                start = self.minutes_at.get(path)
                loaded.allows += allow.inline(path, text, None if start is None else text.count("\n", 0, start) + 1)
        loaded.files += sum(path.startswith("records/") for path in self.raw)
