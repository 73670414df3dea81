"""The public profile: a district as anybody may see it, built from a list of what may be seen.

Nothing is taken away from a value here; a new one is made and only what is named below is put into it. A field that is
added to a record or a summary later stays private until it is named here.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from generator.model import codes
from generator.model.book import DistrictBook, records_begin
from generator.model.district import District, Unit
from generator.model.months import MonthState
from generator.model.period import Period
from generator.model.ratio import ZERO
from generator.model.rulebook import Rulebook
from generator.model.summary import CellSummary, DistrictSummary
from generator.stats import api
from generator.views.headcount import rounded_years
from generator.views.peers import with_peers
from generator.views.reduce import add_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.model.summary import Stats


K = TypeVar("K", int, str, "int | str")
V = TypeVar("V")
PUBLIC_TYPES = frozenset(codes.CELL_TYPES) - codes.SECRET_TYPES


class Open(NamedTuple):
    """What the public may know to exist: districts by slug, cells and units as `DISTRICT/SLUG`."""

    districts: frozenset[str]
    cells: frozenset[str]
    units: frozenset[str]


def project_all(districts: Iterable[DistrictSummary]) -> list[DistrictSummary]:
    """Project the districts of a store, with the links from one to another; one of secret cells alone is left out."""
    whole = list(districts)
    links = _open(whole)
    return [project(district, links) for district in whole if district.home.slug in links.districts]


def project(summary: DistrictSummary, links: Open | None = None) -> DistrictSummary:
    """Make the public view of a district: no person, no day, nothing of the cells kept secret.

    Counts of people are there only as `headcount` rounds them.

    Police, military and border cells are in no list and no total; a unit that only ever held such cells, or that is to
    carry on one of these, is absent too. Records begin where those of the public cells do. Successors are kept where
    they name something public, which `links` holds for all districts.
    """
    links = _open([summary]) if links is None else links
    public = [cell for cell in summary.cells if _is_public(cell)]
    own = _own(links, summary.home.slug)
    home = _home(summary.home, own, links)
    cells = [_cell(cell, home, links) for cell in with_peers(public, summary.home.district)]
    seen = add_up(home, cells, _left_out(summary, own), frozenset(public_figures()))
    return dataclasses.replace(seen, rounded=rounded_years(summary.home, public, seen.years))


def public_figures() -> tuple[str, ...]:
    """The figures that are not private, in their order."""
    return tuple(id_ for id_, figure in api.figures().items() if not figure.private)


def _is_public(cell: CellSummary) -> bool:
    return cell.type in PUBLIC_TYPES


def _own(links: Open, district: str) -> Open:
    """What of these is a district's own."""
    own = f"{district}/"
    cells, units = ({ref for ref in refs if ref.startswith(own)} for refs in (links.cells, links.units))
    return Open(frozenset({district}), frozenset(cells), frozenset(units))


def _open(districts: Iterable[DistrictSummary]) -> Open:
    """The districts, cells and units that may be named."""
    whole = list(districts)
    held: dict[bool, set[str]] = {True: set(), False: set()}
    for district in whole:
        for cell in district.cells:
            held[_is_public(cell)].update(ref for unit, _, _ in cell.under for ref in _with_above(district, unit))
    secret = _with_heirs(held[False] - held[True], whole) - held[True]
    units = {
        district.home.full(unit)
        for district in whole
        # A cell whose cell.yml could not be read may be of any type; then a unit without a known cell is not shown.
        if not _unknown(district)
        for unit in district.home.district.units
        if secret.isdisjoint(_with_above(district, unit))
    }
    public = {district.home.slug for district in whole if any(map(_is_public, district.cells))}
    closed = _with_heirs({d.home.slug for d in whole if d.cells} - public, whole) - public
    cells = {cell.ref for district in whole for cell in district.cells if _is_public(cell)}
    slugs = {district.home.slug for district in whole} - closed
    return Open(frozenset(slugs), frozenset(cells), frozenset(held[True] | units))


def _with_above(district: DistrictSummary, unit: str) -> Iterator[str]:
    """A unit and those above it, as `DISTRICT/UNIT`."""
    return map(district.home.full, district.home.district.ancestors(unit))


def _with_heirs(secret: set[str], districts: Iterable[DistrictSummary]) -> set[str]:
    """These districts or units, with those that carry one of them on, and so forth."""
    heirs = {d.home.slug: d.home.district.successor for d in districts}
    for home in (district.home for district in districts):
        units = home.district.units
        heirs |= {home.full(slug): home.full(u.successor) for slug, u in units.items() if u.successor is not None}
    found, new = set(secret), set(secret)
    while new:
        new = {heir for ref in new if (heir := heirs.get(ref)) is not None} - found
        found |= new
    return found


def _home(home: DistrictBook, own: Open, links: Open) -> DistrictBook:
    district = home.district
    units = {slug: unit for slug, unit in district.units.items() if home.full(slug) in own.units}
    scopes = {"all", home.slug, *own.units}
    return DistrictBook(
        slug=home.slug,
        district=District.model_construct(
            name=district.name,
            level=district.level,
            from_=district.from_,
            to=district.to,
            successor=district.successor if district.successor in links.districts else None,
            records_from=district.records_from,
            timezone=district.timezone,
            units={slug: _unit(unit, home, links) for slug, unit in units.items()},
        ),
        rulebook=Rulebook({name: rules for name, rules in home.rulebook.files.items() if rules.scope in scopes}),
        as_of=home.as_of,
        cells=own.cells,
        records_from=_begin(home, own),
    )


def _begin(home: DistrictBook, own: Open) -> Period:
    """When records begin, as far as the public cells tell."""
    if home.records_from_is_written:
        return home.records_from
    years = (year for cell, year in home.first_years.items() if home.full(cell) in own.cells)
    return records_begin(years, home.as_of, home.district.from_)


def _unit(unit: Unit, home: DistrictBook, links: Open) -> Unit:
    return Unit.model_construct(
        name=unit.name,
        level=unit.level,
        from_=unit.from_,
        to=unit.to,
        parent=unit.parent,  # a unit below an absent one is absent
        successor=_known(unit.successor, home, links.units),
    )


def _known(ref: str | None, home: DistrictBook, known: frozenset[str]) -> str | None:
    return ref if ref is not None and home.full(ref) in known else None


def _cell(cell: CellSummary, home: DistrictBook, links: Open) -> CellSummary:
    now, cell = Period.of(home.as_of), _from(cell, home.years.start)
    return CellSummary(
        district=cell.district,
        slug=cell.slug,
        name=cell.name,
        type=cell.type,
        founded=cell.founded,
        closed=cell.closed,
        successor=_known(cell.successor, home, links.cells),
        fixed_day=None,  # it tells when the coming meetings are
        under=cell.under,
        months={year: tuple(_state(state, now) for state in states) for year, states in cell.months.items()},
        stats={key: _only(stats) for key, stats in cell.stats.items()},
        unit_stats={
            key: {unit: _only(stats) for unit, stats in units.items()} for key, units in cell.unit_stats.items()
        },
        monthly={
            month: _only(stats) if month <= str(now) else dict.fromkeys(_only(stats), ZERO)
            for month, stats in cell.monthly.items()
        },
        month_units=dict(cell.month_units),
        year_units=dict(cell.year_units),
        full_years=cell.full_years,
        active=cell.active,
        thematic_missing=dict(cell.thematic_missing),
        left_out=_shortened(cell.left_out, home.slug, {cell.slug}),
        figures=frozenset(id_ for id_ in cell.figures if _is_shown(id_)),
    )


def _from(cell: CellSummary, first: int) -> CellSummary:
    """A cell without its years before the first one."""
    if min(cell.months, default=first) >= first:
        return cell
    stats = _since(cell.stats, first)
    return dataclasses.replace(
        cell,
        months=_since(cell.months, first),
        stats=stats,
        unit_stats=_since(cell.unit_stats, first),
        monthly=_since(cell.monthly, first),
        month_units=_since(cell.month_units, first),
        year_units=_since(cell.year_units, first),
        full_years=frozenset(year for year in cell.full_years if year >= first),
        active=frozenset(year for year in cell.active if year >= first),
        thematic_missing=_since(cell.thematic_missing, first),
        figures=frozenset(id_ for of_key in stats.values() for id_ in of_key),
    )


def _since(by_key: Mapping[K, V], first: int) -> dict[K, V]:
    """What belongs to a year or to a part of one (`2024`, `2024-H1`, `2024-03`), from the first year on."""
    return {key: value for key, value in by_key.items() if int(str(key)[:4]) >= first}


def _only(stats: Stats) -> Stats:
    return {id_: ratio for id_, ratio in stats.items() if _is_shown(id_)}


@functools.lru_cache(maxsize=4096)
def _is_shown(id_: str) -> bool:
    figure = api.figure_of(id_)
    return figure is not None and not figure.private


def _state(state: MonthState, now: Period) -> MonthState:
    """A month without its day; what is planned, or lies ahead, is only awaited."""
    if state.state == "planned" or (state.period > now and state.state != "inactive"):
        return MonthState(state.period, "awaiting", state.required)
    return state._replace(day=None)


def _left_out(summary: DistrictSummary, own: Open) -> tuple[str, ...]:
    """What was left out of the public cells, and that something else was, without naming it."""
    public = {ref.partition("/")[2] for ref in own.cells}
    folder = f"{summary.home.path}/cells/"
    return (*_shortened(summary.left_out, summary.home.slug, public), *([folder] if _unknown(summary) else []))


def _unknown(summary: DistrictSummary) -> bool:
    """Tell whether something was left out of a cell folder whose type is not known."""
    folder = f"{summary.home.path}/cells/"
    known = {cell.slug for cell in summary.cells}
    return any(
        path.startswith(folder) and path.removeprefix(folder).partition("/")[0] not in known
        for path in summary.left_out
    )


def _shortened(paths: Iterable[str], district: str, cells: set[str]) -> tuple[str, ...]:
    """The paths inside these cells: regular meetings as they are, anything else as the cell's folder."""
    kept = set()
    for path in paths:
        parts = path.split("/")
        if parts[:3] == ["records", district, "cells"] and len(parts) > 3 and parts[3] in cells:
            regular = len(parts) == 6 and parts[5].endswith("-regular.md")
            kept.add(path if regular else "/".join(parts[:4]) + "/")
    return tuple(sorted(kept))
