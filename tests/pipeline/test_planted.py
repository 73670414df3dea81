"""Fifty faults of many kinds in a store of 12,000 meetings: found are these fifty, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.pipeline import Options, check
from tests.pipeline import big_store
from tests.pipeline.big_store import cell, district, meeting

if TYPE_CHECKING:
    from pathlib import Path

OVERRIDE, ZERO_WIDTH, NO_BREAK, APART = "\u202e", "\u200b", "\u00a0", "e\u0302\u0301"

# Code, month of the meeting, text, text in its place. A § marks the line where the finding is due.
MEETINGS = [
    ("YA001", "2023-04", "place: Nhà", "§place: Nhà: A"),
    ("YA001", "2022-05", "  roll", "§\troll"),
    ("YA001", "2025-07", "---\ndate", "§date"),
    ("YA002", "2024-08", "chair: dv01\n", "chair: dv01\n§chair: dv02\n"),
    ("YA003", "2024-10", "place: Nhà", "§place: &nha Nhà"),
    ("YA004", "2023-01", "Chi bộ họp", f"§Chi bộ {OVERRIDE}họp"),
    ("YA004", "2022-11", "place: Nhà", f"§place: Nh{ZERO_WIDTH}à"),
    ("YA005", "2021-10", "unexcused: []", f"§unexcused: {'[' * 40}{']' * 40}"),
    ("YA006", "2023-11", "Chi bộ họp", f"§Chi{NO_BREAK}bộ họp"),
    ("YA006", "2025-11", "Kết luận", f"§K{APART}t luận"),
    ("YA007", "2025-05", "place: Nhà", "§place: Tổ #3 Nhà"),
    ("FI001", "2022-08", "chair: dv01", "§chiar: dv01"),
    ("FI001", "2022-07", "  unexcused: []", "§  unexcuced: []"),
    ("FI001", "2025-08", "  t1:\n    title: Vận động hiến đất, làm đường\n    owner: dv01\n", "§  t1: {title: Hiến đất, làm đường, owner: dv01}\n  t2:\n"),
    ("FI002", "2023-09", "date: 2023-09-", "§reported: 2023-09-"),
    ("FI002", "2021-05", "  roll: 9\n", "§"),
    ("FI003", "2024-02", "date: 2024-02", "§date: 2024-30"),
    ("FI003", "2024-04", "time: 07:30-09:20", "§time: sáng thứ hai"),
    ("FI003", "2025-02", "  roll: 9\n", "§  roll: 9 người\n"),
    ("RE101", "2023-05", "minutes_by: dv02", "§minutes_by: dv22"),
    ("RE101", "2021-08", "    owner: dv01", "§    owner: dv91"),
    ("RE102", "2023-06", "chair: dv01", "§chair: dv09"),
    ("RE104", "2022-03", "minutes_by: dv02\n", "minutes_by: dv02\n§observers: [btv-09]\n"),
    ("RE105", "2023-03", "  2023-02/t1: done", "  2023-02/t1: done\n§  2023-02/t2: done"),
    ("RE106", "2022-09", "minutes_by: dv02\n", "minutes_by: dv02\n§joint_with: [chi-bo-999]\n"),
    ("AT101", "2021-04", "  present: ", "§  present: 1"),
    ("AT101", "2025-10", "  present: ", "§  present: 2"),
    ("AT102", "2024-06", "  roll: 9\n", "§  roll: 8\n"),
    ("AT103", "2022-10", "    - dv02\n", "§    - dv01\n"),
    ("AT106", "2024-11", "  spoke:\n    - dv01\n    - dv02\n", "§  spoke: 10\n"),
    ("AT110", "2025-01", "  unexcused: []\n", "§  unexcused: [dv08]\n"),
    ("ME103", "2024-05", "date: 2024-05", "§date: 2024-08"),
    ("ME104", "2022-01", "time: 07:30-09:20", "§time: 09:30-07:20"),
    ("ME111", "2023-08", "date: ", "§state: not_held\nreason: Lũ lụt\ndate: "),
]  # fmt: skip
# The same, but the finding is due on line 1 of the cell's own file. None takes the record away.
PERIODS = [
    ("ME101", "2024-07", "", None),
    ("ME101", "2025-04", "date: ", "state: planned\ndate: "),
    ("ME102", "2023-12", "theme: Chuyên đề quý 4\n", ""),
    ("ME112", "2023-08", "date: ", "state: postponed\nreason: Lũ lụt\ndate: "),
]
# Files of a cell; without a text in place of which to stand, the file is new.
CELL_FILES = [
    ("YA002", "members.yml", "dv02:\n", "§dv01:\n"),
    ("YA003", "cell.yml", "type: ", "§type: !loai "),
    ("PA001", "2023/3-regular.md", "", "§x"),
    ("PA003", "Members.yml", "", "§x"),
    ("FI001", "cell.yml", "founded: ", "§fixd_day: 3\nfounded: "),
    ("FI002", "2021/year.yml", "", "thematic_plan:\n§  - quarter: 1\n"),
    ("FI003", "members.yml", "  how: transfer", "§  how: moved"),
    ("RE103", "cell.yml", "  - unit: xa-", "§  - unit: xa-9"),
]
OTHER_FILES = [
    ("OR103", "records/huyen-3/district.yml", "", big_store.DISTRICT + "  xa-7:\n    name: A\n    level: commune\n    from: 2000-01-01\n§    parent: xa-7\n"),
    ("RE106", f"{district(1)}/observers/2024.yml", "", "btv-01:\n  level: committee\n§  cells: [chi-bo-998]\n"),
    ("RB101", "records/rulebook/hd-12.yml", "scope: all\n", "scope: all\nscore:\n  grades:\n§    good: '>= 90'\n"),
]  # fmt: skip


class Fault(NamedTuple):
    """What is done to which file, and where the finding is due if not at the mark."""

    code: str
    path: str
    old: str
    new: str | None
    due: str = ""


def faults() -> list[Fault]:
    """Each fault in a cell of its own, so that none hides another."""
    found = [Fault(*fault) for fault in OTHER_FILES]
    numbers = iter(range(0, big_store.CELLS, 4))
    for code, month, old, new in MEETINGS:
        found.append(Fault(code, meeting(next(numbers), int(month[:4]), int(month[5:])), old, new))
    for (code, month, old, changed), number in zip(PERIODS, numbers, strict=False):
        found.append(
            Fault(code, meeting(number, int(month[:4]), int(month[5:])), old, changed, f"{cell(number)}/cell.yml")
        )
        if changed is None:  # with the record goes what it said of the task of the month before
            found.append(Fault("TA101", meeting(number, int(month[:4]), int(month[5:]) - 1), "    due", "§    due"))
    numbers = iter(range(2, big_store.CELLS, 4))
    found += [Fault(code, f"{cell(next(numbers))}/{name}", old, new) for code, name, old, new in CELL_FILES]
    return found


def plant(root: Path, fault: Fault) -> tuple[str, str, int]:
    """Put a fault into the store; return code, path and line of the finding that is due."""
    file = root / fault.path
    if fault.new is None:
        file.unlink()
        return fault.code, fault.due, 1
    text = file.read_text(encoding="utf-8") if fault.old else ""
    assert fault.old in text, fault
    file.parent.mkdir(exist_ok=True)
    marked = text.replace(fault.old, fault.new, 1) if fault.old else fault.new
    file.write_text(marked.replace("§", ""), encoding="utf-8")
    if fault.due:
        return fault.code, fault.due, 1
    assert marked.count("§") == 1, fault
    return fault.code, fault.path, marked.count("\n", 0, marked.index("§")) + 1


def test_fifty_faults_are_found_and_nothing_else(tmp_path: Path) -> None:
    big_store.write(tmp_path)
    expected = sorted(plant(tmp_path, fault) for fault in faults())
    report = check(Options(root=tmp_path, as_of=big_store.AS_OF))
    got = sorted((d.code, d.path, d.span.line) for d in report.diagnostics)
    assert [one for one in got if one not in expected] == []
    assert [one for one in expected if one not in got] == []
    assert got == expected
    assert len(got) == 50
    assert len({code for code, _, _ in got}) >= 30
    files = 12_000 + 2 * big_store.CELLS + 3  # meetings, two files of each cell, two districts and a rule
    assert report.records == files + 3 - 1  # three are new, one is taken away
