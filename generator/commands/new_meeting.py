"""`chibo new meeting`: a meeting file to fill in, with everything the store knows already."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.commands import line, refuse_overwrite, remark
from generator.commands.open_tasks import open_tasks
from generator.model import codes
from generator.model.text import Text, nearest
from generator.model.values import SLUG, SLUG_LENGTH

if TYPE_CHECKING:
    from generator.model.book import CellBook
    from generator.model.cell import Member
    from generator.model.period import Period
    from generator.model.rulebook import InForce

SCORED = frozenset({"regular", "thematic"})
TITLES = {
    "regular": "Biên bản sinh hoạt thường kỳ",
    "thematic": "Biên bản sinh hoạt chuyên đề",
    "extraordinary": "Biên bản sinh hoạt bất thường",
    "committee": "Biên bản họp chi ủy",
    "congress": "Biên bản đại hội chi bộ",
}
# Heading → what stands below it; a remark that the page does not show.
MINUTES = {
    "regular": {
        "Mở đầu": "lý do họp, khách dự, cử thư ký, điểm danh, thông qua chương trình",
        "Đánh giá tháng trước": "thời sự, tư tưởng; kết quả thực hiện nghị quyết; xây dựng Đảng; hạn chế, nguyên nhân",
        "Nhiệm vụ tháng này": "việc gì, ai làm, xong khi nào; ghi lại ở mục tasks phía trên",
        "Thảo luận, tự phê bình và phê bình": "các ý kiến phát biểu",
        "Kết luận": "chủ trì kết luận, biểu quyết, chấm điểm, thông qua biên bản, giờ kết thúc",
    },
    "thematic": {
        "Mở đầu": "lý do họp, khách dự, cử thư ký, điểm danh",
        "Mục đích, yêu cầu của chuyên đề": "bí thư nêu",
        "Trình bày chuyên đề": "đảng viên được phân công trình bày",
        "Thảo luận, liên hệ": "các ý kiến phát biểu",
        "Kết luận": "chủ trì kết luận, đánh giá chất lượng chuyên đề, thông qua biên bản, giờ kết thúc",
    },
    "committee": {
        "Nội dung chuẩn bị": "nội dung, dự thảo nghị quyết của buổi sinh hoạt tới",
        "Ý kiến": "các ý kiến trao đổi",
        "Thống nhất": "việc đã thống nhất, người được phân công",
    },
}
OTHER_MINUTES = {
    "Mở đầu": "lý do họp, khách dự, cử thư ký, điểm danh",
    "Nội dung": "diễn biến",
    "Thảo luận": "các ý kiến phát biểu",
    "Kết luận": "chủ trì kết luận, biểu quyết, thông qua biên bản, giờ kết thúc",
}


@dataclass(frozen=True)
class Sheet:
    """A meeting to be written down: the cell, the day assumed, who is on the roll, what the rulebook says that day."""

    cell: CellBook
    names: dict[str, str]
    period: Period
    kind: str
    day: dt.date
    roll: dict[str, Member] | None
    rules: InForce

    @property
    def away(self) -> list[str]:
        """The members on the roll who need not attend."""
        return [id_ for id_, member in (self.roll or {}).items() if member.away_on(self.day)]


def scaffold(
    cell: CellBook, names: dict[str, str] | None, period: Period, kind: str, slug: str = ""
) -> tuple[str, str]:
    """The path and text of a meeting file with blanks; filled in, it passes the checker.

    The day of a regular meeting is the cell's fixed day; else it is left blank, and roll and rules are those of the fixed
    day, or of the first day of the month on which the cell is active. `names` are written into remarks: pass None where
    they must stay out of the records.
    """
    day = _day(cell, period)
    sheet = Sheet(cell, names or {}, period, kind, day, cell.roll_on(day, kind), cell.in_force(day))
    lines = ["---", *_head(sheet), *_attendance(sheet), *_more(sheet)]
    if kind != "committee":
        lines += _resolution(sheet)
    lines += [*_tasks(sheet), *_score(sheet), "---", *_minutes(kind)]
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
            f"{cell.path}/members.yml đang ghi sai nên chưa tính được số đảng viên. Chạy “chibo check” và sửa tệp đó trước.",
            f"{cell.path}/members.yml cannot be used, so the roll is unknown. Run `chibo check` and mend that file first.",
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
    secretary = _holder(sheet, "secretary")
    last = next((m.meeting.place for m in reversed(cell.meetings) if m.meeting and m.meeting.place and m.period < period), None)  # fmt: skip
    return [
        f"# {TITLES[kind]} tháng {period.month}/{period.year}, {remark(cell.cell.name)}.",
        "# Điền vào sau dấu hai chấm; không có gì để ghi thì để trống. Dòng bắt đầu bằng # là lời nhắc, để lại hay xóa đều được.",
        "# Không họp được thì chỉ ghi hai dòng: “state: not_held” và “reason: lý do” (Sổ tay, trang “Khi không họp được”).",
        line("date", sheet.day.isoformat() if fixed else "", wish),
        line("time", "", f"giờ bắt đầu-giờ kết thúc, ví dụ 07:30-09:15{enough}"),
        line("place", "", f"lần trước: {remark(last)}" if last else "nơi họp"),
        line("chair", "", "mã người chủ trì" + (f"; bí thư: {secretary}" if secretary else "")),
        line("minutes_by", "", "mã thư ký buổi họp"),
        *_theme(sheet),
    ]


def _holder(sheet: Sheet, role: str) -> str | None:
    return next((id_ for id_, m in (sheet.roll or {}).items() if m.role_on(sheet.day) == role), None)


def _theme(sheet: Sheet) -> list[str]:
    if sheet.kind not in SCORED:
        return []
    year = sheet.cell.years.get(sheet.period.year)
    planned = [remark(t.theme) for t in year.thematic_plan if t.quarter == sheet.period.quarter.number] if year else []
    plan = f"; kế hoạch quý {sheet.period.quarter.number}: {' / '.join(planned)}" if planned else ""
    need = "bắt buộc, tên chuyên đề" if sheet.kind == "thematic" else "chỉ ghi khi kết hợp sinh hoạt chuyên đề"
    return [line("theme", "", need + plan)]


def _attendance(sheet: Sheet) -> list[str]:
    if sheet.roll is None:
        return _counted(sheet)
    total, away = len(sheet.roll), sheet.away
    due = total - len(away)
    less = f" ({total} trừ {len(away)} người được miễn hoặc ở nơi khác)" if away else ""
    body = "chi ủy" if sheet.kind == "committee" else "danh sách"
    some = [id_ for id_ in sheet.roll if id_ not in away] or ["dv01"]
    reasons = ", ".join(f"{code} {label.vi}" for code, label in codes.REASONS.items())
    return [
        "attendance:",
        line("  roll", str(total), f"số đảng viên trong {body} ngày {sheet.day:%d/%m/%Y}; họp ngày khác thì đếm lại"),
        line("  present", "", f"số người có mặt trong {due} người phải dự{less}"),
        line("  excused", "", "vắng có lý do, mỗi người một dòng như mẫu dưới (bỏ dấu # ở đầu dòng)"),
        line(f"#    {some[-1]}", "sick", f"lý do: {reasons}"),
        line("  unexcused", "", "vắng không lý do, mỗi người một dòng như mẫu"),
        f"#    - {some[-1]}",
        line("  also_present", "", "không phải dự nhưng vẫn đến, mỗi người một dòng, bắt đầu bằng “- ”"),
        *([f"#    - {away[0]}"] if away else []),
        line("  spoke", "", "số người phát biểu, hoặc mã từng người như mẫu; không rõ thì để trống"),
        f"#    - {some[0]}",
        *_members(sheet),
    ]


def _counted(sheet: Sheet) -> list[str]:
    """The attendance of a cell that keeps no roll here: numbers only."""
    before = [
        (m.period, m.meeting.attendance.roll)
        for m in sheet.cell.meetings
        if m.period < sheet.period and m.kind == sheet.kind and m.meeting and m.meeting.attendance
    ]
    last = f"; tháng {before[-1][0].month}/{before[-1][0].year}: {before[-1][1]}" if before else ""
    return [
        "# Chi bộ không có members.yml nên chỉ ghi con số; có mặt + vắng có lý do + vắng không lý do = phải dự.",
        "attendance:",
        line("  roll", "", f"tổng số đảng viên hôm họp{last}"),
        line("  away", "", "trong đó số được miễn hoặc ở nơi khác, không phải dự"),
        line("  present", "", "số người có mặt trong số phải dự"),
        line("  excused", "", "số vắng có lý do"),
        line("  unexcused", "", "số vắng không lý do"),
        line("  also_present", "", "số người không phải dự nhưng vẫn đến"),
        line("  spoke", "", "số người phát biểu; không rõ thì để trống"),
    ]


def _members(sheet: Sheet) -> list[str]:
    roll = sheet.roll or {}
    if not roll:
        return ["# Ngày này chưa có ai trong members.yml."]
    wide = max(len(id_) for id_ in roll)
    lines = [f"# {'Chi ủy' if sheet.kind == 'committee' else 'Danh sách'} ngày {sheet.day:%d/%m/%Y}:"]
    for id_, member in roll.items():
        notes = "; ".join(_notes(member, sheet.day))
        name = remark(sheet.names.get(id_, ""))
        lines.append(" ".join(f"#   {id_:<{wide}}  {name} {f'({notes})' if notes else ''}".rstrip().split(" ")).rstrip())
    return lines


def _notes(member: Member, day: dt.date) -> list[str]:
    notes = []
    role = member.role_on(day)
    if role is not None:
        notes.append(codes.ROLES[role].vi.lower())
    if not member.is_official(day):
        notes.append("dự bị, không biểu quyết")
    span = next((a for a in member.away if a.covers(day)), None)
    if span is not None:
        notes.append(f"không phải dự: {codes.AWAY_KINDS[span.kind].vi.lower()} từ {span.from_:%d/%m/%Y}")
    return notes


def _more(sheet: Sheet) -> list[str]:
    year = sheet.cell.home.observers.get(sheet.period.year)
    seats = [seat for seat, plan in year.root.items() if sheet.cell.slug in plan.plan] if year else []
    lines = [line("observers", "", "cấp ủy viên cấp trên đến dự, như mẫu"), f"#    - {seats[0]}"] if seats else []
    lines += [f"#    - {seat}" for seat in seats[1:]]
    if sheet.kind == "committee":
        return lines
    posted = sheet.rules.get("documents", "posted_days_before")
    reported = sheet.rules.get("documents", "reported_days_after")
    return [
        *lines,
        line("documents_posted", "", "ngày gửi tài liệu" + (f", trước ít nhất {posted} ngày" if posted is not None else "")),
        line("reported", "", "ngày báo cáo cấp trên" + (f", trong {reported} ngày sau họp" if reported is not None else "")),
    ]  # fmt: skip


def _resolution(sheet: Sheet) -> list[str]:
    number = f"{sheet.period.month:02d}-NQ/CB" if sheet.kind == "regular" else ""
    adopt = sheet.rules.get("votes", "adopt")
    if sheet.roll is None:
        voters = "đảng viên chính thức"
    else:
        base = sum(m.is_official(sheet.day) for id_, m in sheet.roll.items() if id_ not in sheet.away)
        voters = f"trong {base} đảng viên chính thức phải dự"
    return [
        line("resolution", "", "không ra nghị quyết, kết luận thì xóa cả nhóm này"),
        line("  number", number, "số, ký hiệu"),
        line("  kind", "resolution", "resolution nghị quyết, conclusion kết luận"),
        "  votes:",
        line("    for", "", f"tán thành, {voters}" + (f"; thông qua khi {adopt.written}" if adopt is not None else "")),
        line("    against", "", "không tán thành"),
        line("    other", "", "ý kiến khác"),
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
        f"{grade} {codes.GRADES[grade].vi.lower()} {limit.written}" for grade, limit in grades.items()
    )  # fmt: skip
    lines = [line("score", "", f"chấm điểm theo {document}"), "  self:"]
    for group, most in groups.items():
        label = codes.SCORE_GROUPS.get(group)
        lines.append(line(f"    {group}", "", f"tối đa {most}" + (f": {label.vi.lower()}" if label else "")))
    return [
        *lines,
        line("  self_grade", "", f"chi bộ tự xếp loại: {scale}" if scale else "chi bộ tự xếp loại"),
        line("  official_grade", "", "cấp trên xếp loại; ghi sau, khi có thông báo"),
    ]


def _minutes(kind: str) -> list[str]:
    lines: list[str] = []
    for heading, hint in MINUTES.get(kind, OTHER_MINUTES).items():
        lines += [f"## {heading}", "", f"<!-- {hint} -->", ""]
    return lines[:-1]
