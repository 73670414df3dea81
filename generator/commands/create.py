"""`chibo new …`: writes scaffolds into a store, never over a file that is there."""

from __future__ import annotations

from generator.commands import new_cell, new_meeting, new_rule
from generator.model.period import Period
from generator.model.text import Text, nearest
from generator.pipeline import Options, SourceError, list_cells, list_units, open_cell, write_new
from generator.store import paths


class Impossible(Exception):
    """Nothing was written; `text` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


def meeting(options: Options, cell: str, period: str, kind: str, slug: str) -> list[str]:
    """Write the scaffold of a meeting and return its path.

    Errors: Impossible.
    """
    month = Period.parse(period)
    if month is None:
        raise Impossible(
            Text(
                f"Kỳ “{period}” chưa đúng. Viết năm-tháng, ví dụ 2024-03.",
                f"“{period}” is no period. Write year-month: 2024-03.",
            )
        )
    ref = _full(options, cell)
    found = open_cell(options, ref)
    if found is None:
        raise Impossible(
            Text(
                f"Chưa đọc được chi bộ “{cell}”: chạy “chibo check” để xem lỗi.",
                f"The cell “{cell}” cannot be read: run `chibo check`.",
            )
        )
    book, names = found
    _refuse(new_meeting.refusal(book, month, kind, slug))
    # Names that are kept outside the store are never written into it, not even in a remark.
    path, text = new_meeting.scaffold(book, None if options.names else names, month, kind, slug)
    return _write(options, {path: text})


def cell(options: Options, name: str) -> list[str]:
    """Write the folder of a new cell and return its paths.

    Errors: Impossible.
    """
    districts = sorted({c.partition("/")[0] for c in _cells(options)} | set(list_units(options)))
    district, _, slug = name.rpartition("/")
    if not district:
        if len(districts) != 1:
            raise Impossible(
                Text(
                    f"Ghi rõ ĐẢNG-BỘ/{slug}. Có: {', '.join(districts)}.",
                    f"Write DISTRICT/{slug}. Known: {', '.join(districts)}.",
                )
            )
        district = districts[0]
    _refuse(new_cell.refusal(district, slug))
    if district not in districts:
        near = nearest(district, districts)
        raise Impossible(
            Text(
                f"Không có đảng bộ “{district}”." + (f" Có phải “{near}”?" if near else ""),
                f"There is no district “{district}”." + (f" Did you mean “{near}”?" if near else ""),
            )
        )
    units = list_units(options).get(district, [])
    return _write(options, new_cell.scaffold(district, slug, units, options.today()))


def rule(options: Options, name: str, scope: str | None) -> list[str]:
    """Copy a shipped rulebook file into the store, or write the scaffold of a new one, for a scope if one is given.

    Errors: Impossible.
    """
    _refuse(new_rule.refusal(name, scope))
    path, text = new_rule.scaffold(name, scope)
    return _write(options, {path: text})


def _refuse(reason: Text | None) -> None:
    if reason is not None:
        raise Impossible(reason)


def _cells(options: Options) -> frozenset[str]:
    try:
        return list_cells(options)
    except SourceError:
        return frozenset()


def _full(options: Options, name: str) -> str:
    """The cell as `DISTRICT/CELL`; the district may be left out where only one has such a cell."""
    known = sorted(_cells(options))
    matches = [name] if name in known else [ref for ref in known if ref.partition("/")[2] == name]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise Impossible(
            Text(
                f"Có nhiều chi bộ “{name}”: {', '.join(matches)}. Ghi rõ cả đảng bộ.",
                f"Several cells are called “{name}”: {', '.join(matches)}.",
            )
        )
    near = nearest(name, known) or nearest(name, [ref.partition("/")[2] for ref in known])
    raise Impossible(
        Text(
            f"Không có chi bộ “{name}”." + (f" Có phải “{near}”?" if near else ""),
            f"There is no cell “{name}”." + (f" Did you mean “{near}”?" if near else ""),
        )
    )


def _write(options: Options, files: dict[str, str]) -> list[str]:
    for path in files:
        if paths.parse(path) is None:
            wrong = paths.refuse(path)
            vi, en = (f"{wrong.found.to(lang)} {wrong.expected.to(lang)}" for lang in ("vi", "en"))
            raise Impossible(Text(f"{vi} Chọn tên khác.", f"{en} Choose another name."))
    taken = write_new(options, files)
    if taken is not None:
        raise Impossible(
            Text(f"Tệp {taken} đã có; không ghi đè. Mở tệp đó để sửa.", f"{taken} exists; nothing was overwritten.")
        )
    return sorted(files)
