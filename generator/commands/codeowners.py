"""`chibo codeowners`: which account is asked about a change of which folder, from the units as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.check.places import Resolver
from generator.commands import remark
from generator.model.diagnostic import CheckReport, Finding, in_order
from generator.model.owners import FILE, TARGET
from generator.model.period import covers
from generator.model.text import Text, nearest
from generator.pipeline import list_cells
from generator.store import yaml
from generator.store.owners import is_top, read_codeowners, read_owners

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from generator.model.owners import OwnerMap
    from generator.model.summary import CellSummary, DistrictSummary
    from generator.pipeline import Options, Store

HEAD = """\
# Do “chibo codeowners” tạo từ codeowners.yml và records/; không sửa tay.
# Made by `chibo codeowners` from codeowners.yml and records/; do not edit.
"""


class NotMade(Exception):
    """No CODEOWNERS can be made; `text` says why, `report` names each fault of `codeowners.yml`."""

    def __init__(self, text: Text, report: CheckReport | None = None) -> None:
        super().__init__(text.vi)
        self.text, self.report = text, report


def make(options: Options, store: Store, districts: list[DistrictSummary]) -> str:
    """The text of CODEOWNERS for a store that was read with its summaries.

    Errors: NotMade.
    """
    if not is_top(options.root):
        raise NotMade(
            Text(
                f"Máy chủ git chỉ đọc {TARGET} ở gốc kho; sổ này nằm trong một thư mục của kho.",
                f"A forge reads {TARGET} at the top of a repository only; this store is a folder inside one.",
            )
        )
    found = read_owners(options.root)
    if found is None:
        raise NotMade(
            Text(
                f"Chưa có {FILE} ở gốc sổ. Xem Sổ tay, trang “Quản lý kho”, mục “Ai duyệt phần nào”.",
                f"There is no {FILE} at the store's root. See the handbook, page “Quản lý kho”.",
            )
        )
    cells = list_cells(options)
    unknown = () if found.owners is None else _unknown(found.owners, store, cells)
    resolver = Resolver(found.texts, yaml.places)
    diagnostics = in_order(resolver.diagnostic(finding) for finding in (*found.findings, *unknown))
    if found.owners is None or any(diagnostic.severity == "error" for diagnostic in diagnostics):
        said = Text(f"{FILE} ghi sai.", f"{FILE} is wrong.")
        raise NotMade(said, CheckReport(store.as_of, diagnostics, 1))
    _refuse_unread(store, cells - {f"{cell.district}/{cell.slug}" for one in districts for cell in one.cells})
    return render(found.owners, districts, options.records)


def _refuse_unread(store: Store, cells: frozenset[str]) -> None:
    """A cell whose unit is not known may not pass to other owners. `cells` are those that could not be counted."""
    broken = sorted(store.homes.keys() - store.usable)
    unread = [f"records/{slug}/district.yml" for slug in broken]
    refs = [ref.split("/") for ref in sorted(cells)]
    unread += [f"records/{slug}/cells/{cell}/cell.yml" for slug, cell in refs if slug not in broken]
    if unread:
        raise NotMade(
            Text(
                f"Chưa biết chi bộ thuộc đơn vị nào, vì ghi sai: {', '.join(unread)}. Chạy “chibo check” rồi sửa.",
                f"Which unit a cell belongs to is not known; mend first (`chibo check`): {', '.join(unread)}.",
            )
        )


def render(owners: OwnerMap, districts: Iterable[DistrictSummary], records: str = "records") -> str:
    """The text of CODEOWNERS: the store, its workflows and rulebook; then each district, unit by unit, a line a cell.

    The last line that fits a path counts, so each stands after the wider ones. What no cell's line fits (a misspelt
    folder, a submodule in a folder's place) falls to the district.
    """
    lines = [
        _line("*", owners.store),
        _line("/.github/", owners.workflows or owners.store),
        _line(f"/{records}/rulebook/", owners.rulebook or owners.store),
    ]
    for district in districts:
        slug, own = district.home.slug, district.home.district
        lines += ["", f"# {slug}: {remark(own.name)}", _line(f"/{records}/{slug}/", owners.of_district(slug))]
        units = {cell.slug: unit_on(cell, district.home.as_of) for cell in district.cells}
        for unit in (*own.units, None):
            cells = sorted(cell for cell, of in units.items() if of == unit)
            if unit is not None and cells:
                lines.append(f"# {slug}/{unit}: {remark(own.units[unit].name)}")
            above = own.ancestors(unit)
            lines += [_line(f"/{records}/{slug}/cells/{cell}/", owners.of_cell(slug, cell, above)) for cell in cells]
    return HEAD + "\n".join(lines) + "\n"


def unit_on(cell: CellSummary, day: dt.date) -> str | None:
    """The unit a cell counts for that day: the one in force, else the last one before; None where there is none."""
    begun = [(start, unit) for unit, start, end in cell.under if covers(start, end, day)]
    begun = begun or [(start, unit) for unit, start, _ in cell.under if start <= day]
    return max(begun, key=lambda one: one[0])[1] if begun else None


def _line(pattern: str, accounts: list[str]) -> str:
    return f"{pattern} {' '.join(f'@{account}' for account in accounts)}"


def _unknown(owners: OwnerMap, store: Store, cells: frozenset[str]) -> Iterator[Finding]:
    """Entries that nothing in the store answers to: mistyped, they would leave a cell to others."""
    for slug, entry in owners.districts.items():
        key = ("districts", slug)
        if slug not in store.homes:
            yield _lost("FI003", key, slug, store.homes, Text("đảng bộ", "district"))
            continue
        if slug in store.usable:
            units = store.homes[slug].district.units
            lost = [unit for unit in entry.units if unit not in units]
            yield from (_lost("RE103", (*key, "units", unit), unit, units, Text("đơn vị", "unit")) for unit in lost)
        known = [ref.partition("/")[2] for ref in cells if ref.startswith(f"{slug}/")]
        lost = [cell for cell in entry.cells if cell not in known]
        yield from (_lost("RE106", (*key, "cells", cell), cell, known, Text("chi bộ", "cell")) for cell in lost)


def _lost(code: str, key: tuple[str, ...], name: str, known: Iterable[str], what: Text) -> Finding:
    near = nearest(name, sorted(known))
    hint = Text(f"Có phải “{near}”?", f"Did you mean “{near}”?") if near else Text("Bỏ mục này.", "Remove this entry.")
    return Finding(
        code, FILE, key,
        Text(f"Trong sổ không có {what.vi} `{name}`.", f"The store has no {what.en} `{name}`."),
        Text(f"Cần: mã một {what.vi} có trong sổ.", f"Expected: a {what.en} of the store."),
        hint, subject=name,
    )  # fmt: skip


def difference(options: Options, text: str) -> Text | None:
    """Say what is stale in the CODEOWNERS of the store; None where it is as it should be."""
    written = read_codeowners(options.root)
    if written == text:
        return None
    again = Text("Chạy lại: chibo codeowners", "Run again: chibo codeowners")
    if written is None:
        return Text(f"Chưa có {TARGET}. {again.vi}", f"There is no {TARGET}. {again.en}")
    have, want = written.split("\n"), text.split("\n")
    line = next((n for n, (a, b) in enumerate(zip(have, want, strict=False)) if a != b), min(len(have), len(want)))
    now, due = (lines[line] if line < len(lines) else "" for lines in (have, want))
    return Text(
        f"{TARGET}:{line + 1}: đã cũ. Đang ghi “{now}”, cần “{due}”. {again.vi}",
        f"{TARGET}:{line + 1}: stale. It says “{now}”, expected “{due}”. {again.en}",
    )
