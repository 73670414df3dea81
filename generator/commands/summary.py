"""`chibo summary`: what a change to the records says, in Markdown, for whoever reads the pull request."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from generator import report
from generator.model import codes
from generator.model.ratio import scaled_half_up
from generator.model.text import Text, day_text, filled
from generator.report.md import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.digest import CellDigest, MeetingDigest
    from generator.model.period import Period
    from generator.pipeline import Comparison

LINES = 60  # of a part; a pull request that touches more says how many more
FEW = 4  # months that are named one by one
LEFT_OUT = Text(
    "Có thay đổi ở chi bộ không công khai, hoặc không đọc được; không kể ra ở đây.",
    "Cells that are not public, or cannot be read, change too; they are not told here.",
)
NAMES = {**codes.MEETING_STATES, "": Text("không đọc được", "unreadable")}


Pair = tuple["CellDigest | None", "CellDigest | None"]  # a cell before and now


@dataclass(frozen=True)
class Part:
    """A heading with what stands below it."""

    heading: Text
    lines: list[Text]


def render(change: Comparison, profile: str, lang: str, rules_url: str = "") -> str:
    """Write the summary: what was added, changed and removed, what would be published, and the new problems.

    It names cells and months, never a person; in the public profile no cell that is kept out of it.
    """
    pairs = [pair for pair in _pairs(change) if profile != "public" or _is_public(*pair)]
    parts = [
        Part(Text("Kỳ sinh hoạt", "Meetings"), list(_meetings(change, pairs))),
        Part(Text("Tháng cũ đổi trạng thái", "Older months"), list(_months(change, pairs))),
        Part(Text("Chi bộ và danh sách", "Cells and rolls"), list(_cells(pairs))),
        Part(Text("Tệp chung", "Files of the district"), list(_shared_files(change))),
        Part(Text("Ngoài ra", "Besides"), [LEFT_OUT] if profile == "public" and _leaves_out(change, pairs) else []),
        Part(Text("Khi nhập vào sổ", "Once merged"), list(_published(change, pairs, profile))),
    ]
    title = Text("Thay đổi này làm gì", "What this change does")
    lines = [f"## {title.to(lang)}"]
    for part in parts:
        if part.lines:
            lines += ["", f"### {part.heading.to(lang)}", "", *_shown(part.lines, lang)]
    if not any(part.lines for part in parts[:5]):
        nothing = Text("Không có bản ghi nào thay đổi.", "No record changes.")
        lines += ["", nothing.to(lang)]
    return "\n".join(lines) + "\n\n" + report.render("md", change.report, lang, rules_url=rules_url)


def _shown(lines: list[Text], lang: str) -> list[str]:
    told = [f"- {line.to(lang)}" for line in lines[:LINES]]
    more = len(lines) - LINES
    if more > 0:
        rest = Text(f"… còn {more} mục nữa.", f"… {more} more.")
        told.append(f"- {rest.to(lang)}")
    return told


def _pairs(change: Comparison) -> Iterator[Pair]:
    """Each judged cell before and now, by name; a cell whose folder moved is one pair."""
    moved = change.moved_cells()
    refs = {moved.get(ref, ref) for ref in change.before.results} | change.now.results.keys()
    former = {new: old for old, new in moved.items()}
    for ref in sorted(refs):
        yield change.before.digest(former.get(ref, ref)), change.now.digest(ref)


def _is_public(old: CellDigest | None, new: CellDigest | None) -> bool:
    """Tell whether a cell may be named in public; one that can be read in neither state may be of any type."""
    types = {cell.type for cell in (old, new) if cell is not None}
    return bool(types) and types.isdisjoint(codes.SECRET_TYPES)


def _leaves_out(change: Comparison, told: list[Pair]) -> bool:
    """Tell whether a file changes of a cell that is not among those told of."""
    refs = {cell.ref for pair in told for cell in pair if cell is not None}
    return any(_cell_of(path) not in refs for path in _in_cells(change))


def _meetings(change: Comparison, pairs: list[Pair]) -> Iterator[Text]:
    former = {new: old for old, new in change.moved.items()}
    old = {p: (c, m) for c, _ in pairs if c is not None for p, m in c.meetings.items()}
    new = {p: (c, m) for _, c in pairs if c is not None for p, m in c.meetings.items()}
    for path in sorted(new.keys() & {*change.difference.changed}):
        cell, meeting = new[path]
        source = former.get(path, path)
        before = old.get(source)
        if before is None:
            what = Text(f"thêm {_called(meeting, cell).vi}", f"added {_called(meeting, cell).en}")
            yield _joined(what, _numbers(meeting), _told(change, path))
            continue
        verb = Text("sửa", "changed") if source == path else Text("chuyển", "moved")
        said = _joined(_difference(before[1], meeting), _told(change, path))
        if not said.vi and before[0].ref != cell.ref and change.moved_cells().get(before[0].ref) == cell.ref:
            continue  # it went along with its cell
        called = _called(meeting, cell)
        yield Text(f"{verb.vi} {called.vi}{_after(said.vi)}", f"{verb.en} {called.en}{_after(said.en)}")
    for path in sorted(old.keys() & change.difference.changed):
        if path not in new and change.moved.get(path) not in new:
            cell, meeting = old[path]
            called = _called(meeting, cell)
            yield Text(f"**xóa** {called.vi}", f"**removed** {called.en}")


def _after(said: str) -> str:
    return f": {said.removeprefix(': ')}" if said else ""


def _called(meeting: MeetingDigest, cell: CellDigest) -> Text:
    kind = codes.MEETING_KINDS[meeting.kind]
    month = f"{meeting.period.month}/{meeting.period.year}"
    extra = Text("", "") if meeting.kind == "regular" else Text(f" ({kind.vi})", f" ({kind.en})")
    name = plain(cell.name)
    return Text(f"kỳ tháng {month}{extra.vi} của {name}", f"{meeting.period}{extra.en} of {name}")


def _numbers(meeting: MeetingDigest) -> Text:
    """`: dự 15/16 (93,75 %), 2 nhiệm vụ`, as far as it is written."""
    if meeting.state != "held":
        state = NAMES[meeting.state or ""]
        return Text(f": {state.vi}", f": {state.en}")
    parts = []
    if meeting.present is not None and meeting.due:
        whole, share = _of(meeting.present, meeting.due), _percent(meeting.present, meeting.due)
        parts.append(filled("dự {whole} ({share})", "{whole} present ({share})", whole=whole, share=share))
    if meeting.tasks:
        parts.append(Text(f"{meeting.tasks} nhiệm vụ", f"{meeting.tasks} task{'s' if meeting.tasks > 1 else ''}"))
    if not parts:
        return Text("", "")
    return Text(": " + ", ".join(p.vi for p in parts), ": " + ", ".join(p.en for p in parts))


def _of(present: int | None, due: int) -> Text:
    """Those present of those due: `1.200/1.322`."""
    return filled("{n}/{d}", "{n}/{d}", n="–" if present is None else present, d=due)


def _percent(n: int, d: int) -> Text:
    """A share as documents write it: `93,75 %`."""
    whole, part = divmod(scaled_half_up(Fraction(n, d) * 100, 2), 100)
    return Text(f"{whole},{part:02d} %", f"{whole}.{part:02d}%")


def _told(change: Comparison, path: str) -> Text:
    """`, 1 lỗi, 2 cảnh báo`: the new findings of a file."""
    found = [d.severity for d in change.report.diagnostics if d.path == path]
    counts = [(codes.SEVERITIES[s], found.count(s)) for s in codes.SEVERITIES if s in found]
    return Text(
        "".join(f", {n} {label.vi.lower()}" for label, n in counts),
        "".join(f", {n} {label.en.lower()}{'s' if n > 1 else ''}" for label, n in counts),
    )


def _joined(*texts: Text) -> Text:
    vi, en = "".join(t.vi for t in texts), "".join(t.en for t in texts)
    return Text(vi.removeprefix(", "), en.removeprefix(", "))


def _difference(old: MeetingDigest, new: MeetingDigest) -> Text:
    """What the numbers of a record were and are."""
    parts = []
    if old.state != new.state:
        was, now = NAMES[old.state or ""], NAMES[new.state or ""]
        parts.append(Text(f"{was.vi} → {now.vi}", f"{was.en} → {now.en}"))
    if old.date != new.date and old.date and new.date:
        first, second = day_text(old.date), day_text(new.date)
        parts.append(filled("ngày {was} → {now}", "date {was} → {now}", was=first, now=second))
    if (old.present, old.due) != (new.present, new.due) and old.due and new.due:
        was, now, share = _of(old.present, old.due), _of(new.present, new.due), _percent(new.present or 0, new.due)
        parts.append(
            filled("dự {was} → {now} ({share})", "present {was} → {now} ({share})", was=was, now=now, share=share)
        )
    if old.tasks != new.tasks:
        parts.append(Text(f"{old.tasks} → {new.tasks} nhiệm vụ", f"{old.tasks} → {new.tasks} tasks"))
    return Text(", ".join(p.vi for p in parts), ", ".join(p.en for p in parts))


def _months(change: Comparison, pairs: list[Pair]) -> Iterator[Text]:
    """Months whose state changes although their own record does not: a roll, a rule or another record did it."""
    for old, new in pairs:
        if old is None or new is None:
            continue
        own = {m.period for p, m in new.meetings.items() if p in change.difference.changed}
        groups: dict[tuple[str, str], list[Period]] = {}
        for period, state in new.months.items():
            before = old.months.get(period, state)
            if before != state and period not in own:
                groups.setdefault((before, state), []).append(period)
        for (before, state), periods in groups.items():
            was, now = codes.MONTH_STATES[before], codes.MONTH_STATES[state]
            listed, name = _listed(periods), plain(new.name)
            yield Text(
                f"{name}, tháng {listed.vi}: {was.vi.lower()} → {now.vi.lower()}",
                f"{name}, {listed.en}: {was.en.lower()} → {now.en.lower()}",
            )


def _listed(periods: list[Period]) -> Text:
    """Months one by one where they are few, else the first, the last and how many."""
    if len(periods) <= FEW:
        return Text(", ".join(f"{p.month}/{p.year}" for p in periods), ", ".join(map(str, periods)))
    first, last = periods[0], periods[-1]
    return Text(
        f"{first.month}/{first.year} … {last.month}/{last.year} ({len(periods)} tháng)",
        f"{first} … {last} ({len(periods)} months)",
    )


def _cells(pairs: list[Pair]) -> Iterator[Text]:
    for old, new in pairs:
        if old is None and new is not None:
            yield Text(f"thêm {plain(new.name)} (`{new.ref}`)", f"added {plain(new.name)} (`{new.ref}`)")
        elif new is None and old is not None:
            yield Text(
                f"**không còn đọc được, hoặc đã xóa** {plain(old.name)} (`{old.ref}`)",
                f"**removed or no longer readable**: {plain(old.name)} (`{old.ref}`)",
            )
        elif old is not None and new is not None:
            yield from _of_cell(old, new)


def _of_cell(old: CellDigest, new: CellDigest) -> Iterator[Text]:
    name = plain(new.name)
    if old.ref != new.ref:
        yield Text(f"{name}: thư mục `{old.ref}` → `{new.ref}`", f"{name}: folder `{old.ref}` → `{new.ref}`")
    if old.name != new.name:
        yield Text(f"{plain(old.name)} đổi tên thành {name}", f"{plain(old.name)} is now {name}")
    if old.members != new.members:
        was, now = ("–" if n is None else n for n in (old.members, new.members))
        yield filled("{name}: {was} → {now} đảng viên", "{name}: {was} → {now} members", name=name, was=was, now=now)
    if old.facts.closed != new.facts.closed and new.facts.closed is not None:
        day = day_text(new.facts.closed)
        yield Text(f"{name}: kết thúc hoạt động ngày {day.vi}", f"{name}: closed on {day.en}")


def _shared_files(change: Comparison) -> Iterator[Text]:
    appeared, vanished = change.difference.appeared, change.difference.vanished
    for path in sorted(change.difference.changed):
        if path.split("/")[2:3] == ["cells"]:
            continue
        verb = Text("sửa", "changed")
        if path in appeared:
            verb = Text("thêm", "added")
        elif path in vanished:
            verb = Text("**xóa**", "**removed**")
        yield Text(f"{verb.vi} <code>{plain(path)}</code>", f"{verb.en} <code>{plain(path)}</code>")


def _published(change: Comparison, pairs: list[Pair], profile: str) -> Iterator[Text]:
    """What the site would show, or why it would not be built."""
    stops = change.store.refusals
    if stops:
        files = len({d.path for d in stops})
        yield Text(
            f"Trang **chưa dựng lại được**: {len(stops)} lỗi trong {files} tệp phải sửa trước.",
            f"The site **cannot be built**: {len(stops)} errors in {files} files come first.",
        )
        return
    pages = {_cell_of(path) for path in _in_cells(change)}
    if profile == "public":
        pages &= {new.ref for _, new in pairs if new is not None}
    touched = sorted(ref.replace("/", "/cells/", 1) for ref in pages)
    if not touched:
        return
    if profile == "public":
        yield Text(
            "Trang công khai: tính lại số liệu của các chi bộ dưới đây và đơn vị của chúng; không có tên, biên bản.",
            "Public site: the figures of these cells and their units are computed anew; no names, no minutes.",
        )
    else:
        yield Text(
            "Trang nội bộ: trang của các chi bộ, biên bản và điểm danh dưới đây được dựng lại.",
            "Internal site: the pages of these cells, their minutes and attendance are built anew.",
        )
    yield from (Text(f"`/{page}/`", f"`/{page}/`") for page in touched)


def _cell_of(path: str) -> str:
    """The cell of a file as `DISTRICT/CELL`."""
    return f"{path.split('/')[1]}/{path.split('/')[3]}"


def _in_cells(change: Comparison) -> list[str]:
    return [p for p in change.difference.changed if p.split("/")[2:3] == ["cells"] and p.count("/") > 3]
