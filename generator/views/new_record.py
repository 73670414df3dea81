"""Where the record of a month without one is begun: the forge's page for a new file, filled in as far as is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.model.period import Period
    from generator.model.summary import CellSummary
    from generator.views.site import Site

WITHOUT = frozenset({"missing", "awaiting", "planned"})  # states of months that may still get a record
TEXTS = 150  # links of a page that bring the text along; where there are more, only the name of the file does
SCAFFOLD = """---
date: {date}
time:
place:
attendance:
  roll: {roll}
  present:
  excused:
  unexcused:
---
"""


def new_record_url(site: Site, cell: CellSummary, month: Period, *, with_text: bool) -> str:
    """The URL that begins the record of a cell's regular meeting; empty where the site may not lead there."""
    path = f"records/{cell.district}/cells/{cell.slug}/{month.year}/{month.month:02d}-regular.md"
    return site.new_url(path, _scaffold(cell, month) if with_text else "")


def _scaffold(cell: CellSummary, month: Period) -> str:
    """Required keys with blanks, the fixed day where there is one, and the roll where it is known."""
    date = month.first.replace(day=cell.fixed_day).isoformat() if cell.fixed_day else ""
    members = cell.members.get(month.year)
    text = SCAFFOLD.format(date=date, roll="" if members is None else members)
    return "\n".join(line.rstrip() for line in text.split("\n"))
