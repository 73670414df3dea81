"""`chibo remind`: for each district what is still missing, cell by cell, with a reminder ready to be sent."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from generator.model.text import day_text, sort_key
from generator.report.md import plain
from generator.views.projection import project_all

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from generator.model.period import Period
    from generator.model.summary import CellSummary, DistrictSummary

SCHEMA = "chibo.remind/1"
INDEX = "index.json"
MARK = "<!-- chibo remind: {district} -->"  # the first line of a body: by it the issue is found again
LIMIT = 60_000  # characters of a body: forges take 65,536 in an issue
ROWS = LIMIT // 2  # of these at most for the table, the rest for the reminders
NOTE = 200  # of these kept free for the line that says what had no room
HEAD = "| Chi bộ | Đơn vị | Tháng còn thiếu | Số tháng |\n|---|---|---|---:|\n"
LETTER = """\
Kính gửi: {whom}

Đến ngày {day}, sổ sinh hoạt của {cell} chưa có biên bản sinh hoạt thường kỳ:
{months}.

Kính đề nghị các đồng chí bố trí ghi bổ sung:
- Tháng đã họp: ghi biên bản của buổi họp ấy.
- Tháng không họp được: ghi rõ không họp, hoãn hay được miễn, kèm lý do; được miễn thì ghi thêm số văn bản đồng ý.

Lệnh mở khung biên bản có sẵn cho tháng thiếu đầu tiên:
  chibo new meeting {ref} {first}
Cách ghi có trong Sổ tay, trang “Ghi biên bản” và trang “Khi không họp được”.

Nếu đã ghi mà máy chưa thấy, hoặc có điều gì vướng mắc, xin các đồng chí báo lại để cùng tháo gỡ.
Trân trọng cảm ơn các đồng chí."""


@dataclass(frozen=True)
class Reminder:
    """What one district lacks. `missing` counts cell-months; with 0 its issue can be closed."""

    district: str
    title: str
    missing: int
    body: str


@dataclass(frozen=True)
class Gap:
    """The months without a record of one cell; `unit` is the name of the one it belongs to, empty where unknown."""

    cell: CellSummary
    unit: str
    months: tuple[Period, ...]

    @property
    def ref(self) -> str:
        """The cell as `DISTRICT/CELL`."""
        return f"{self.cell.district}/{self.cell.slug}"


def reminders(districts: Iterable[DistrictSummary], profile: str) -> list[Reminder]:
    """One reminder a district, also where nothing is missing.

    The public profile is made from the projection that the public site is made from: no police, military or border
    cell, not even in a number. No profile names a person.
    """
    shown = project_all(districts) if profile == "public" else list(districts)
    return [_reminder(district) for district in shown]


def files(found: Iterable[Reminder], as_of: dt.date, profile: str) -> dict[str, str]:
    """The files to write: `DISTRICT.md`, the body of an issue, for each district, and the index of them all."""
    written = list(found)
    index = {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "profile": profile,
        "districts": [
            {"district": r.district, "title": r.title, "missing": r.missing, "file": f"{r.district}.md"}
            for r in written
        ],
    }
    bodies = {f"{r.district}.md": r.body for r in written}
    return {**bodies, INDEX: json.dumps(index, ensure_ascii=False, indent=2) + "\n"}


def _reminder(district: DistrictSummary) -> Reminder:
    gaps = _gaps(district)
    missing = sum(len(gap.months) for gap in gaps)
    name = _line(district.home.district.name)
    day = day_text(district.home.as_of).vi
    lines = [MARK.format(district=district.home.slug), ""]
    if not gaps:
        title = f"Đủ biên bản: {name}"
        lines.append(f"Tính đến ngày {day}, không chi bộ nào còn thiếu biên bản sinh hoạt thường kỳ.")
    else:
        title = f"Thiếu biên bản: {name} ({len(gaps)} chi bộ, {missing} tháng)"
        lines.append(
            f"Tính đến ngày {day}, **{len(gaps)} chi bộ** còn thiếu biên bản sinh hoạt thường kỳ"
            f" của **{missing} tháng**."
        )
        lines.append("Máy viết lại bảng này mỗi tháng, và tự đóng mục này khi đã đủ biên bản.")
    if district.left_out:
        lines += [
            "",
            f"Có {len(district.left_out)} tệp hoặc thư mục ghi sai nên không tính được; chạy `chibo check` để xem.",
        ]
    body = "\n".join(lines) + "\n"
    if gaps:
        body += _table(gaps)
        body += _letters(gaps, day, LIMIT - len(body))
    return Reminder(district.home.slug, title, missing, body)


def _gaps(district: DistrictSummary) -> list[Gap]:
    """The cells that lack something, by unit and name."""
    units = district.home.district.units
    found = []
    for cell in district.cells:
        months = tuple(m.period for year in sorted(cell.months) for m in cell.months[year] if m.state == "missing")
        if months:
            unit = units.get(cell.year_units.get(max(cell.year_units, default=0), ""))
            found.append(Gap(cell, unit.name if unit is not None else "", months))
    return sorted(found, key=lambda gap: (not gap.unit, sort_key(gap.unit)))


def _table(gaps: Sequence[Gap]) -> str:
    rows: list[str] = []
    room = ROWS
    for gap in gaps:
        ended = " (đã kết thúc)" if gap.cell.closed else ""
        row = f"| {_inert(gap.cell.name)}{ended} | {_inert(gap.unit)} | {spoken(gap.months)} | {len(gap.months)} |\n"
        room -= len(row)
        if room < 0:
            break
        rows.append(row)
    rest = len(gaps) - len(rows)
    more = (
        f"\nBảng dài quá mức một trang chứa được: còn {rest} chi bộ nữa, chạy `chibo status` để xem hết.\n"
        if rest
        else ""
    )
    return f"\n{HEAD}{''.join(rows)}{more}"


def _letters(gaps: Sequence[Gap], day: str, room: int) -> str:
    """The reminders in frames that a forge copies with one click; as many as there is room for."""
    text = "\n## Lời nhắc soạn sẵn\n\nChép nguyên khung rồi gửi cho từng chi bộ.\n"
    room -= len(text) + NOTE
    for number, gap in enumerate(gaps):
        letter = _letter(gap, day)
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", letter)), default=0))
        part = f"\n### {_inert(gap.cell.name)}\n\n{fence}text\n{letter}\n{fence}\n"
        room -= len(part)
        if room < 0:
            rest = len(gaps) - number
            return text + f"\nCòn {rest} chi bộ trong bảng: dùng lời nhắc trên, thay tên chi bộ và các tháng.\n"
        text += part
    return text


def _letter(gap: Gap, day: str) -> str:
    cell = _line(gap.cell.name)
    whom = f"Đồng chí Bí thư {cell}"
    if gap.cell.closed:
        whom = f"Cấp ủy giữ sổ của {cell} (kết thúc hoạt động ngày {day_text(gap.cell.closed).vi})"
    return LETTER.format(whom=whom, cell=cell, day=day, months=spoken(gap.months), ref=gap.ref, first=gap.months[0])


def spoken(months: Sequence[Period]) -> str:
    """Months as they are said: `tháng 4–8, 11/2024; tháng 1/2025`. They stand in order of time."""
    return "; ".join(
        f"tháng {', '.join(_stretches([period.month for period in group]))}/{year}"
        for year, group in groupby(months, key=lambda period: period.year)
    )


def _stretches(numbers: Sequence[int]) -> list[str]:
    """Numbers with runs of three and more put together: 4, 5, 6, 9 → `4–6`, `9`."""
    found = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        part = [number for _, number in run]
        found += [f"{part[0]}–{part[-1]}"] if len(part) > 2 else [str(number) for number in part]
    return found


def _line(text: str) -> str:
    return " ".join(text.split())


def _inert(text: str) -> str:
    """Text of a record in a line of Markdown, where it means nothing but itself and calls nobody."""
    return plain(_line(text))
