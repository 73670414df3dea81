"""Random edits of a store, such as a pull request may bring: to records, rolls, rules and plans, and to what files are called."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

Edit = Any  # a function of the store's folder and of what decides which file it is


def one(root: Path, random: Random, pattern: str) -> Path:
    """A file of the store."""
    return random.choice(sorted(root.glob(pattern)))


def change(path: Path, pattern: str, text: str | Callable[[re.Match[str]], str]) -> None:
    """Change the first place that fits; nothing where none does."""
    path.write_text(re.sub(pattern, text, path.read_text("utf-8"), count=1, flags=re.MULTILINE), "utf-8")


def in_meeting(pattern: str, text: str | Callable[[re.Match[str]], str], kind: str = "*") -> Edit:
    """An edit of one meeting."""
    return in_file(f"records/*/cells/*/*/*-{kind}.md", pattern, text)


def in_file(where: str, pattern: str, text: str | Callable[[re.Match[str]], str]) -> Edit:
    """An edit of one file of a kind that has such a place."""

    def edit(root: Path, random: Random) -> None:
        files = [p for p in sorted(root.glob(where)) if re.search(pattern, p.read_text("utf-8"), re.MULTILINE)]
        if files:
            change(random.choice(files), pattern, text)

    return edit


def add(name: str, text: str) -> Edit:
    """A new file in the year folder of some cell."""

    def edit(root: Path, random: Random) -> None:
        folder = one(root, random, "records/*/cells/*/20*")
        (folder / name).write_text(text, "utf-8")

    return edit


def remove(where: str) -> Edit:
    """A file that is deleted."""
    return lambda root, random: one(root, random, where).unlink()


def move_record(root: Path, random: Random) -> None:
    """Give a meeting another month or kind."""
    path = one(root, random, "records/*/cells/*/20*/*.md")
    name = random.choice(("02-regular.md", "07-thematic.md", "11-extraordinary-moi.md", "13-regular.md"))
    path.rename(path.with_name(name))


def move_cell(root: Path, random: Random) -> None:
    """Give a cell's folder another name."""
    path = one(root, random, "records/*/cells/*")
    path.rename(path.with_name(f"{path.name}-moi"))


def move_to_other_cell(root: Path, random: Random) -> None:
    """Put a record where another cell keeps its own."""
    path, other = one(root, random, "records/*/cells/*/20*/*.md"), one(root, random, "records/*/cells/*/20*")
    path.rename(other / path.name)


def delete_cell(root: Path, random: Random) -> None:
    """Delete a cell's folder, which nobody should."""
    shutil.rmtree(one(root, random, "records/*/cells/*"))


def to_link(root: Path, random: Random) -> None:
    """Put a link in a record's place."""
    path = one(root, random, "records/*/cells/*/20*/*.md")
    path.unlink()
    path.symlink_to("cell.yml")


def add_early(root: Path, random: Random) -> None:
    """A record of a year before the store begins."""
    folder = one(root, random, "records/*/cells/*") / "2019"
    folder.mkdir(exist_ok=True)
    (folder / "08-thematic.md").write_text(MEETING, "utf-8")


def same_visit(root: Path, random: Random) -> None:
    """Let an observer be where another record has one on the same day."""
    seen = [p for p in sorted(root.glob("records/*/cells/*/20*/*.md")) if "observers:" in p.read_text("utf-8")]
    text = random.choice(seen).read_text("utf-8")
    seats = re.findall(r"^observers: \[([a-z0-9-]+)", text, re.MULTILINE)
    when = re.search(r"^date: (\S+)\ntime: (\S+)", text, re.MULTILINE)
    if seats and when:
        path = one(root, random, f"records/*/cells/*/{when[1][:4]}/{when[1][5:7]}-regular.md")
        change(path, r"^date: .*\ntime: .*\n", f"date: {when[1]}\ntime: {when[2]}\nobservers: [{seats[0]}]\n")


MEETING = "---\ndate: 2024-08-06\ntime: 07:30-08:10\nattendance:\n  roll: 3\n  present: 2\n---\nChi bộ họp.\n"
EDITS: dict[str, Edit] = {
    "present": in_meeting(r"present: (\d+)", lambda m: f"present: {int(m[1]) - 1}"),
    "roll": in_meeting(r"roll: (\d+)", lambda m: f"roll: {int(m[1]) + 1}"),
    "shorter": in_meeting(r"^time: .*", "time: 19:00-19:20"),
    "date": in_meeting(r"^date: (\d{4}-\d\d)-\d\d", r"date: \1-28", "regular"),
    "far-date": in_meeting(r"^date: (\d{4}-\d\d)", "date: 2024-02", "regular"),
    "chair": in_meeting(r"^chair: dv\d\d", "chair: dv99"),
    "votes": in_meeting(r"for: \d+", "for: 99"),
    "grade": in_meeting(r"self_grade: \w+", "self_grade: poor"),
    "no-official": in_meeting(r"^  official_grade: \w+\n", ""),
    "followup": in_meeting(r": done$", ": doing"),
    "no-followup": in_meeting(r"^followup:\n(?:  .*\n)+", ""),
    "task": in_meeting(r"^tasks:\n  \w+:", "tasks:\n  moi:"),
    "due": in_meeting(r"due: \S+", "due: 2023-01-01"),
    "theme": in_meeting(r"^theme: .*\n", ""),
    "observer": in_meeting(r"^observers: .*\n", ""),
    "unknown-key": in_meeting(r"^place:", "plaec:"),
    "not-yaml": in_meeting(r"^place: .*", "place: Nhà: văn hóa"),
    "not-held": in_meeting(r"---\n(?:.*\n)*?---\n", "---\nstate: not_held\nreason: Lũ\n---\n"),
    "allowed": in_meeting(r"^---\n", "---\n# allow[ME106]: Đảng ủy xã đồng ý\n"),
    "joint": in_meeting(r"^chair:", "joint_with: [thon-pac-thi]\nchair:"),
    "member-left": in_file("records/*/cells/*/members.yml", r"^  joined: .*\n", lambda m: f"{m[0]}  left: 2024-10-01\n  how: transfer\n"),
    "member-gone": in_file("records/*/cells/*/members.yml", r"^dv03:", "dv93:"),
    "members-broken": in_file("records/*/cells/*/members.yml", r"^dv02:", "dv01:"),
    "fixed-day": in_file("records/*/cells/*/cell.yml", r"^founded:", "fixed_day: 17\nfounded:"),
    "closed": in_file("records/*/cells/*/cell.yml", r"^founded: .*", lambda m: f"{m[0]}\nclosed: 2025-03-31"),
    "successor": in_file("records/*/cells/*/cell.yml", r"^successor: .*\n", ""),
    "cell-broken": in_file("records/*/cells/*/cell.yml", r"^type: .*", "type: lang"),
    "district": in_file("records/*/district.yml", r"^records_from: .*\n", ""),
    "district-broken": in_file("records/*/district.yml", r"^name: .*", "nmae: A"),
    "unit": in_file("records/*/district.yml", r"from: 19\d\d-", "from: 2025-"),
    "rule": in_file("records/rulebook/*.yml", r"regular: 90", "regular: 200"),
    "rule-target": in_file("records/rulebook/*.yml", r'default: ".*"', 'default: ">= 99%"'),
    "rule-due": in_file("records/rulebook/*.yml", r"record_due_day: \d+", "record_due_day: 28"),
    "rule-broken": in_file("records/rulebook/*.yml", r"^scope: .*", "scope: [all]"),
    "severity": in_file("records/rulebook/*.yml", r"ME106: warning", "ME106: notice"),
    "plan": in_file("records/*/observers/*.yml", r": (\d)$", ": 9"),
    "seat": in_file("records/*/observers/*.yml", r"^\w+-\d+:", "moi-01:"),
    "allowances": in_file("records/*/**/allowances.yml", r"until: .*", "until: 2023-12-31"),
    "year": in_file("records/*/cells/*/*/year.yml", r": kept$", ": missing"),
    "added": add("08-extraordinary-moi.md", MEETING),
    "added-early": add_early,
    "misnamed": add("Bien-ban.md", MEETING),
    "removed": remove("records/*/cells/*/20*/*-regular.md"),
    "removed-roll": remove("records/*/cells/*/members.yml"),
    "removed-plan": remove("records/*/observers/*.yml"),
    "removed-cell-file": remove("records/*/cells/*/cell.yml"),
    "moved": move_record,
    "moved-cell": move_cell,
    "moved-away": move_to_other_cell,
    "deleted-cell": delete_cell,
    "link": to_link,
    "same-visit": same_visit,
}  # fmt: skip
