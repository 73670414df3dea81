from __future__ import annotations

from generator.model.ratio import ZERO, Ratio
from generator.stats import api
from generator.views.reduce import all_districts, reduce
from generator.views.summary import summarize
from tests.books import MONTHS_2024, cell, district, regular

UNITS = {"khoi": {"level": "block"}, "xa-a": {}, "xa-b": {"parent": "khoi"}, "xa-trong": {}}


YEARLY = ("month", "quarter", "span", "year", "peers")


def fixed(stats):
    """The figures with a fixed id, in the order they stand in."""
    return tuple(id_ for id_ in stats if id_ in api.figures())


def whole(*cells, home, left_out=()):
    return reduce(home, [summarize(c, {}, ()) for c in cells], left_out)


def a_district():
    home = district(units=UNITS)
    cells = [
        cell(*regular(MONTHS_2024[:6]), home=home, slug="b", name="Chi bộ Đông", type="school"),
        cell(*regular(MONTHS_2024[:9]), home=home, slug="a", under=[{"unit": "xa-b", "from": "2000-01-01"}]),
        cell(*regular(["2024-12"]), home=home, slug="c", under=[{"unit": "khoi", "from": "2000-01-01"}]),
    ]
    return whole(*cells, home=home)


def test_a_district_is_the_sum_of_its_cells():
    assert a_district().stats[2024]["meeting_coverage"] == Ratio(16, 36)
    assert a_district().stats[2024]["attendance_rate_due"] == Ratio(16 * 9, 16 * 10)


def test_a_unit_is_the_sum_of_its_cells_and_of_the_units_below_it():
    units = a_district().units
    assert units["xa-a"][2024]["meeting_coverage"] == Ratio(6, 12)
    assert units["xa-b"][2024]["meeting_coverage"] == Ratio(9, 12)
    assert units["khoi"][2024]["meeting_coverage"] == Ratio(10, 24)
    assert units["xa-b"][2024]["frequency_9_11"] == Ratio(1, 1)
    assert units["khoi"][2024]["frequency_9_11"] == Ratio(1, 2)


def test_types_stand_in_the_order_of_the_code_list_and_only_where_they_occur():
    types = a_district().types
    assert list(types) == ["village", "school"]
    assert types["school"][2024]["meeting_coverage"] == Ratio(6, 12)
    assert types["village"][2024]["meeting_coverage"] == Ratio(10, 24)


def test_every_unit_year_and_month_has_every_figure_even_without_a_cell():
    found = a_district()
    assert list(found.units) == list(UNITS)
    keys = [2024, *(f"2024-{part}" for part in ("H1", "H2", "Q1", "Q2", "Q3", "Q4")), 2025, "2025-H1", "2025-Q1"]
    whole_years, parts = api.ids_by(*YEARLY), api.ids_by("month", "quarter", "span")
    assert found.units["xa-trong"] == {
        key: dict.fromkeys(whole_years if isinstance(key, int) else parts, ZERO) for key in keys
    }
    assert found.unit_monthly["xa-trong"]["2024-03"]["meeting_coverage"] == ZERO
    for years in (*found.units.values(), *found.types.values()):
        assert list(years) == keys
        assert all(fixed(stats) == (whole_years if isinstance(k, int) else parts) for k, stats in years.items())
    assert list(found.stats) == keys
    for key, stats in found.stats.items():
        of_cells = YEARLY if isinstance(key, int) else ("month", "quarter", "span")
        assert fixed(stats) == api.ids_by(*of_cells, "district")
    months = list(found.monthly)
    assert (len(months), months[0], months[-1]) == (24, "2024-01", "2025-12")
    assert {fixed(stats) for unit in (found.monthly, *found.unit_monthly.values()) for stats in unit.values()} == {
        api.ids_by("month")
    }


def test_a_district_without_cells_is_a_district():
    found = whole(home=district())
    assert found.cells == ()
    assert found.types == {}
    of_cells = api.ids_by(*YEARLY)
    assert {id_: ratio for id_, ratio in found.stats[2024].items() if id_ in of_cells} == dict.fromkeys(of_cells, ZERO)


def test_single_months_add_up_like_years():
    found = a_district()
    assert found.monthly["2024-08"]["meeting_coverage"] == Ratio(1, 3)
    assert found.unit_monthly["khoi"]["2024-08"]["meeting_coverage"] == Ratio(1, 2)
    assert found.unit_monthly["xa-a"]["2024-08"]["meeting_coverage"] == Ratio(0, 1)


def test_cells_stand_in_vietnamese_order_of_names():
    home = district()
    names = [
        ("ê", "Chi bộ Đông"),
        ("x", "Chi bộ Bản 10"),
        ("y", "Chi bộ Bản 2"),
        ("z", "Chi bộ Dân"),
        ("w", "Chi bộ Bản 2"),
    ]
    found = whole(*(cell(home=home, slug=slug, name=name) for slug, name in names), home=home)
    assert [(c.name, c.slug) for c in found.cells] == [
        ("Chi bộ Bản 2", "w"),
        ("Chi bộ Bản 2", "y"),
        ("Chi bộ Bản 10", "x"),
        ("Chi bộ Dân", "z"),
        ("Chi bộ Đông", "ê"),
    ]


def test_what_was_left_out_of_cells_was_left_out_of_the_district():
    home = district()
    part = summarize(cell(home=home), {}, ("records/huyen-a/cells/chi-bo/2024/03-regular.md",))
    found = reduce(home, [part], ("records/huyen-a/observers/2024.yml", *part.left_out))
    assert found.left_out == ("records/huyen-a/cells/chi-bo/2024/03-regular.md", "records/huyen-a/observers/2024.yml")


def test_all_districts_together_are_the_sum_of_those_that_show_the_year():
    old = district(slug="cu", records_from="2023-01", as_of="2024-12-31")
    new = district(slug="moi", records_from="2024-01")
    parts = [
        whole(cell(*regular(["2023-02", "2024-01"]), home=old), home=old),
        whole(cell(*regular(["2024-01"], present=7), home=new), home=new),
    ]
    found = all_districts(parts)
    assert list(found) == [2023, 2024, 2025]
    assert found[2023]["attendance_rate_due"] == Ratio(9, 10)
    assert found[2024]["attendance_rate_due"] == Ratio(16, 20)
    assert fixed(found[2025]) == tuple(api.figures())
    assert all_districts([]) == {}
