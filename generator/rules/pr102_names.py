"""The minutes spell out members' full names.

Kiểm tra:
    Trong biên bản không ghi họ tên đầy đủ (từ hai chữ trở lên) của đảng viên có trong names.yml. Không phân biệt chữ
    hoa, chữ thường và cách đặt dấu (hoà, hòa).
Vì sao:
    Tên đã ghi vào biên bản thì nằm mãi trong lịch sử của kho; muốn rút tên một người ra rất khó. Ghi mã thì chỉ cần xóa
    một dòng trong names.yml.
Cách sửa:
    Thay họ tên bằng mã đảng viên (dv05); mã ấy là ai thì names.yml cho biết. Cần giữ tên ở một dòng thì ghi lý do:
    `<!-- allow[PR102]: lý do -->`.
Checks:
    The minutes hold no full name (two words or more) of a member listed in names.yml. Case and the place of the tone
    mark (hoà, hòa) make no difference.
Why:
    A name written in the minutes stays in the history for good; with ids, one line of names.yml is all there is to
    remove.
Fix:
    Write the member's id (dv05) instead; names.yml says who that is. To keep a name in a line, state why:
    `<!-- allow[PR102]: reason -->`.
Wrong:
    # records/van-quan/cells/ban-a/names.yml
    dv03: Nông Thị Hoà
    dv05: Lý Văn Tám
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
    Đồng chí Nông Thị Hòa báo cáo. # ! PR102
    Đồng chí Tám phát biểu; giao LÝ VĂN TÁM theo dõi.
Right:
    # records/van-quan/cells/ban-a/names.yml
    dv03: Nông Thị Hoà
    dv05: Lý Văn Tám
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
    Đồng chí dv03 báo cáo.
    Đồng chí Tám phát biểu; giao dv05 theo dõi.
Source:
    Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15; quy ước của Sổ Chi Bộ: bản ghi nhắc tới người bằng mã.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
import unicodedata
from typing import TYPE_CHECKING

from generator.model.record_text import span_on
from generator.model.text import Text, compared, filled, with_old_marks
from generator.rules.api import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.diagnostic import Finding, Span
    from generator.model.record_text import RecordText

RULE = Rule(
    __name__,
    scope="text",
    title=Text("Biên bản ghi họ tên đảng viên", "Members' names in the minutes"),
    kind="private",
    severity="notice",
    public_severity="warning",
    about_members=True,
)

_SMALL = bytes(range(256)).lower()
_DROPPED = b" \t\n\r" + bytes(range(128, 256))  # spaces, and every byte of an accented letter
_LONE_MARKS = (b"\xcc", b"\xcd")  # the first byte of an accent that is written apart from its letter


def check(file: RecordText) -> Iterator[Finding]:
    """Look for members' names in the minutes; each line with some is told once, with their number."""
    if not file.names:
        return
    names, minutes = tuple(file.names.values()), file.minutes
    raw = minutes.encode("utf-8", "replace")
    flat = raw.translate(_SMALL, _DROPPED).decode("ascii")
    if not any(map(flat.__contains__, _skeletons(names))) and not any(map(raw.__contains__, _LONE_MARKS)):
        return
    pattern = _pattern(names)
    if pattern is None:
        return
    base = file.text.count("\n", 0, file.minutes_at) + 1
    lines = minutes.split("\n")
    plain = compared(minutes)
    found: dict[int, list[tuple[int, int]]] = {}
    line, at = 0, 0
    for name in pattern.finditer(plain):
        line += plain.count("\n", at, name.start())
        at = name.start()
        begin = plain.rfind("\n", 0, at) + 1
        found.setdefault(line, []).append((at - begin, name.end() - begin))
    for line, places in found.items():
        start, end = places[0]
        text = lines[line]
        if len(unicodedata.normalize("NFC", text)) != len(text):  # the letters have moved
            start, end = 0, len(text)
        yield _finding(file.path, span_on(base + line, start, min(end, len(text))), len(places))


def together(findings: list[Finding]) -> Finding:
    """Make one finding of those of a record: at the first of them, with the number of all mentions."""
    first = findings[0]
    number = sum(1 + finding.more for finding in findings)
    return dataclasses.replace(_finding(first.path, first.span, number), more=0)  # it is one finding a record


def _finding(path: str, span: Span | None, number: int) -> Finding:
    times = filled("{n} chỗ", "{n} places", n=number) if number > 1 else Text("một chỗ", "one place")
    return RULE.find(
        path,
        found=filled(
            "Biên bản ghi họ tên đảng viên ở {times}.", "The minutes spell out members' names in {times}.", times=times
        ),
        expected=Text("Nhắc tới đảng viên bằng mã.", "Members are named by their ids."),
        hint=Text(
            "Thay họ tên bằng mã, như dv05; mã ấy là ai thì names.yml cho biết.",
            "Write the id instead, such as dv05; names.yml says who that is.",
        ),
        span=span, more=number - 1,
    )  # fmt: skip


@functools.lru_cache(maxsize=64)
def _skeletons(names: tuple[str, ...]) -> tuple[str, ...]:
    """What is left of the full names without accented letters, spaces and case, for either place of each tone mark."""
    words = [compared(name).split() for name in names]
    written = {"".join(way) for full in words if len(full) > 1 for way in itertools.product(*map(_ways, full))}
    return tuple(sorted({name.encode().translate(_SMALL, _DROPPED).decode("ascii") for name in written}))


def _ways(word: str) -> set[str]:
    """A word with its tone mark in the new place and, where that is another, in the old one."""
    return {word, with_old_marks(word)}


@functools.lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Finds these names as whole words, the longer before the shorter; None where none has two words."""
    full = sorted({tuple(compared(name).split()) for name in names}, key=lambda words: (-len(" ".join(words)), words))
    either = "|".join(r"\s+".join(map(re.escape, words)) for words in full if len(words) > 1)
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])") if either else None
