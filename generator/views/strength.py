"""Cells and members by type, in the groups that Hướng dẫn 42-HD/BTCTW gives the content of meetings for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.ratio import Ratio, total
from generator.model.text import Text
from generator.views.figures import value_of
from generator.views.scope_types import type_url
from generator.views.site import district_url
from generator.views.stretch import figures_url, year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.figure import Value
    from generator.model.summary import DistrictSummary, Key
    from generator.views.site import Site

GROUPS = (
    (Text("Thôn, tổ dân phố", "Villages and neighbourhoods"), ("village", "neighbourhood")),
    (
        Text("Cơ quan hành chính, đơn vị sự nghiệp", "Administration and public service"),
        ("commune_office", "agency", "public_service", "school"),
    ),
    (Text("Doanh nghiệp nhà nước", "State enterprises"), ("soe", "jsc_state")),
    (
        Text("Doanh nghiệp tư nhân, có vốn nước ngoài", "Private and foreign-invested enterprises"),
        ("jsc_private", "private", "fdi", "cooperative", "nonpublic_service"),
    ),
    (Text("Học sinh, sinh viên", "Students"), ("student",)),
    (Text("Lực lượng vũ trang", "Armed forces"), ("police", "military")),
    (Text("Loại hình khác", "Other types"), ("overseas", "joint")),
)


class TypeRow(NamedTuple):
    """One type of cells, with its own figures of the year.

    Attributes:
        code: Its code.
        label: Its name.
        url: The page with all its figures.
        cells: Its cells, of all.
        members: Their members, of all.
        mean: Members per cell.
        coverage: Regular meetings held.
        attendance: Attendance of those due.
    """

    code: str
    label: str
    url: str
    cells: Value
    members: Value
    mean: Value
    coverage: Value
    attendance: Value


class TypeGroup(NamedTuple):
    """The types of one group of the guidance.

    Attributes:
        label: Its name.
        cells: Its cells, of all.
        members: Their members, of all.
        rows: Its types.
    """

    label: str
    cells: Ratio
    members: Ratio
    rows: tuple[TypeRow, ...]


def type_rows(site: Site, summary: DistrictSummary, key: Key) -> Iterator[TypeRow]:
    """The types that had cells or members at the end of a year or half-year, in the order of the code list.

    Figures of a type on its own are those of years; in a half-year they are 0/0.
    """
    stats, of = summary.stats.get(key, {}), figures_url(district_url(summary.home.slug), key)
    for code, label in codes.CELL_TYPES.items():
        cells, members = (value_of(stats, f"{id_}.{code}", of) for id_ in ("cells_by_type", "members_by_type"))
        if not cells.ratio.n and not members.ratio.n:
            continue
        own = summary.types.get(code, {}).get(key) if isinstance(key, int) else None
        url = type_url(summary.home.slug, code, year_of(key))
        ids = ("members_per_cell", "meeting_coverage", "attendance_rate_due")
        page = type_url(summary.home.slug, code, year_of(key))
        yield TypeRow(code, site.say(label), page, cells, members, *(value_of(own, id_, url) for id_ in ids))


def type_groups(site: Site, summary: DistrictSummary, year: int) -> tuple[TypeGroup, ...]:
    """The same in the groups of the guidance; empty groups left out."""
    rows = {row.code: row for row in type_rows(site, summary, year)}
    found = []
    for label, types in GROUPS:
        inside = tuple(rows[code] for code in types if code in rows)
        if inside:
            cells, members = (_sum([getattr(row, name).ratio for row in inside]) for name in ("cells", "members"))
            found.append(TypeGroup(site.say(label), cells, members, inside))
    return tuple(found)


def _sum(parts: list[Ratio]) -> Ratio:
    """Parts of one whole: numerators add up, the denominator stays."""
    return Ratio(total(parts).n, max(part.d for part in parts))
