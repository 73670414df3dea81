"""Work the figures of a store out again, from its files alone, and compare them with the published data.

It shares no code with the program: PyYAML without types, the path as the key, and the definitions of the figures read
anew. `python tests/independent/recompute.py records site/data/v1` prints every difference and exits 1 if there is one.
Records that cannot be counted are not told apart: a store with such records is not one to compare.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

YEARS = (2024, 2025)
GRADES = ("good", "fair", "average", "poor")
GUESTS = ("resident_213", "invited", "temp_in", "other")
LEVELS = ("standing_committee", "committee", "commune_committee")
FOREVER = date(9999, 12, 31)


def load(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader) if path.exists() else None


def day(text: str | None, otherwise: date = FOREVER) -> date:
    return date.fromisoformat(text) if text else otherwise


def within(span: dict[str, str], when: date, start: str = "from", end: str = "to") -> bool:
    return day(span[start]) <= when <= day(span.get(end))


def size(people: Any) -> int:
    return int(people) if isinstance(people, str) and people else len(people or ())


def month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


class Rules:
    """What the rulebook says for a district on a day; rules of single units are not in the sample."""

    def __init__(self, folder: Path) -> None:
        self.files = [load(path) for path in sorted(folder.glob("*.yml"))]
        self.files.sort(key=lambda rules: rules["applies"]["from"])

    def on(self, district: str, when: date, *keys: str) -> Any:
        found = None
        for scope in ("all", district):
            for rules in (r for r in self.files if r["scope"] == scope):
                later = [r["applies"]["from"] for r in self.files if r["scope"] == scope]
                after = [day(other) for other in later if other > rules["applies"]["from"]]
                end = day(rules["applies"].get("to"), min(after, default=FOREVER) - timedelta(days=1))
                value: Any = rules
                for key in keys:
                    value = (value or {}).get(key)
                if value is not None and day(rules["applies"]["from"]) <= when <= end:
                    found = value
        return found


class Cell:
    """One cell folder: its facts, its members, and its meetings held up to the day of the figures."""

    def __init__(self, folder: Path, district: dict[str, Any], as_of: date) -> None:
        self.slug, self.ref = folder.name, f"{folder.parents[1].name}/{folder.name}"
        self.cell, self.district, self.as_of = load(folder / "cell.yml"), district, as_of
        self.members = load(folder / "members.yml") or None
        self.years = {int(p.parent.name): load(p) for p in folder.glob("*/year.yml")}
        self.records: dict[tuple[int, str], Any] = {}
        for path in sorted(folder.glob("[0-9]*/*.md")):
            front = path.read_text("utf-8").split("---\n", 2)[1]
            self.records[int(path.parent.name), path.stem] = yaml.load(front, Loader=yaml.BaseLoader)
        self.held = {k: m for k, m in self.records.items() if m.get("state", "held") == "held"}
        self.held = {k: m for k, m in self.held.items() if day(m["date"]) <= as_of}

    def active(self, when: date) -> bool:
        return (
            within(self.cell, when, "founded", "closed")
            and within(self.district, when)
            and any(within(span, when) for span in self.cell["under"])
        )

    def active_from_to(self, first: date, last: date) -> bool:
        return all(self.active(first + timedelta(days=i)) for i in range((last - first).days + 1))

    def roll(self, when: date) -> list[dict[str, Any]]:
        open_ = when <= day(self.cell.get("closed"))
        return [m for m in (self.members or {}).values() if open_ and within(m, when, "joined", "left")]

    def due(self, meeting: dict[str, Any]) -> int:
        attendance, when = meeting["attendance"], day(meeting["date"])
        if self.members is None:
            return int(attendance["roll"]) - int(attendance.get("away") or 0)
        away = sum(any(within(span, when) for span in member.get("away") or ()) for member in self.roll(when))
        return int(attendance["roll"]) - away

    def full_year(self, year: int) -> bool:
        return date(year, 12, 31) < self.as_of and self.active_from_to(date(year, 1, 1), date(year, 12, 31))

    def of_year(self, year: int, *kinds: str) -> list[tuple[str, dict[str, Any]]]:
        found = [(stem, meeting) for (y, stem), meeting in self.held.items() if y == year]
        return [(stem, m) for stem, m in found if not kinds or stem.split("-")[1] in kinds]


Figures = dict[str, tuple[Any, int]]


def of_meetings(cell: Cell, year: int) -> Figures:
    regular = [meeting for _, meeting in cell.of_year(year, "regular")]
    book = [(m["attendance"], cell.due(m)) for m in regular]
    due = sum(d for _, d in book)
    present = sum(int(a["present"]) for a, _ in book)
    rates = [Fraction(int(a["present"]), d) for a, d in book if d]
    there = [(int(a["present"]) + size(a.get("also_present")), int(a["roll"])) for a, _ in book]
    spoke = [(size(a["spoke"]), n) for (a, _), (n, _) in zip(book, there, strict=True) if "spoke" in a]
    fixed = f"{cell.cell.get('fixed_day') or '':0>2}"
    on_day = [m["date"] == f"{year}-{stem[:2]}-{fixed}" for stem, m in cell.of_year(year, "regular") if fixed != "00"]
    everything = [meeting for _, meeting in cell.of_year(year)]
    guests = {k: sum(int((m.get("guests") or {}).get(k, 0)) for m in everything) for k in GUESTS}
    models = sum(m.get("model") == "true" for m in everything)
    return {
        "attendance_rate_due": (present, due),
        "attendance_rate_roll": (sum(n for n, _ in there), sum(r for _, r in there)),
        "attendance_rate_due_macro": (sum(rates), len(rates)),
        "speaker_share": (sum(n for n, _ in spoke), sum(d for _, d in spoke)),
        "unexcused": (sum(size(a.get("unexcused")) for a, _ in book), due),
        "fixed_day_kept": (sum(on_day), len(on_day)),
        "model_meetings": (models, min(len(everything), 1)),
        **{f"guests.{kind}": (number, min(len(everything), 1)) for kind, number in guests.items()},
    }


def of_frequency(cell: Cell, year: int) -> Figures:
    full = int(cell.full_year(year))
    months = len({stem[:2] for stem, _ in cell.of_year(year, "regular")})
    themed = [m for s, m in cell.of_year(year, "regular", "thematic") if "theme" in m or s[3:].startswith("thematic")]
    classes = {"frequency_12": (12, 12), "frequency_9_11": (9, 11), "frequency_5_8": (5, 8), "frequency_0_4": (0, 4)}
    return {
        "meetings_per_cell": (len(cell.of_year(year, "regular")) * full, full),
        "thematic_per_cell": (len(themed) * full, full),
        **{id_: (int(low <= months <= high) * full, full) for id_, (low, high) in classes.items()},
    }


def of_coverage(cell: Cell, year: int, rules: Rules, records_from: str) -> Figures:
    n = d = 0
    for month in range(1, 13):
        first, last = date(year, month, 1), month_end(year, month)
        record = cell.records.get((year, f"{month:02d}-regular"), {"state": None})
        state = record.get("state", "held")
        district = cell.ref.split("/")[0]
        asked = rules.on(district, last, "regular", "every") and cell.active_from_to(first, last)
        if not asked or f"{year}-{month:02d}" < records_from or first > cell.as_of or state == "waived":
            continue
        if state == "held" and day(record["date"]) <= cell.as_of:
            n, d = n + 1, d + 1
        elif state in {"not_held", "postponed"}:
            d += 1
        elif state in {None, "planned"}:
            due_day = rules.on(district, last, "regular", "record_due_day")
            following = last + timedelta(days=1)
            d += int(due_day is not None and cell.as_of > following.replace(day=int(due_day)))
    return {"meeting_coverage": (n, d)}


def of_scores(cell: Cell, year: int, rules: Rules) -> Figures:
    grades, points = Counter[str](), list[Fraction]()
    for _, meeting in cell.of_year(year):
        score = meeting.get("score") or {}
        grade = score.get("official_grade") or score.get("self_grade")
        grades.update([grade] if grade else [])
        asked = rules.on(cell.ref.split("/")[0], day(meeting["date"]), "score", "groups") or {}
        own = score.get("self") or {}
        if own and set(asked) <= set(own):
            points.append(sum((Fraction(value) for value in own.values()), Fraction(0)))
    found: Figures = {f"grades.{grade}": (grades[grade], sum(grades.values())) for grade in GRADES}
    return found | {"score_mean": (sum(points), len(points))}


def of_people(cell: Cell, year: int) -> Figures:
    last = min(date(year, 12, 31), cell.as_of)
    own = [m for m in (cell.members or {}).values() if not (m.get("was") and m["joined"] > m.get("admitted", ""))]
    admitted = [day(m.get("admitted")) for m in own]
    number = sum(a.year == year and a <= cell.as_of for a in admitted)
    rolls = [m["attendance"]["roll"] for (_, s), m in cell.held.items() if s[3:] != "committee"]
    dated = [day(m["date"]) <= last for (_, s), m in cell.held.items() if s[3:] != "committee"]
    written = [int(roll) for roll, before in zip(rolls, dated, strict=True) if before]
    strength = written[-1:] if cell.members is None else [len(cell.roll(last))]
    known = int(bool(strength) and cell.active(last))
    return {
        "admissions": (number, int(cell.members is not None)),
        "members_per_cell": (sum(strength) * known, known),
    }


def of_observers(cell: Cell, year: int, plans: dict[int, Any]) -> Figures:
    found: Figures = {}
    pairs = [
        (seat["level"], who, int(seat["cells"][cell.slug]) if isinstance(seat["cells"], dict) else 1)
        for who, seat in (plans.get(year) or {}).items()
        if cell.slug in (seat.get("cells") or ())
    ]
    for level in ("", *LEVELS):
        own = [(who, planned) for of, who, planned in pairs if level in {"", of}]
        visits = [sum(who in (m.get("observers") or ()) for _, m in cell.of_year(year)) for who, _ in own]
        dot = f".{level}" if level else ""
        found[f"observer_cells{dot}"] = (sum(v > 0 for v in visits), len(own))
        made = sum(min(v, planned) for v, (_, planned) in zip(visits, own, strict=True))
        found[f"observer_visits{dot}"] = (made, sum(planned for _, planned in own))
    return found


def reports(cells: list[Cell]) -> dict[tuple[str, str, str], str]:
    """The last word on each task that closes it, by cell, meeting and task; cells told by all cells of the store."""
    told: list[tuple[tuple[int, str], tuple[str, str, str], str]] = []
    for cell in cells:
        for (year, stem), meeting in cell.held.items():
            for ref, state in (meeting.get("followup") or {}).items():
                *where, period, task = ref.split("/")
                kind = period[8:] or "regular"
                home = "/".join([*cell.ref.split("/")[: 2 - len(where)], *where])
                told.append(((year, stem[:2]), (home, f"{period[:4]}/{period[5:7]}-{kind}", task), state))
    return {task: state for _, task, state in sorted(told) if state in {"done", "dropped"}}


def of_tasks(cell: Cell, year: int, closed: dict[tuple[str, str, str], str]) -> Figures:
    states = [
        closed.get((cell.ref, f"{y}/{stem}", id_), "open")
        for (y, stem), meeting in cell.held.items()
        for id_, task in (meeting.get("tasks") or {}).items()
        if task.get("due") and day(task["due"]).year == year and day(task["due"]) <= cell.as_of
    ]
    return {"tasks_done": (states.count("done"), len(states) - states.count("dropped"))}


def recompute(records: Path, as_of: date) -> dict[tuple[str, int], Figures]:
    """The figures of each cell (`DISTRICT/CELL`) and district (`DISTRICT`) in each year."""
    rules = Rules(records / "rulebook")
    folders = [path.parent for path in sorted(records.glob("*/district.yml"))]
    homes = {folder.name: load(folder / "district.yml") for folder in folders}
    paths = [path.parent for path in sorted(records.glob("*/cells/*/cell.yml"))]
    cells = [Cell(path, homes[path.parents[1].name], as_of) for path in paths]
    closed = reports(cells)
    found: dict[tuple[str, int], Figures] = {}
    for cell in cells:
        district = cell.ref.split("/")[0]
        earliest = min((y for c in cells if c.ref.startswith(f"{district}/") for y, _ in c.records), default=YEARS[0])
        records_from = homes[district].get("records_from") or f"{earliest}-01"
        plans = {int(p.stem): load(p) for p in (records / district / "observers").glob("*.yml")}
        for year in YEARS:
            figures = of_meetings(cell, year) | of_frequency(cell, year) | of_people(cell, year)
            figures |= of_coverage(cell, year, rules, records_from) | of_scores(cell, year, rules)
            figures |= of_observers(cell, year, plans) | of_tasks(cell, year, closed)
            found[cell.ref, year] = figures
            whole = found.setdefault((district, year), {})
            for id_, (n, d) in figures.items():
                before = whole.get(id_, (0, 0))
                counts = id_.startswith(("guests.", "model_", "admissions"))
                whole[id_] = (before[0] + n, max(before[1], d) if counts else before[1] + d)
    return found


def differences(records: Path, data: Path) -> tuple[int, list[str]]:
    """How many figures were compared, and those that differ."""
    as_of = date.fromisoformat(json.loads((data / "index.json").read_text("utf-8"))["as_of"])
    compared, wrong = 0, []
    for (scope, year), figures in recompute(records, as_of).items():
        district, _, cell = scope.partition("/")
        file = data / district / (f"cells/{cell}.json" if cell else "district.json")
        published = json.loads(file.read_text("utf-8"))["stats"].get(str(year))
        for id_, (n, d) in figures.items() if published is not None else ():
            compared += 1
            ratio = published[id_]
            if abs(Fraction(str(ratio["n"])) - n) > Fraction(1, 2_000_000) or ratio["d"] != d:
                wrong.append(f"{scope} {year} {id_}: published {ratio['n']}/{ratio['d']}, recomputed {float(n):g}/{d}")
    return compared, wrong


def main(arguments: list[str]) -> int:
    """Compare and print; 0 where all figures agree, 1 where some differ or none were found, 2 for wrong arguments."""
    if len(arguments) != 2:
        sys.stderr.write("usage: recompute.py RECORDS DATA\n")
        return 2
    compared, wrong = differences(Path(arguments[0]), Path(arguments[1]))
    sys.stdout.write("\n".join([*wrong, f"{compared} figures compared, {len(wrong)} differ\n"]))
    return 0 if compared and not wrong else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
