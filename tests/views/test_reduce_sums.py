"""Whatever the records say: parts add up to wholes, exactly."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.model.period import Span, months_of, quarters_of, year_span
from generator.model.ratio import Ratio, total
from generator.stats import api
from generator.views.reduce import all_districts, reduce
from generator.views.summary import summarize, unit_at
from tests.books import cell, district, met, record

UNITS = ("u0", "u1", "u2", "u3", "u4")
MONTHS = [f"{year}-{month:02d}" for year in (2023, 2024) for month in range(1, 13)]
DAYS = st.dates(dt.date(2022, 12, 1), dt.date(2025, 1, 31))
STATES = ("held", "held", "held", "not_held", "postponed", "waived", "planned", "invalid", "none")


@st.composite
def districts(draw):
    """A district with nested units, and cells that move, begin, end and pause on any day."""
    ends: dict[str, Any] = {"to": "2024-06-30"} if draw(st.booleans()) else {}
    parents = {unit: draw(st.sampled_from([None, *UNITS[:i]])) for i, unit in enumerate(UNITS)}
    home = district(
        as_of=draw(DAYS.filter(lambda day: day.year >= 2023)).isoformat(),
        records_from=draw(st.sampled_from(MONTHS[:10])),
        units={unit: {"parent": parent} if parent else {} for unit, parent in parents.items()},
        **ends,
    )
    return home, [draw(cells(home, i)) for i in range(draw(st.integers(0, 4)))]


@st.composite
def cells(draw, home, number):
    moves = sorted(draw(st.sets(DAYS, max_size=3)))
    under: list[dict[str, Any]] = [{"unit": draw(st.sampled_from(UNITS)), "from": "2000-01-01"}]
    for day in moves:
        if draw(st.booleans()):
            under[-1]["to"] = day - dt.timedelta(days=draw(st.sampled_from([1, 1, 40])))
            if dt.date.fromisoformat(str(under[-1]["from"])) > under[-1]["to"]:
                del under[-1]["to"]
        under.append({"unit": draw(st.sampled_from(UNITS)), "from": day})
    founded = draw(st.sampled_from(["2000-01-01", "2023-05-17"]))
    closed = draw(st.sampled_from([{}, {}, {"closed": "2024-04-10"}]))
    states = draw(st.lists(st.sampled_from(STATES), min_size=len(MONTHS), max_size=len(MONTHS)))
    records = [made for month, state in zip(MONTHS, states, strict=True) if (made := draw(records_of(month, state)))]
    type_ = draw(st.sampled_from(["village", "school", "police"]))
    return cell(*records, home=home, slug=f"c{number}", type=type_, founded=founded, under=under, **closed)


@st.composite
def records_of(draw, month, state):
    if state == "none":
        return None
    if state in {"held", "invalid"}:
        roll = draw(st.integers(0, 30))
        there = draw(st.integers(0, roll))
        more = draw(st.sampled_from([{}, {"theme": "T"}, {"spoke": there}, {"away": roll - there}]))
        recorded = draw(st.sampled_from([None, f"{month}-20", "2025-01-20"]))
        return record(month, met(there, roll, **more), valid=state == "held", recorded=recorded)
    facts = {"reason": "R", "decision": "D"} if state != "planned" else {"date": f"{month}-20"}
    return record(month, {"state": state} | facts)


OF_CELLS = ("month", "quarter", "span", "year", "peers")


def add(parts):
    """Ratios added up one by one: a count stays over 1, the parts of a whole share the sum of their numerators."""
    found = list(parts)
    ids = api.in_order({*api.ids_by(*OF_CELLS), *(id_ for part in found for id_ in part)})
    sums = {id_: total([part[id_] for part in found if id_ in part]) for id_ in ids}
    figures = {id_: figure for id_ in ids if (figure := api.figure_of(id_)) is not None}
    whole: dict[str, Any] = {}
    for id_, ratio in sums.items():
        whole[figures[id_].whole] = whole.get(figures[id_].whole, 0) + ratio.n
    return {
        id_: Ratio(
            n, whole[figures[id_].whole] if figures[id_].whole else min(d, 1) if figures[id_].kind == "count" else d
        )
        for id_, (n, d) in sums.items()
        if id_ in api.figures() or n or d
    }


def of_cells(stats):
    """The figures that come from cells, not from the district's own files."""
    own = api.ids_by("district")
    return {id_: ratio for id_, ratio in stats.items() if id_ not in own}


@settings(max_examples=40)  # each example is a district with all its sums
@given(districts())
def test_units_types_months_and_cells_add_up(drawn):
    home, books = drawn
    whole = reduce(home, [summarize(book, {}, ()) for book in books])
    units = home.district.units
    for year in whole.years:
        stats = of_cells(whole.stats[year])
        assert stats == add(part.stats[year] for part in whole.cells)
        assert stats == add(years[year] for years in whole.types.values())
        assert stats == add(whole.units[unit][year] for unit in units if units[unit].parent is None)
        months = [month for month in whole.monthly if month.startswith(str(year))]
        by_month = add(whole.monthly[month] for month in months)
        assert {id_: stats[id_] for id_ in api.ids_by("month")} == {id_: by_month[id_] for id_ in api.ids_by("month")}
        for unit in units:
            by_month = add(whole.unit_monthly[unit][month] for month in months)
            assert all(whole.units[unit][year][id_] == by_month[id_] for id_ in api.ids_by("month"))
    assert of_cells(all_districts([whole, whole])[year]) == add([stats, stats])


@settings(max_examples=40)  # each example is a district with all its sums
@given(districts())
def test_quarters_add_up_to_half_years_and_these_to_the_year(drawn):
    home, books = drawn
    whole = reduce(home, [summarize(book, {}, ()) for book in books])
    over_time = api.ids_by("month", "quarter")
    for scope in (whole.stats, *whole.units.values(), *whole.types.values(), *(part.stats for part in whole.cells)):
        for year in whole.years:
            halves = [scope[key] for part in ("H1", "H2") if (key := f"{year}-{part}") in scope]
            quarters = [scope[key] for number in range(1, 5) if (key := f"{year}-Q{number}") in scope]
            for parts in (halves, quarters):
                together = add(parts)
                assert {id_: scope[year][id_] for id_ in over_time} == {id_: together[id_] for id_ in over_time}


@settings(max_examples=40)  # each example is a district with all its sums
@given(districts())
def test_a_unit_is_what_its_cells_did_while_they_were_its_own_and_the_units_below(drawn):
    home, books = drawn
    whole = reduce(home, [summarize(book, {}, ()) for book in books])
    for unit, facts in home.district.units.items():
        below = [slug for slug, other in home.district.units.items() if other.parent == unit]
        for year in whole.years:
            own = add(_own(book, unit, year) for book in books)
            expected = add([own, *(whole.units[slug][year] for slug in below)])
            peers = api.ids_by("peers")
            assert {i: ratio for i, ratio in whole.units[unit][year].items() if i not in peers} == {
                i: ratio for i, ratio in expected.items() if i not in peers
            }, facts


def _own(book, unit, year):
    """The figures of a cell that count for a unit itself, worked out one by one."""
    parts: dict[str, Ratio] = {}
    for statistic, compute in api.modules():
        for stretch in _stretches(year, statistic.by):
            last = (
                min(dt.date(year, 12, 31), book.as_of)
                if isinstance(stretch, int | Span)
                else api.months_in(stretch)[-1].last
            )
            if unit_at(book, last) == unit:
                for id_, ratio in compute(book, stretch):
                    parts[id_] = parts.get(id_, Ratio(0, 0)).plus(ratio)
    return parts


def _stretches(year, by):
    known: dict[str, list[Any]] = {
        "month": months_of(year), "quarter": quarters_of(year), "span": [year_span(year)], "year": [year],
    }  # fmt: skip
    return known.get(by, [])


@settings(max_examples=40)  # each example is a district with all its sums
@given(districts())
def test_classes_cover_the_full_year_cells_and_no_share_exceeds_one(drawn):
    home, books = drawn
    whole = reduce(home, [summarize(book, {}, ()) for book in books])
    for key, stats in whole.stats.items():
        for id_, ratio in stats.items():
            figure = api.figure_of(id_)
            assert figure is not None
            assert figure.kind != "share" or 0 <= ratio.n <= ratio.d, (key, id_, ratio)
    for year in whole.years:
        stats = whole.stats[year]
        full = sum(year in part.full_years for part in whole.cells)
        classes = [ratio for id_, ratio in stats.items() if id_.startswith("frequency_")]
        assert {ratio.d for ratio in classes} == {full}
        assert sum(ratio.n for ratio in classes) == full
        if year == home.as_of.year and (home.as_of.month, home.as_of.day) != (12, 31):
            assert full == 0
