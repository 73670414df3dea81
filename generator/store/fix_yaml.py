"""Edits of a record's YAML that leave each value as it is read: characters, blanks, a meeting's hours, the end."""

from __future__ import annotations

import functools
import unicodedata
from typing import TYPE_CHECKING

from generator.model.values import TimeSpan, read_time
from generator.store import outline, yaml
from generator.store.decode import YAML_REPLACE
from generator.store.fix_lines import change

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.store.outline import Entry
    from generator.store.yaml import Parsed

_BLANKS = " \t"


@functools.lru_cache(maxsize=4)
def parse(text: str) -> Parsed:
    """What `yaml.parse` reads in a text, which several edits ask in turn; nobody changes the answer."""
    return yaml.parse("", text)


@functools.lru_cache(maxsize=2)
def entries(text: str) -> list[Entry]:
    """What `outline.read` lists of a text; empty where the text has no value."""
    return outline.read(text) if parse(text).value is not None else []


def spaces(text: str) -> str:
    """Plain spaces instead of no-break ones (YA006)."""
    return _each_line(text, lambda _, line: YAML_REPLACE.sub(" ", line)) if YAML_REPLACE.search(text) else text


def composed(text: str) -> str:
    """Letters and accents in one (NFC; YA006)."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return _each_line(text, lambda _, line: unicodedata.normalize("NFC", line))


def blanks(text: str) -> str:
    """No blanks at the end of a line, but for texts below `|` or `>`, where they may be meant."""
    if not any(line.endswith((" ", "\t")) for line in text.split("\n")) or not parse(text).is_readable:
        return text
    texts = {
        number for entry in entries(text) if entry.shape == "block"
        for number in range(entry.start.line + 1, entry.end.line + (entry.end.column > 0))
    }  # fmt: skip
    return _each_line(text, lambda number, line: line if number in texts else line.rstrip(_BLANKS))


def end(text: str) -> str:
    """One line break at the end."""
    ended = text.rstrip("\n") + "\n"
    return text if text in {"", ended} or not same(parse(text), ended) else ended


def hours(text: str) -> str:
    """The hours of a meeting as `07:30-09:15`."""
    before = parse(text)
    written = before.value.get("time") if isinstance(before.value, dict) else None
    if not before.is_readable or not isinstance(written, str):
        return text
    try:
        plain = _clock(read_time(written))
    except ValueError:
        return text
    entry = next((e for e in entries(text) if e.path == ("time",)), None)
    if entry is None or plain == written or entry.shape == "block" or entry.start.line != entry.end.line:
        return text
    mark = text[entry.start.at] if entry.shape == "quoted" else ""
    changed = f"{text[: entry.start.at]}{mark}{plain}{mark}{text[entry.end.at :]}"
    return changed if same(before._replace(value={**before.value, "time": plain}), changed) else text


def _clock(span: TimeSpan) -> str:
    return "-".join(f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in span)


def same(before: Parsed, text: str) -> bool:
    """Tell whether a text can be read and gives the same values, with nothing more to find."""
    after = parse(text)
    return (
        before.is_readable and after.is_readable
        and after.value == before.value and count(after) <= count(before)
    )  # fmt: skip


def count(parsed: Parsed) -> int:
    """How much was found in a text, with what a finding stands for besides itself."""
    return sum(1 + finding.more for finding in parsed.findings)


def _each_line(text: str, propose: Callable[[int, str], str]) -> str:
    before = parse(text)
    return change(text, propose, lambda changed: same(before, changed)) if before.is_readable else text
