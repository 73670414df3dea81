"""The public's counts of people on the page of a district or unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.views.site import district_url, unit_url

if TYPE_CHECKING:
    from generator.model.rounded import Limits, RoundedGroup
    from generator.model.summary import DistrictSummary
    from generator.views.site import Site


REST = "rest"  # the row of a group of several units


class CountRow(NamedTuple):
    """Cells that are counted together.

    Attributes:
        id: What links to the row point at; empty where nothing does.
        name: What they are called.
        url: The page of their unit in the year; empty where there is none.
        of: The page that the number belongs to; empty for the page it stands on.
        cells: How many they are.
        members: Their members, rounded; None where that is not shown.
    """

    id: str
    name: str
    url: str
    of: str
    cells: int
    members: int | None


class Counts(NamedTuple):
    """What the public may see of how many people there are.

    Attributes:
        rows: The groups of cells.
        total: The district as the sum of the groups shown; None on a unit's page.
        present: How many of them came on average, rounded; None where that is not shown.
        rate: The same in whole per cent of the members.
        limits: The rule.
    """

    rows: tuple[CountRow, ...]
    total: CountRow | None
    present: int | None
    rate: int | None
    limits: Limits

    @property
    def share(self) -> str:
        """The rate as data files write shares: `0.85`."""
        return "" if self.rate is None else f"0.{self.rate:02d}".rstrip("0")


def counts_of(site: Site, summary: DistrictSummary, unit: str | None, year: int) -> Counts | None:
    """The counts on the page of a district (`unit` None) or of a unit; None where the year has none there."""
    rounded = summary.rounded.get(year)
    if rounded is None:
        return None
    if unit is not None:
        own = [_row(site, summary, group, year) for group in rounded.groups if group.unit == unit]
        rows = tuple(row._replace(url="", of="") for row in own)
        return Counts(rows, None, None, None, rounded.limits) if rows else None
    total = CountRow("", site.tr("Cộng các số trên"), "", "", rounded.cells, rounded.members)
    rows = tuple(_row(site, summary, group, year) for group in rounded.groups)
    return Counts(rows, total, rounded.present, rounded.rate, rounded.limits)


def _row(site: Site, summary: DistrictSummary, group: RoundedGroup, year: int) -> CountRow:
    """The row of a group; the number of a group of several units belongs to its row on the district's own page."""
    if not group.unit:
        of = f"{district_url(summary.home.slug, year)}#{REST}"
        return CountRow(REST, site.tr("Chi bộ của các đơn vị ít chi bộ"), "", of, len(group.cells), group.members)
    url = unit_url(summary.home.slug, group.unit, year)
    return CountRow("", summary.home.district.units[group.unit].name, url, url, len(group.cells), group.members)
