"""What a record is called: as its minutes are headed, and in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import codes

if TYPE_CHECKING:
    from generator.model.book import MeetingRecord

TITLES = {
    "regular": "Sinh hoạt chi bộ thường kỳ",
    "thematic": "Sinh hoạt chi bộ chuyên đề",
    "extraordinary": "Sinh hoạt chi bộ bất thường",
    "committee": "Họp chi ủy",
    "congress": "Đại hội chi bộ",
}


def meeting_title(record: MeetingRecord) -> str:
    """What kind of meeting a record is about, as its minutes are headed."""
    combined = record.kind == "regular" and record.is_thematic
    return TITLES[record.kind] + (" và chuyên đề" if combined else "")


def record_label(record: MeetingRecord) -> str:
    """A record in a list: `Kỳ 3/2024`, with its kind where it is no regular meeting."""
    label = f"Kỳ {record.period.month}/{record.period.year}"
    return label if record.kind == "regular" else f"{label}, {codes.MEETING_KINDS[record.kind].vi}"
