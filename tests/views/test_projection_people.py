"""The public view does not depend on who the members are, how many they are, or on which day they met."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.views.projection import project
from tests.books import MONTHS_2024, cell, district, met, record, regular
from tests.views.test_projection import bytes_of, contents, whole

IDS = ["dv01", "dv02", "dv03", "dv04"]


def of_members(ids, home):
    """A district whose only cell has four members, known by these ids and written in this order."""
    a, b, c, d = ids
    members: dict[str, dict[str, Any]] = {
        a: {"joined": "2000-01-01", "roles": [{"role": "secretary", "from": "2000-01-01"}]},
        b: {"joined": "2003-01-01", "official": "2004-01-01"},
        c: {"joined": "2001-01-01", "away": [{"kind": "exempt", "from": "2020-01-01"}]},
        d: {"joined": "2002-01-01"},
    }
    members = {id_: members[id_] for id_ in sorted(members)}
    held = met(2, 4, excused={b: "sick"}, unexcused=[], also_present=[c], spoke=[a, d])
    return whole(cell(*(record(month, held) for month in MONTHS_2024), home=home, members=members), home=home)


@given(st.permutations([*IDS, "x", "q-7", "a0"]))
def test_it_does_not_matter_who_the_members_are(names):
    home = district()
    assert contents(project(of_members(names[:4], home))) == contents(project(of_members(IDS, home)))


@st.composite
def turnouts(draw):
    roll = draw(st.integers(0, 9_999_999))
    present = draw(st.integers(0, roll))
    away = draw(st.integers(0, roll - present))
    spoke = draw(st.one_of(st.none(), st.integers(0, present)))
    also = draw(st.integers(0, away))
    more = {} if spoke is None else {"spoke": spoke}
    return met(present, roll, away=away, also_present=also, date=f"2024-01-{draw(st.integers(1, 28)):02d}", **more)


@given(st.lists(turnouts(), min_size=12, max_size=12), st.integers(0, 30))
def test_no_count_of_people_and_no_day_can_be_told(held, strength):
    # Whatever the attendance, the strength and the days of the meetings: the public view is the same, to the last byte.
    home = district()
    members = {f"dv{i}": {"joined": "2000-01-01"} for i in range(strength)} if strength else None
    records = [record(month, facts) for month, facts in zip(MONTHS_2024, held, strict=True)]
    told = whole(cell(*records, home=home, members=members), home=home)
    empty = whole(cell(*regular(MONTHS_2024, present=0, roll=0), home=home), home=home)
    assert contents(project(told)) == contents(project(empty))
    assert bytes_of(told) == bytes_of(empty)
