"""A small whole store on disk, checked from end to end; the faults expected stand as marks in its own text.

A mark ends the line that is at fault: `present: 3  # ! AT101` (several: `# ! AT101 AT106`). Where the fault stands elsewhere, or
no comment can stand on its line, the mark is a line of its own with the place: `# ! YA001 7:3`, or with another file,
`# ! ME101 records/van-quan/cells/ban-a/cell.yml:1:1`. Marks are taken out before the text is written.
"""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from generator.pipeline import Options, check

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import CheckReport, Diagnostic

AS_OF = dt.date(2024, 4, 15)
DISTRICT = "records/van-quan/district.yml"
OBSERVERS = "records/van-quan/observers/2024.yml"
RULEBOOK = "records/rulebook/hd-12-btctw-2018.yml"
CELL = "records/van-quan/cells/ban-a/cell.yml"
MEMBERS = "records/van-quan/cells/ban-a/members.yml"
JANUARY = "records/van-quan/cells/ban-a/2024/01-regular.md"
FEBRUARY = "records/van-quan/cells/ban-a/2024/02-regular.md"
MARCH = "records/van-quan/cells/ban-a/2024/03-regular.md"
OTHER = "records/van-quan/cells/ban-b"
STRICT_RULES = "records/rulebook/hd-03-yen-phuc-2023.yml"
STRICT_CELL = "records/van-quan/cells/ban-c/cell.yml"
STRICT_MEMBERS = "records/van-quan/cells/ban-c/members.yml"
STRICT_MARCH = "records/van-quan/cells/ban-c/2024/03-regular.md"
_MARK = re.compile(
    r"[ \t]*# ! (?P<codes>[A-Z]{2}\d{3}(?: [A-Z]{2}\d{3})*)(?: (?:(?P<path>\S+):)?(?P<line>\d+):(?P<column>\d+))?$"
)


class Link(NamedTuple):
    """A symbolic link to write instead of a file."""

    target: str


Files = Mapping[str, "str | bytes | Link | None"]  # None: a file of the usual store that is not there


class Fault(NamedTuple):
    """What a mark expects. `column` is None where the mark stands on the line itself."""

    code: str
    path: str
    line: int
    column: int | None = None


def _meeting(day: str, roll: int, present: int, more: str = "") -> str:
    return f"---\ndate: {day}\ntime: 07:30-09:40\nattendance:\n  roll: {roll}\n  present: {present}\n{more}---\nChi bộ họp.\n"


USUAL: Files = {
    RULEBOOK: """
        title: Hướng dẫn 12-HD/BTCTW ngày 06/7/2018
        issuer: Ban Tổ chức Trung ương
        source: Mục II
        applies: {from: 2018-07-06}
        scope: all
        regular: {every: month}
        thematic: {every: quarter}
        score:
          grades: {good: ">= 90", fair: ">= 70", average: ">= 50", poor: ">= 0"}
        """,
    "records/rulebook/quy-uoc.yml": """
        title: Quy ước về hạn ghi
        issuer: Quy ước của Sổ Chi Bộ
        source: Hạn ghi biên bản
        applies: {from: 2018-01-01, to: 2199-12-31}
        scope: all
        regular: {record_due_day: 10}
        """,
    DISTRICT: """
        name: Đảng bộ huyện Văn Quan
        level: district
        from: 1964-01-01
        records_from: 2024-01
        units:
          xa-tan-doan: {name: Đảng bộ xã Tân Đoàn, level: commune, from: 1994-01-01}
          xa-yen-phuc: {name: Đảng bộ xã Yên Phúc, level: commune, from: 1994-01-01}
        """,
    OBSERVERS: """
        btv-01: {level: standing_committee, cells: {ban-a: 1, ban-b: 1}}
        bch-07: {level: committee, cells: [ban-a]}
        """,
    CELL: """
        name: Chi bộ bản A
        type: village
        under:
          - {unit: xa-tan-doan, from: 2010-05-01}
        founded: 2010-05-01
        """,
    MEMBERS: """
        dv01: {joined: 2010-05-01, official: 2005-05-19, roles: [{role: secretary, from: 2020-05-01}]}
        dv02: {joined: 2010-05-01, official: 2006-05-19, roles: [{role: deputy, from: 2020-05-01}]}
        dv03: {joined: 2015-03-03, official: 2016-03-03}
        dv04: {joined: 2010-05-01, official: 2003-02-03, away: [{kind: exempt, from: 2023-01-01}]}
        dv05: {joined: 2018-09-02, official: 2019-09-02}
        dv06: {joined: 2010-05-01, official: 2008-05-19, left: 2024-02-15, how: transfer}
        """,
    JANUARY: _meeting("2024-01-05", 6, 5),
    FEBRUARY: _meeting("2024-02-05", 6, 5, "theme: Xây dựng nông thôn mới\ntasks:\n  t1: {title: Làm đường, owner: dv03}\n"),
    MARCH: _meeting("2024-03-05", 5, 4),
    f"{OTHER}/cell.yml": """
        name: Chi bộ bản B
        type: village
        under:
          - {unit: xa-tan-doan, from: 2010-05-01}
        founded: 2010-05-01
        """,
    f"{OTHER}/2024/01-regular.md": _meeting("2024-01-05", 9, 9),
    f"{OTHER}/2024/02-regular.md": _meeting("2024-02-05", 9, 9, "theme: Xây dựng nông thôn mới\n"),
    f"{OTHER}/2024/03-regular.md": _meeting("2024-03-05", 9, 9),
}  # fmt: skip

# A third cell, under a unit whose rulebook states every threshold; its records keep them all.
STRICT: Files = {
    STRICT_RULES: """
        title: Hướng dẫn 03-HD/ĐU ngày 28/12/2023
        issuer: Đảng ủy xã Yên Phúc
        source: Mục I
        applies: {from: 2024-01-01}
        scope: van-quan/xa-yen-phuc
        duration: {regular: 90, thematic: 90, combined: 120}
        attendance: {target: {default: ">= 80%", fdi: ">= 60%"}, unexcused: 0, consecutive_excused: 3, removal_watch_months: 3}
        quorum: {warn_below: 2/3}
        votes: {adopt: "> 1/2"}
        cell: {min_official: 3, committee_from: 9}
        documents: {posted_days_before: 1, reported_days_after: 2}
        score:
          groups: {time: 5, attendance: 5, preparation: 10, conduct: 40, principles: 5, results: 30, closing: 5}
          grades: {good: ">= 90", fair: ">= 70", average: ">= 50", poor: ">= 0"}
        registers: [committee_minutes, cell_minutes, resolutions, member_roll, dues]
        """,
    STRICT_CELL: """
        name: Chi bộ bản C
        type: village
        under:
          - {unit: xa-yen-phuc, from: 2010-05-01}
        founded: 2010-05-01
        fixed_day: 5
        """,
    STRICT_MEMBERS: """
        dv01: {joined: 2010-05-01, official: 2001-05-19, roles: [{role: secretary, from: 2020-05-01}]}
        dv02: {joined: 2010-05-01, official: 2002-05-19, roles: [{role: deputy, from: 2020-05-01}]}
        dv03: {joined: 2010-05-01, official: 2003-05-19, roles: [{role: committee_member, from: 2020-05-01}]}
        dv04: {joined: 2010-05-01, official: 2004-05-19}
        dv05: {joined: 2010-05-01, official: 2005-05-19}
        dv06: {joined: 2010-05-01, official: 2006-05-19}
        dv07: {joined: 2010-05-01, official: 2007-05-19}
        dv08: {joined: 2010-05-01, official: 2008-05-19}
        dv09: {joined: 2023-09-02, admitted: 2023-09-02}
        dv10: {joined: 2010-05-01, official: 1975-02-03, away: [{kind: exempt, from: 2023-01-01}]}
        """,
    STRICT_MARCH.replace("03-", "01-"): _meeting("2024-01-05", 10, 9),
    STRICT_MARCH.replace("03-", "02-"): _meeting("2024-02-05", 10, 9, "theme: Xây dựng nông thôn mới\n"),
    STRICT_MARCH: _meeting("2024-03-05", 10, 9),
}  # fmt: skip


def _plain(text: str) -> str:
    """A text that begins with a new line is indented as the test around it; any other stands as it is."""
    return f"{textwrap.dedent(text).strip()}\n" if text.startswith("\n") else text


def meeting(text: str) -> str:
    """A meeting file with this front matter; its first line is line 2 of the file."""
    return f"---\n{_plain(text).rstrip()}\n---\nChi bộ họp.\n"


def take_marks(path: str, text: str) -> tuple[str, list[Fault]]:
    """Take the marks out of a text; the faults they expect come beside it."""
    kept: list[str] = []
    faults: list[Fault] = []
    for line in text.split("\n"):
        found = _MARK.search(line)
        if found is None:
            kept.append(line)
            continue
        alone = found.start() == 0 and found["line"] is not None
        if not alone:
            kept.append(line[: found.start()])
        for code in found["codes"].split():
            if alone:
                faults.append(Fault(code, found["path"] or path, int(found["line"]), int(found["column"])))
            else:
                faults.append(Fault(code, path, len(kept)))
    return "\n".join(kept), faults


def write(root: Path, files: Files) -> list[Fault]:
    """Write the usual store with these files instead or besides; return what their marks expect."""
    expected: list[Fault] = []
    for path, text in {**USUAL, **files}.items():
        if text is None:
            continue
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, Link):
            target.symlink_to(text.target)
        elif isinstance(text, bytes):
            target.write_bytes(text)
        else:
            clean, faults = take_marks(path, _plain(text))
            expected += faults
            target.write_text(clean, encoding="utf-8", newline="\n")
    return expected


def checked(root: Path, files: Files | None = None, as_of: dt.date = AS_OF) -> CheckReport:
    """Write a store and check it, whatever comes out."""
    write(root, files or {})
    return check(Options(root=root, as_of=as_of, jobs=1))


def found(root: Path, files: Files | None = None, *elsewhere: str, as_of: dt.date = AS_OF) -> list[Diagnostic]:
    """Write a store, check it, and compare what is found with its marks: these faults there, nothing else anywhere.

    `elsewhere` holds faults that no text here can mark: `PA001 records/van-quan/x:1:1`.
    """
    expected = write(root, files or {})
    expected += [fault for mark in elsewhere for fault in take_marks("", f"# ! {mark}")[1]]
    diagnostics = check(Options(root=root, as_of=as_of, jobs=1)).diagnostics
    got = Counter((d.code, d.path, d.span.line) for d in diagnostics)
    wanted = Counter((f.code, f.path, f.line) for f in expected)
    told = "\n".join(f"{d.path}:{d.span.line}:{d.span.column} {d.code} {d.message('vi')}" for d in diagnostics)
    assert got == wanted, f"expected {sorted(wanted)}, found:\n{told or 'nothing'}"
    for fault in expected:
        if fault.column is not None:
            columns = [d.span.column for d in diagnostics if (d.code, d.path, d.span.line) == fault[:3]]
            assert fault.column in columns, f"{fault} stands in column {columns}"
    return diagnostics


def places(diagnostics: list[Diagnostic]) -> list[tuple[str, int, int, int]]:
    """Code, line, column and end column of each, in order; a span of several lines has none such."""
    assert all(d.span.line == d.span.end_line for d in diagnostics)
    return [(d.code, d.span.line, d.span.column, d.span.end_column) for d in diagnostics]


def only(diagnostics: list[Diagnostic]) -> Diagnostic:
    """The one diagnostic there is."""
    assert len(diagnostics) == 1, diagnostics
    return diagnostics[0]
