"""`chibo new meeting`: a meeting file to fill in, with everything the store knows already."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from generator.commands import line, listed, lowered, refuse_overwrite, remark
from generator.commands.minutes import skeleton
from generator.commands.open_tasks import open_tasks
from generator.commands.roll_call import attendance
from generator.commands.sheet import Sheet
from generator.model import codes
from generator.model.text import Text, nearest
from generator.model.values import SLUG, SLUG_LENGTH

if TYPE_CHECKING:
    from generator.model.book import CellBook
    from generator.model.period import Period

SCORED = frozenset({"regular", "thematic"})
TITLES = {
    "regular": "Biên bản sinh hoạt thường kỳ",
    "thematic": "Biên bản sinh hoạt chuyên đề",
    "extraordinary": "Biên bản sinh hoạt bất thường",
    "committee": "Biên bản họp chi ủy",
    "congress": "Biên bản đại hội chi bộ",
}


def scaffold(
    cell: CellBook, names: dict[str, str] | None, period: Period, kind: str, slug: str = ""
) -> tuple[str, str]:
    """The path and text of a meeting file with blanks; filled in, it passes the checker.

    The day of a regular meeting is the cell's fixed day; else it is left blank, and roll and rules are those of the
    fixed day, or of the first day of the month on which the cell is active. `names` are written into remarks: pass None
    where they must stay out of the records.
    """
    day = _day(cell, period)
    sheet = Sheet(cell, names or {}, period, kind, day, cell.roll_on(day, kind), cell.in_force(day))
    lines = ["---", *_head(sheet), *attendance(sheet), *_more(sheet)]
    if kind != "committee":
        lines += _resolution(sheet)
    lines += [*_tasks(sheet), *_score(sheet), "---", *skeleton(kind)]
    return path_of(cell, period, kind, slug), "\n".join(lines) + "\n"


def path_of(cell: CellBook, period: Period, kind: str, slug: str = "") -> str:
    """Where the meeting's file belongs."""
    name = f"{period.month:02d}-{kind}" + (f"-{slug}" if slug else "")
    return f"{cell.path}/{period.year:04d}/{name}.md"


def refusal(cell: CellBook, period: Period, kind: str, slug: str = "") -> Text | None:
    """Why no file can be made for this meeting; None where it can."""
    if kind not in codes.MEETING_KINDS:
        near, kinds = nearest(kind, codes.MEETING_KINDS), ", ".join(codes.MEETING_KINDS)
        return Text(
            f"Không có loại họp “{kind}”." + (f" Có phải “{near}”?" if near else f" Các loại: {kinds}."),
            f"There is no kind of meeting “{kind}”." + (f" Did you mean “{near}”?" if near else f" Kinds: {kinds}."),
        )
    if slug and kind == "regular":
        return Text(
            "Mỗi tháng chỉ có một buổi thường kỳ, tên tệp không có phần đuôi. Bỏ --slug, hoặc chọn --kind khác.",
            "A month has one regular meeting, its file name no suffix. Drop --slug, or choose another --kind.",
        )
    if slug and not (len(slug) <= SLUG_LENGTH and SLUG.fullmatch(slug)):
        return Text(
            f"Đuôi “{slug}” không hợp lệ: chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ rung.",
            f"“{slug}” is not a valid suffix: lower-case letters, digits and hyphens only, such as rung.",
        )
    if not cell.is_active(_day(cell, period)):
        return _inactive(cell, period)
    if cell.members_broken:
        return Text(
            f"{cell.path}/members.yml đang ghi sai, chưa tính được số đảng viên. Chạy “chibo check”, sửa tệp đó trước.",
            f"{cell.path}/members.yml cannot be used: the roll is unknown. Run `chibo check` and mend that file first.",
        )
    return refuse_overwrite([path_of(cell, period, kind, slug)], {record.path for record in cell.meetings})


def _inactive(cell: CellBook, period: Period) -> Text:
    to = f" Ghi ở chi bộ kế tục: {cell.cell.successor}." if cell.cell.successor else ""
    to_en = f" Record it in the successor: {cell.cell.successor}." if cell.cell.successor else ""
    return Text(
        f"{cell.cell.name} không hoạt động trong tháng {period.month}/{period.year}.{to}",
        f"{cell.cell.name} is not active in {period}.{to_en}",
    )


def _day(cell: CellBook, period: Period) -> dt.date:
    """The fixed day, else the first day of the month, moved into the time in which the cell is active."""
    day = period.first.replace(day=cell.cell.fixed_day or 1)
    days = (period.first + dt.timedelta(days=n) for n in range((period.last - period.first).days + 1))
    return day if cell.is_active(day) else next((other for other in days if cell.is_active(other)), day)


def _head(sheet: Sheet) -> list[str]:
    cell, period, kind = sheet.cell, sheet.period, sheet.kind
    fixed = kind == "regular" and sheet.day.day == cell.cell.fixed_day
    wish = "ngày sinh hoạt cố định; họp ngày khác thì sửa lại" if fixed else f"ngày họp, ví dụ {sheet.day}"
    least = sheet.rules.get("duration", kind)
    enough = f"; ít nhất {least} phút" if least is not None else ""
    secretary = sheet.holder("secretary")
    places = [m.meeting.place for m in cell.meetings if m.meeting and m.meeting.place and m.period < period]
    return [
        f"# {TITLES[kind]} tháng {period.month}/{period.year}, {remark(cell.cell.name)}.",
        "# Điền vào sau dấu hai chấm; không có gì để ghi thì để trống. Dòng bắt đầu bằng # chỉ là lời nhắc.",
        "# Không họp được thì chỉ ghi “state: not_held” và “reason: lý do” (Sổ tay, trang “Khi không họp được”).",
        line("date", sheet.day.isoformat() if fixed else "", wish),
        line("time", "", f"giờ bắt đầu-giờ kết thúc, ví dụ 07:30-09:15{enough}"),
        line("place", "", f"lần trước: {remark(places[-1])}" if places else "nơi họp"),
        line("chair", "", "mã người chủ trì" + (f"; bí thư: {secretary}" if secretary else "")),
        line("minutes_by", "", "mã thư ký buổi họp"),
    ]


def _theme(sheet: Sheet) -> list[str]:
    if sheet.kind not in SCORED:
        return []
    year = sheet.cell.years.get(sheet.period.year)
    planned = [remark(t.theme) for t in year.thematic_plan if t.quarter == sheet.period.quarter.number] if year else []
    plan = f"; kế hoạch quý {sheet.period.quarter.number}: {' / '.join(planned)}" if planned else ""
    need = "bắt buộc, tên chuyên đề" if sheet.kind == "thematic" else "chỉ ghi khi kết hợp sinh hoạt chuyên đề"
    return [line("theme", "", need + plan)]


def _more(sheet: Sheet) -> list[str]:
    year = sheet.cell.home.observers.get(sheet.period.year)
    seats = [seat for seat, plan in year.root.items() if sheet.cell.slug in plan.plan] if year else []
    lines = [line("observers", "", "cấp ủy viên cấp trên đến dự, như mẫu"), f"#    - {seats[0]}"] if seats else []
    lines += [f"#    - {seat}" for seat in seats[1:]]
    if sheet.kind == "committee":
        return lines
    posted = sheet.rules.get("documents", "posted_days_before")
    reported = sheet.rules.get("documents", "reported_days_after")
    before = f", trước ít nhất {posted} ngày" if posted is not None else ""
    after = f", trong {reported} ngày sau họp" if reported is not None else ""
    return [
        *lines,
        *_theme(sheet),
        line("documents_posted", "", f"ngày gửi tài liệu{before}"),
        line("reported", "", f"ngày báo cáo cấp trên{after}"),
    ]


def _resolution(sheet: Sheet) -> list[str]:
    """The resolution, numbered after the month in a regular meeting; in the others a sample that claims nothing."""
    adopt = sheet.rules.get("votes", "adopt")
    base = sum(m.is_official(sheet.day) for id_, m in (sheet.roll or {}).items() if id_ not in sheet.away)
    voters = f", trong {base} đảng viên chính thức phải dự" if base else ""
    votes = [
        line("#    for", str(base or 10), f"tán thành{voters}" + (f"; thông qua khi {adopt.written}" if adopt else "")),
        line("#    against", "0", "không tán thành"),
        line("#    other", "0", "ý kiến khác"),
    ]
    kinds = listed(codes.OUTCOMES)
    if sheet.kind != "regular":
        head = line("resolution", "", "nếu ra nghị quyết hoặc kết luận thì ghi như mẫu (bỏ dấu # ở đầu dòng)")
        return [
            head,
            line("#  number", "01-NQ/CB", "số, ký hiệu"),
            line("#  kind", "resolution", kinds),
            "#  votes:",
            *votes,
        ]
    return [
        line("resolution", "", "không ra nghị quyết, kết luận thì xóa cả nhóm này"),
        line("  number", f"{sheet.period.month:02d}-NQ/CB", "số, ký hiệu"),
        line("  kind", "resolution", kinds),
        line("  votes", "", "biểu quyết, ghi như mẫu (bỏ dấu # ở đầu dòng)"),
        *votes,
    ]


def _tasks(sheet: Sheet) -> list[str]:
    owner = next(iter(sheet.roll or {}), "")
    due = sheet.period.last if sheet.day < sheet.period.last else sheet.period.plus(1).last
    lines = [
        line("tasks", "", "nhiệm vụ giao ở buổi này; mỗi nhiệm vụ một nhóm như mẫu (bỏ dấu # ở đầu dòng)"),
        "#  t1:",
        "#    title: Vận động nhân dân dọn đường làng",
        *([f"#    owner: {owner}"] if owner else []),
        f"#    due: {due}",
    ]
    left = open_tasks(sheet.cell, sheet.period)
    if left:
        lines.append(line("followup", "", "nhiệm vụ kỳ trước chưa xong: ghi done xong, doing đang làm, dropped thôi"))
        lines += [line(f"  {task.ref}", "", task.about) for task in left]
    return lines


def _score(sheet: Sheet) -> list[str]:
    groups = sheet.rules.group("score", "groups")
    if not groups or sheet.kind not in SCORED:
        return []
    document = remark(sheet.rules.document("score", "groups"))
    grades = sheet.rules.group("score", "grades")
    scale = ", ".join(
        f"{grade} {lowered(codes.GRADES[grade].vi)} {limit.written}" for grade, limit in grades.items()
    )  # fmt: skip
    lines = [line("score", "", f"chấm điểm theo {document}"), "  self:"]
    for group, most in groups.items():
        label = codes.SCORE_GROUPS.get(group)
        lines.append(line(f"    {group}", "", f"tối đa {most}" + (f": {lowered(label.vi)}" if label else "")))
    return [
        *lines,
        line("  self_grade", "", f"chi bộ tự xếp loại: {scale}" if scale else "chi bộ tự xếp loại"),
        line("  official_grade", "", "cấp trên xếp loại; ghi sau, khi có thông báo"),
    ]
