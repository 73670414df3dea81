"""The attendance of a new meeting: totals worked out, exceptions to fill in, the roll as remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.commands import line, listed, lowered, remark
from generator.model import codes
from generator.model.text import day_text

if TYPE_CHECKING:
    import datetime as dt

    from generator.commands.sheet import Sheet
    from generator.model.cell import Member


def attendance(sheet: Sheet) -> list[str]:
    """The lines of `attendance`; only numbers where the cell keeps no roll here."""
    if sheet.roll is None:
        return _counted(sheet)
    total, away = len(sheet.roll), sheet.away
    due = total - len(away)
    less = f" ({total} trừ {len(away)} người được miễn hoặc ở nơi khác)" if away else ""
    body = "chi ủy" if sheet.kind == "committee" else "danh sách"
    some = [id_ for id_ in sheet.roll if id_ not in away] or ["dv01"]
    return [
        "attendance:",
        line(
            "  roll",
            str(total or ""),
            f"số đảng viên trong {body} ngày {day_text(sheet.day).vi}; họp ngày khác thì đếm lại",
        ),
        line("  present", "", f"số người có mặt trong {due} người phải dự{less}"),
        line("  excused", "", "vắng có lý do, mỗi người một dòng như mẫu dưới (bỏ dấu # ở đầu dòng)"),
        line(f"#    {some[-1]}", "sick", f"lý do: {listed(codes.REASONS)}"),
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
        who = "chưa có chi ủy" if sheet.kind == "committee" else "chưa có ai"
        return [f"# Ngày ấy {who} trong members.yml: điền tệp đó trước, hoặc xóa nó để chỉ ghi con số."]
    wide = max(len(id_) for id_ in roll)
    lines = [f"# {'Chi ủy' if sheet.kind == 'committee' else 'Danh sách'} ngày {day_text(sheet.day).vi}:"]
    for id_, member in roll.items():
        notes = "; ".join(_notes(member, sheet.day))
        named = " ".join(part for part in (remark(sheet.names.get(id_, "")), f"({notes})" if notes else "") if part)
        lines.append(f"#   {id_:<{wide}}  {named}".rstrip())
    return lines


def _notes(member: Member, day: dt.date) -> list[str]:
    notes = []
    role = member.role_on(day)
    if role is not None:
        notes.append(lowered(codes.ROLES[role].vi))
    if not member.is_official(day):
        notes.append("dự bị, không biểu quyết")
    span = next((a for a in member.away if a.covers(day)), None)
    if span is not None:
        notes.append(f"không phải dự: {lowered(codes.AWAY_KINDS[span.kind].vi)} từ {day_text(span.from_).vi}")
    return notes
