"""Protections of the public profile that can be switched off, one at a time; each then lets something private out.

Where one stands behind another, the one in front is off too: `SHOW_ALL` makes pages and data as in the internal
profile, of the projection, and then every field of the projection is the only thing that protects.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from generator import mkdocs_plugin, pages, work
from generator.commands import export
from generator.model.summary import MeetingLine, TaskLine
from generator.options import Options
from generator.publish import data
from generator.publish import tables as all_tables
from generator.publish.table import Table
from generator.views import projection, search
from generator.views.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    Off = Callable[[pytest.MonkeyPatch], None]

_project_all, _parts, _district_parts = projection.project_all, pages.parts_above, data.district_parts
_cell, _home, _unit, _open, _count = projection._cell, projection._home, projection._unit, projection._open, work._count
_name_lists, _sites = search.name_lists, Options.sites


def _off(target: object, name: str, instead: Any) -> Off:
    return lambda patch: patch.setattr(target, name, instead)


def _all(*offs: Off) -> Off:
    def run(patch: pytest.MonkeyPatch) -> None:
        for off in offs:
            off(patch)

    return run


def _internal(site: Site) -> Site:
    return dataclasses.replace(site, profile="internal")


def _nothing(*given: object) -> None:
    """A guard that lets everything through."""


NO_GUARD = _all(
    _off(data, "refuse_private", _nothing),
    _off(pages, "name_lists", lambda site, *rest: _name_lists(_internal(site), *rest)),
)


def _projected(sites: Any, districts: Any, diagnostics: Any, people: Any = None, *rest: Any) -> Any:
    return _parts(sites, _project_all(districts), {}, {}, *rest)


SHOW_ALL = _all(
    NO_GUARD,
    _off(Site, "internal", property(lambda _site: True)),
    _off(pages, "parts_above", _projected),
    _off(pages, "district_parts", lambda district, _profile, *rest: _district_parts(district, "internal", *rest)),
)


def _cells(change: Callable[[Any, Any], Any], *offs: Off) -> Off:
    """The projection of a cell, changed by what the whole cell is."""
    return _all(*offs, _off(projection, "_cell", lambda whole, *rest: change(_cell(whole, *rest), whole)))


def _kept(field: str, *offs: Off) -> Off:
    return _cells(lambda seen, whole: dataclasses.replace(seen, **{field: getattr(whole, field)}), *offs)


def _home_kept(field: str) -> Off:
    def home(whole: Any, *rest: Any) -> Any:
        return dataclasses.replace(_home(whole, *rest), **{field: getattr(whole, field)})

    return _all(SHOW_ALL, _off(projection, "_home", home))


def _line(field: str) -> Off:
    """Meetings with one field and nothing else of them."""

    def bare(line: MeetingLine) -> MeetingLine:
        stem = f"{line.period.month:02d}-{line.kind}"
        url = line.url.replace(line.stem, stem)
        lost = MeetingLine(line.period, line.kind, stem, line.state, line.counts, url)
        if field == "title":
            return lost._replace(tasks=tuple(TaskLine(t.id, t.title, None, t.state) for t in line.tasks))
        return lost._replace(**{field: getattr(line, field)})

    return _cells(lambda seen, whole: dataclasses.replace(seen, meetings=tuple(map(bare, whole.meetings))), SHOW_ALL)


def _types(more: str) -> Off:
    return _all(NO_GUARD, _off(projection, "PUBLIC_TYPES", projection.PUBLIC_TYPES | {more}))


def _every_unit(districts: Any) -> Any:
    whole = list(districts)
    return _open(whole)._replace(units=frozenset(d.home.full(unit) for d in whole for unit in d.home.district.units))


def _with_pages(shared: Any, book: Any, names: Any, diagnostics: Any, stage: Any) -> Any:
    summary = _count(shared, book, names, diagnostics, stage)
    if stage is not None:
        pages.write_cell(shared.options.sites(book.as_of), book, summary, names, diagnostics, stage)
    return summary


def _with_people(sites: Any, districts: Any, diagnostics: Any, people: Any, *rest: Any) -> Any:
    found = _parts(sites, districts, {}, {}, *rest)
    return found[0], found[1], [*found[2], pages._index_part(sites[0], found[1], people)]


def _with_problems(sites: Any, districts: Any, diagnostics: Any, people: Any, *rest: Any) -> Any:
    return _parts(sites, _project_all(districts), diagnostics, {}, *rest)


def _only_dated(name: str, empty: Any) -> Off:
    """Calendars or the feed of meetings, and no page of them."""
    internal = _off(
        pages, "district_parts", lambda district, _profile, *rest: _district_parts(district, "internal", *rest)
    )
    return _kept(
        "meetings",
        NO_GUARD,
        internal,
        _off(data, "tables", lambda _profile: all_tables.tables("public")),
        _off(data, name, empty),
    )


def _everything(plugin: Any, files: Any, *, config: Any) -> Any:
    return files


MUTANTS: dict[str, Off] = {
    "project_all": _all(NO_GUARD, _off(pages, "project_all", list)),
    "profile": _off(Options, "sites", lambda options, day: tuple(map(_internal, _sites(options, day)))),
    "cell pages": _off(work, "_count", _with_pages),
    "people in the index": _all(
        NO_GUARD, _off(work, "_people", lambda _shared, book, names: search.people_of(book, names)),
        _off(pages, "parts_above", _with_people),
    ),
    "records in the index": _cells(
        lambda seen, whole: dataclasses.replace(
            seen, meetings=whole.meetings, years_of_meetings=whole.years_of_meetings
        ),
        NO_GUARD,
    ),
    "problems": _all(SHOW_ALL, _off(pages, "parts_above", _with_problems)),
    "police": _types("police"),
    "military": _types("military"),
    "units": _off(projection, "_open", _every_unit),
    "successor of a unit": _off(
        projection, "_unit", lambda unit, home, links: _unit(unit, home, links).model_copy(update={"successor": unit.successor})
    ),
    "successor of a cell": _kept("successor"),
    "files left out": _off(projection, "_shortened", lambda paths, *_rest: tuple(paths)),
    "private tables": _all(NO_GUARD, _off(pages, "project_all", list), _off(Table, "of_profile", lambda table, _profile: table)),
    "calendars": _only_dated("feed", lambda *_given: b""),
    "feed": _only_dated("calendars", lambda *_given: ()),
    "files beside the handbook": _off(mkdocs_plugin.ChiboPlugin, "on_files", _everything),
    **{f"cell.{field}": _kept(field, SHOW_ALL) for field in ("meetings", "plans", "pilot")},
    **{f"home.{field}": _home_kept(field) for field in ("district", "observers", "events", "reviews")},
    **{f"meeting.{field}": _line(field) for field in ("date", "place", "theme", "resolution", "stem", "url", "title", "seats")},
}  # fmt: skip
EXPORT_MUTANTS: dict[str, Off] = {
    "selection of an export": _all(NO_GUARD, _off(export, "project_all", list)),
    "tables of an export": _all(
        _off(export, "project_all", list), _off(Table, "of_profile", lambda table, _profile: table)
    ),
}
