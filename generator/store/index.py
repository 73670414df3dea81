"""What lies in a store, sorted by rulebook, district and cell: from the paths alone, before any file is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.model.diagnostic import Finding, Span
from generator.model.text import Text
from generator.store import closed, paths
from generator.store.regular import unreadable

if TYPE_CHECKING:
    from generator.store.paths import RecordPath
    from generator.store.source import Entry


@dataclass
class DistrictIndex:
    """The files of one district: its own, and those of each cell by slug."""

    slug: str
    files: list[RecordPath] = field(default_factory=list)
    cells: dict[str, list[RecordPath]] = field(default_factory=dict)

    @property
    def first_years(self) -> dict[str, int]:
        """The earliest year folder of each cell that has one."""
        years = {cell: [f.year for f in files if f.year] for cell, files in self.cells.items()}
        return {cell: min(found) for cell, found in years.items() if found}

    @property
    def first_year(self) -> int | None:
        """The earliest year folder of any cell."""
        return min(self.first_years.values(), default=None)


@dataclass
class StoreIndex:
    """Everything in a store. `findings` are PA001, PA002, PA003 and files that are lacking (FI002)."""

    rulebook: list[RecordPath] = field(default_factory=list)
    districts: dict[str, DistrictIndex] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    paths: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()  # districts any of whose cells may stand where nobody can look

    @property
    def reachable(self) -> frozenset[str]:
        """What a reference to a cell may name: every cell folder, and `DISTRICT/*` where others may stand."""
        return self.cells | {f"{slug}/*" for slug in self.hidden}

    @property
    def cells(self) -> frozenset[str]:
        """Every cell folder as `DISTRICT/CELL`."""
        return frozenset(f"{d.slug}/{c}" for d in self.districts.values() for c in d.cells)


def build(entries: list[Entry]) -> StoreIndex:
    """Sort the paths of a store; what does not fit becomes a finding and is left out.

    Errors: PA001, PA002, PA003 (one for each folder or file at fault), FI002 (no `district.yml`, no `cell.yml`).
    """
    shut = [e.path for e in entries if e.kind == "closed"]
    hidden = frozenset(filter(None, map(closed.hides_cells, shut)))
    index = StoreIndex(paths=frozenset(e.path for e in entries), hidden=hidden)
    refused: dict[str, str] = {}
    meant: list[tuple[str, str]] = []
    for entry in entries:
        if entry.reason is not None:
            index.findings.append(unreadable(entry.path, entry.reason))
            continue
        if entry.kind != "file":
            index.findings.append(paths.not_regular(entry.path, entry.kind))
            meant.append((entry.path, entry.path))
            continue
        record = paths.parse(entry.path)
        if record is None:
            refused.setdefault(_culprit(entry.path), entry.path)
            continue
        _place(index, record._replace(refused=True) if shut and closed.is_below(entry.path, shut) else record)
    for folder in shut:
        for record in closed.stand_ins(folder):
            if record.path not in index.paths:
                _place(index, record)
    good = _spellings(index) if refused else {}
    for culprit, path in refused.items():
        other = good.get(paths.fold_name(culprit))
        index.findings.append(paths.collides(path, other) if other else paths.refuse(path))
        if paths.parse(culprit) is not None:  # a folder where a file should be
            meant.append((culprit, culprit))
            continue
        nearest = paths.suggest(path)
        if nearest is not None and nearest not in index.paths:
            meant.append((path, nearest))
    for path, place in meant:
        _stand_in(index, path, place)
    _lacking(index)
    return index


def _spellings(index: StoreIndex) -> dict[str, str]:
    """Every valid path and folder by its name without case and accents."""
    return {paths.fold_name(prefix): prefix for path in index.paths if paths.parse(path) for prefix in _prefixes(path)}


def _prefixes(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:n]) for n in range(2, len(parts) + 1)]


def _culprit(path: str) -> str:
    """The shortest leading part of a refused path that no valid path could begin with, else the path itself."""
    parts = path.split("/")
    if len(parts) > 2 and parts[1] != "rulebook" and paths.parse(f"records/{parts[1]}/district.yml") is None:
        return "/".join(parts[:2])
    if len(parts) > 4 and parts[2] == "cells":
        if paths.parse("/".join([*parts[:4], "cell.yml"])) is None:
            return "/".join(parts[:4])
        if len(parts) > 5 and paths.parse("/".join([*parts[:5], "year.yml"])) is None:
            return "/".join(parts[:5])
        return "/".join(parts[:6])  # a folder below a year, whatever it is called
    elif len(parts) > 3:
        return "/".join(parts[: 4 if parts[2] in {"cells", "reviews", *paths.YEAR_FOLDERS} else 3])
    return path


def _place(index: StoreIndex, record: RecordPath) -> None:
    if record.kind == "rules":
        index.rulebook.append(record)
        return
    district = index.districts.setdefault(record.district, DistrictIndex(record.district))
    if record.cell:
        district.cells.setdefault(record.cell, []).append(record)
    else:
        district.files.append(record)


def _stand_in(index: StoreIndex, path: str, meant: str) -> None:
    """Keep the place of a record whose file is refused, so that nothing else calls it missing."""
    record = paths.parse(meant)
    district = index.districts.get(record.district) if record is not None else None
    if record is None or (
        record.kind != "rules" and (district is None or (record.cell and record.cell not in district.cells))
    ):
        return
    if record.kind == "meeting" or path == meant:
        _place(index, record._replace(path=path, refused=True))


def _lacking(index: StoreIndex) -> None:
    for district in index.districts.values():
        if not any(f.kind == "district" for f in district.files):
            index.findings.append(_no_file(f"records/{district.slug}/district.yml", "district.yml"))
        for cell, files in district.cells.items():
            if not any(f.kind == "cell" for f in files):
                index.findings.append(_no_file(f"records/{district.slug}/cells/{cell}/cell.yml", "cell.yml"))


def _no_file(path: str, name: str) -> Finding:
    return Finding(
        "FI002", path, (),
        Text(f"Thiếu tệp `{name}`.", f"The file `{name}` is missing."),
        Text("Thư mục nào có bản ghi thì phải có tệp này.", "A folder with records must have this file."),
        Text(f"Tạo tệp {path}.", f"Create {path}."),
        subject=name, span=Span(),
    )  # fmt: skip
