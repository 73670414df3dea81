"""What a record is called: as its minutes are headed, and in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.text import Text

if TYPE_CHECKING:
    from generator.model.book import MeetingRecord
    from generator.model.period import Period
    from generator.views.site import Site

TITLES = {
    "regular": Text("Sinh hoạt chi bộ thường kỳ", "Regular cell meeting"),
    "thematic": Text("Sinh hoạt chi bộ chuyên đề", "Thematic cell meeting"),
    "extraordinary": Text("Sinh hoạt chi bộ bất thường", "Extraordinary cell meeting"),
    "committee": Text("Họp chi ủy", "Cell committee meeting"),
    "congress": Text("Đại hội chi bộ", "Cell congress"),
}


def meeting_title(site: Site, record: MeetingRecord) -> str:
    """What kind of meeting a record is about, as its minutes are headed."""
    combined = record.kind == "regular" and record.is_thematic
    title = site.say(TITLES[record.kind])
    return site.tr("%(title)s và chuyên đề", title=title) if combined else title


def record_label(site: Site, record: MeetingRecord) -> str:
    """A record in a list: `Kỳ 3/2024`, with its kind where it is no regular meeting."""
    label = period_label(site, record.period)
    return label if record.kind == "regular" else f"{label}, {site.say(codes.MEETING_KINDS[record.kind])}"


def period_label(site: Site, period: Period) -> str:
    """A month as what its meeting is called: `Kỳ 3/2024`."""
    return site.tr("Kỳ %(period)s", period=site.words.period(period))
