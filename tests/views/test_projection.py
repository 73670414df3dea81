from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import Any

import pytest

from generator.model import codes
from generator.model.district import CellYear, Observers, Review
from generator.model.ratio import Ratio
from generator.publish.data import data_files
from generator.stats import api
from generator.views.projection import project, project_all, public_figures
from generator.views.reduce import reduce
from generator.views.summary import summarize
from tests.books import MONTHS_2024, as_text, cell, district, met, record, regular, rulebook

# Reviewed: what anybody may know of a cell. A new field or figure is private until somebody adds it here on purpose.
PUBLIC_FIELDS = {
    "district",
    "slug",
    "figures",
    "name",
    "type",
    "founded",
    "closed",
    "successor",
    "under",
    "months",
    "stats",
    "unit_stats",
    "monthly",
    "month_units",
    "year_units",
    "full_years",
    "thematic_missing",
    "active",
    "left_out",
}
PUBLIC_FIGURES = (
    "meeting_coverage",
    "meetings_per_cell",
    "frequency_12",
    "frequency_9_11",
    "frequency_5_8",
    "frequency_0_4",
    "thematic_per_cell",
    "thematic_quarters",
    "registers_kept",
    "on_time",
    "model_meetings",
)
PUBLIC_FAMILIES = {"cells_by_type"}
UNITS = {
    "khoi": {"level": "block"},
    "xa-a": {"successor": "cong-an"},
    "cong-an": {"parent": "khoi", "name": "Đảng bộ Công an huyện"},
    "doi-hai": {"parent": "cong-an"},
    "xa-trong": {},
}
DISTRICTS = {"a": {"successor": "an"}, "an": {"successor": "ke"}, "ke": {}, "moi": {}, "cu": {"successor": "moi"}}
POLICE: dict[str, Any] = {"type": "police", "under": [{"unit": "doi-hai", "from": "2000-01-01"}]}


def whole(*cells, home, left_out=(), cell_left_out=()):
    return reduce(home, [summarize(c, {"error": 1}, cell_left_out) for c in cells], left_out)


def contents(summary):
    """A projection as one comparable value (a rulebook is compared by its files)."""
    home = summary.home
    return dataclasses.replace(summary, home=dataclasses.replace(home, rulebook=None)), home.rulebook.files


def bytes_of(summary):
    return dict(data_files([project(summary)], summary.home.as_of, "1", "public"))


def test_the_public_figures_are_the_reviewed_ones():
    assert public_figures() == PUBLIC_FIGURES


def test_only_the_reviewed_fields_of_a_cell_are_filled():
    home = district()
    book = cell(
        *regular(MONTHS_2024, present=5, spoke=2),
        record("2025-01", met(tasks={"t1": {"title": "Rừng", "due": "2025-01-20"}}), recorded="2025-02-01"),
        home=home,
        fixed_day=3,
        closed="2025-12-31",
        successor="chi-bo",
        pilot={"scheme": "lam-diem", "from": "2024-01-01"},
        members={"dv01": {"joined": "2000-01-01"}},
    )
    kept = {"thematic_plan": [{"quarter": 1, "theme": "Rừng"}], "grade": "good_completion"}
    book = dataclasses.replace(book, years={2024: CellYear.model_validate(as_text(kept))})
    left_out = ("records/huyen-a/cells/chi-bo/members.yml",)
    inner = whole(book, home=home, cell_left_out=left_out)
    [full], [public] = inner.cells, project(inner).cells
    names = {field.name for field in dataclasses.fields(full)}
    assert {name for name in names if getattr(full, name)} == names, "this test must fill every field"
    assert {name for name in names if getattr(public, name)} == PUBLIC_FIELDS


def test_no_figure_of_people_in_any_scope():
    home = district(units=UNITS)
    public = project(whole(cell(*regular(MONTHS_2024), home=home), home=home))
    [one] = public.cells
    scopes = [public.stats, *public.units.values(), *public.types.values(), one.stats]
    shown = [stats for scope in scopes for stats in scope.values()]
    shown += [stats for units in one.unit_stats.values() for stats in units.values()]
    shown += [stats for unit in (public.monthly, *public.unit_monthly.values(), one.monthly) for stats in unit.values()]
    assert {id_ for stats in shown for id_ in stats if id_.partition(".")[0] not in PUBLIC_FAMILIES} == set(
        PUBLIC_FIGURES
    )
    years = [tuple(i for i in scope[2024] if i in PUBLIC_FIGURES) for scope in (public.stats, one.stats)]
    assert years[0] == PUBLIC_FIGURES
    assert years[1] == tuple(id_ for id_ in PUBLIC_FIGURES if id_ not in api.ids_by("district"))
    assert {tuple(stats) for stats in public.monthly.values()} == {
        tuple(id_ for id_ in api.ids_by("month") if id_ in PUBLIC_FIGURES)
    }


def test_secret_cells_are_in_no_list_and_no_total():
    home = district(units=UNITS)
    village = cell(*regular(MONTHS_2024), home=home)
    hidden = [
        cell(*regular(MONTHS_2024[:3]), home=home, slug=f"an-{type_}", **(POLICE | {"type": type_}))
        for type_ in sorted(codes.SECRET_TYPES)
    ]
    hidden.append(cell(home=home, slug="an-xa", type="police"))
    with_them, without = project(whole(village, *hidden, home=home)), project(whole(village, home=home))
    assert [c.slug for c in with_them.cells] == ["chi-bo"]
    assert with_them.stats == without.stats
    assert with_them.types == without.types
    assert with_them.monthly == without.monthly
    assert with_them.home.cells == {"huyen-a/chi-bo"}
    assert with_them.units["xa-a"][2024]["meeting_coverage"] == Ratio(12, 12)


def test_a_unit_that_only_ever_held_secret_cells_is_absent():
    home = district(units=UNITS)
    moved = cell(home=home, slug="an", type="police", under=[{"unit": "xa-trong", "from": "2000-01-01"}])
    public = project(whole(cell(home=home), moved, cell(home=home, slug="an-2", **POLICE), home=home))
    assert list(public.units) == list(public.home.district.units) == list(public.unit_monthly) == ["xa-a"]
    assert public.home.district.units["xa-a"].successor is None
    assert "Công an" not in str(contents(public))


def test_a_unit_stays_if_it_once_held_another_cell_or_holds_none():
    home = district(units=UNITS)
    once = [{"unit": "doi-hai", "from": "2000-01-01", "to": "2001-01-01"}, {"unit": "xa-a", "from": "2001-01-02"}]
    public = project(whole(cell(home=home, under=once), cell(home=home, slug="an", **POLICE), home=home))
    assert list(public.units) == ["khoi", "xa-a", "cong-an", "doi-hai", "xa-trong"]
    assert public.home.district.units["doi-hai"].parent == "cong-an"
    assert public.home.district.units["xa-a"].successor == "cong-an"


def test_a_unit_without_cells_below_an_absent_one_is_absent():
    home = district(units={**UNITS, "to-ba": {"parent": "doi-hai"}, "to-tu": {"parent": "xa-trong"}})
    public = project(whole(cell(home=home), cell(home=home, slug="an", **POLICE), home=home))
    assert list(public.units) == ["xa-a", "xa-trong", "to-tu"]
    assert public.home.district.units["to-tu"].parent == "xa-trong"


def test_a_unit_that_is_to_carry_on_an_absent_one_is_absent_until_it_holds_a_public_cell():
    units = {"doi": {"successor": "doi-moi"}, "doi-moi": {"successor": "khac/doi"}, "xa-a": {}}
    home, other = district(units=units), district(slug="khac", units={"doi": {}, "xa-b": {}})
    secret = cell(home=home, slug="an", type="police", under=[{"unit": "doi", "from": "2000-01-01"}])
    first = whole(cell(home=home), secret, home=home)
    later = whole(cell(home=other, under=[{"unit": "xa-b", "from": "2000-01-01"}]), home=other)
    assert [list(d.home.district.units) for d in project_all([first, later])] == [["xa-a"], ["xa-b"]]
    village = cell(home=other, under=[{"unit": "doi", "from": "2000-01-01"}])
    shown = project_all([first, whole(village, home=other)])
    assert [list(d.home.district.units) for d in shown] == [["xa-a"], ["doi", "xa-b"]]


def test_a_district_of_secret_cells_alone_is_absent_with_the_one_that_is_to_carry_it_on():
    homes = [district(slug=slug, units=UNITS, **dict[str, Any](heir)) for slug, heir in DISTRICTS.items()]
    secret = {home.slug: cell(home=home, slug="an", **POLICE) for home in homes}
    own = {"a": [cell(home=homes[0]), secret["a"]], "an": [secret["an"]]}
    shown = project_all([whole(*own.get(home.slug, ()), home=home) for home in homes])
    assert {d.home.slug: d.home.district.successor for d in shown} == {"a": None, "moi": None, "cu": "moi"}


def test_of_secret_cells_alone_nothing_is_left():
    home = district(units=UNITS)
    assert project_all([whole(cell(home=home, slug="an", **POLICE), home=home)]) == []


@pytest.mark.parametrize("written", [False, True])
def test_records_begin_where_those_of_public_cells_do_unless_it_is_written(written):
    public = {"chi-bo": 2024}
    home = district(records_from="2022-01")
    began = dataclasses.replace(home, records_from_is_written=written, first_years={**public, "an": 2022})
    without = district(records_from="2022-01" if written else "2024-01")
    police = cell(*regular([f"2022-{month:02d}" for month in range(1, 13)]), home=began, slug="an", **POLICE)
    shown = project(whole(cell(*regular(MONTHS_2024), home=began), police, home=began))
    alone = project(whole(cell(*regular(MONTHS_2024), home=without), home=without))
    assert shown.years == alone.years
    assert contents(shown) == contents(alone)
    assert bytes_of(whole(cell(home=began), police, home=began)) == bytes_of(whole(cell(home=without), home=without))


def test_a_rule_of_an_absent_unit_is_absent():
    rule = {"title": "Quy định", "issuer": "I", "source": "S", "applies": {"from": "2020-01-01"}}
    rules = rulebook(
        an=rule | {"scope": "huyen-a/doi-hai"}, xa=rule | {"scope": "huyen-a/xa-a"}, khac=rule | {"scope": "huyen-b"}
    )
    home = district(units=UNITS, rules=rules)
    public = project(whole(cell(home=home), cell(home=home, slug="an", **POLICE), home=home))
    assert set(public.home.rulebook.files) == {"hd-thu", "xa"}


def test_the_district_s_own_files_are_not_there():
    home = dataclasses.replace(
        district(),
        observers={2024: Observers.model_validate({"btv-01": {"level": "committee", "cells": ["chi-bo"]}})},
        reviews={
            "r": Review.model_validate(as_text({"title": "T", "date": "2024-01-01", "options": {}, "proposals": {}}))
        },
        cells=frozenset({"huyen-a/chi-bo", "huyen-a/an", "huyen-b/khac"}),
        first_commit=dt.date(2024, 1, 1),
    )
    public = project(whole(cell(home=home), home=home)).home
    assert (public.observers, public.events, public.reviews, public.first_commit) == ({}, {}, {}, None)
    assert public.cells == {"huyen-a/chi-bo"}
    assert public.district == home.district


def test_months_have_no_day_and_nothing_to_come():
    waived = {"state": "waived", "reason": "Dịch", "decision": "CV 1"}
    home = district(as_of="2024-05-08")
    book = cell(
        record("2024-03", met(date="2024-03-19")),
        record("2024-04", {"state": "planned", "date": "2024-05-09"}),
        record("2024-05", met(date="2024-05-20")),
        record("2024-06", {"state": "planned", "date": "2024-06-20"}),
        record("2024-07", waived),
        record("2024-08", {"state": "not_held", "reason": "Lũ"}),
        home=home,
        closed="2024-10-31",
    )
    inner = whole(book, home=home)
    [public] = project(inner).cells
    states = public.months[2024]
    assert {state.day for state in states} == {None}
    assert [state.state for state in states[1:]] == ["missing", "held"] + ["awaiting"] * 7 + ["inactive"] * 2
    assert inner.monthly["2024-08"]["meeting_coverage"] == Ratio(0, 0)
    assert public.monthly["2024-08"]["meeting_coverage"] == Ratio(0, 0)
    assert public.monthly["2024-03"]["meeting_coverage"] == Ratio(1, 1)


def test_the_month_of_the_figures_shows_what_was_held():
    home = district(as_of="2024-05-08")
    [public] = project(whole(cell(record("2024-05", met()), home=home), home=home)).cells
    assert public.months[2024][4].state == "held"
    assert public.monthly["2024-05"]["meeting_coverage"] == Ratio(1, 1)


def test_successors_are_kept_where_they_are_public():
    old, new = district(slug="cu", units=UNITS), district(slug="moi", units=UNITS)
    first = [
        cell(home=old, slug="a", successor="b"),
        cell(home=old, slug="b", successor="moi/c"),
        cell(home=old, slug="d", successor="an"),
        cell(home=old, slug="e", successor="moi/an"),
        cell(home=old, slug="an", **POLICE),
    ]
    second = [cell(home=new, slug="c"), cell(home=new, slug="an", **POLICE)]
    districts = [whole(*first, home=old), whole(*second, home=new)]
    together = {c.slug: c.successor for c in project_all(districts)[0].cells}
    assert together == {"a": "b", "b": "moi/c", "d": None, "e": None}
    alone = {c.slug: c.successor for c in project(districts[0]).cells}
    assert alone == {"a": "b", "b": None, "d": None, "e": None}


def test_what_was_left_out_is_said_without_naming_what_must_not_be_named():
    home = district(units=UNITS)
    at = "records/huyen-a/cells"
    own = (f"{at}/chi-bo/2024/03-regular.md", f"{at}/chi-bo/2024/03-thematic-rung.md", f"{at}/chi-bo/members.yml")
    hidden = cell(home=home, slug="an", **POLICE)
    cells = [summarize(cell(home=home), {}, own), summarize(hidden, {}, (f"{at}/an/2024/03-regular.md",))]
    others = ("records/huyen-a/observers/2024.yml", "records/huyen-b/cells/chi-bo/cell.yml", "records/huyen-a/cells")
    public = project(reduce(home, cells, others))
    assert public.left_out == public.cells[0].left_out == (f"{at}/chi-bo/", f"{at}/chi-bo/2024/03-regular.md")
    assert "xa-trong" in public.units


def test_with_a_cell_of_unknown_type_left_out_units_without_known_cells_are_not_shown():
    home = district(units=UNITS)
    public = project(whole(cell(home=home), home=home, left_out=("records/huyen-a/cells/bi-mat/cell.yml",)))
    assert public.left_out == ("records/huyen-a/cells/",)
    assert list(public.units) == ["xa-a"]
    assert "bi-mat" not in str(contents(public))


def test_projecting_twice_changes_nothing():
    home = district(units=UNITS)
    public = project(whole(cell(*regular(MONTHS_2024), home=home), cell(home=home, slug="an", **POLICE), home=home))
    assert contents(project(public)) == contents(public)


def test_the_public_files_name_no_statistic_of_people():
    home = district()
    files = bytes_of(whole(cell(*regular(MONTHS_2024), home=home), home=home))
    assert sorted(files) == sorted(
        [
            "/data/v1/index.json",
            "/data/v1/huyen-a/district.json",
            *(f"/data/v1/huyen-a/{name}.csv" for name in ("definitions", "units", "cells", "months", "stats")),
            "/data/v1/huyen-a/datapackage.json",
            "/data/v1/huyen-a/cells/chi-bo.json",
        ]
    )
    named = json.loads(files["/data/v1/index.json"])["statistics"]
    assert [id_ for id_ in named if id_.partition(".")[0] not in PUBLIC_FAMILIES] == list(PUBLIC_FIGURES)
    assert not any(b"attendance" in content or b"speaker" in content for content in files.values())
