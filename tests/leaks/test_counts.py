"""No count of few people can be worked out from the public profile: the audit, the attacker, and what each must see."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from collections import defaultdict
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from generator.leaks.audit import audit
from generator.leaks.intervals import System, rounded
from generator.model.months import MonthState
from generator.model.period import months_of
from generator.model.rulebook import Rules
from generator.model.summary import CellSummary
from generator.views.headcount import rounded_years
from generator.views.projection import project
from tests.books import district, rulebook
from tests.leaks import districts
from tests.leaks.attacker import attack
from tests.leaks.count_mutants import COUNT_MUTANTS, USUAL

if TYPE_CHECKING:
    from collections.abc import Mapping

PEOPLE = "data/v1/huyen-a/people.json"


def years_of(files: Mapping[str, Path]) -> dict[str, Any]:
    if PEOPLE not in files:
        return {}
    years: dict[str, Any] = json.loads(files[PEOPLE].read_bytes())["years"]
    return years


def holds(seed: int, folder: Path, *, with_pages: bool = True) -> tuple[int, int]:
    """Attack a district at random; how many counts were protected, and how many rates are shown."""
    cells = districts.at_random(seed)
    files = districts.write(districts.made(cells), folder, with_pages=with_pages)
    told = attack(files)
    assert told.broken == []
    assert audit(files) == []
    by_slug = {cell.slug: cell for cell in cells}
    rates = 0
    for year, found in years_of(files).items():
        of = {group["unit"]: [by_slug[slug].counts[int(year)] for slug in group["cells"]] for group in found["groups"]}
        for unit, counts in of.items():
            assert sum(roll for roll, _ in counts) in told.possible[f"{year} {unit}"]
        shown = [count for g in found["groups"] if g["members"] is not None for count in of[g["unit"]]]
        if shown:
            assert sum(there for _, there in shown) in told.possible[f"{year} came"]
            assert sum(roll - there for roll, there in shown) in told.possible[f"{year} absent"]
        if found["percent"] is not None:
            rates += 1
            exact = Fraction(100 * found["present"], sum(g["members"] or 0 for g in found["groups"]))
            assert found["percent"] == int(exact + Fraction(1, 2))
            assert found["members"] >= 20
            assert 0 < found["percent"] < 100
            page = files[f"huyen-a/{year}/index.html"].read_text("utf-8") if with_pages else ""
            part = f"{found['present']:,}/{found['members']:,}".replace(",", ".")
            assert not with_pages or f'title="{part}">khoảng {found["percent"]} %</data>' in page
    return len(told.possible), rates


def test_ten_districts_tell_nothing(tmp_path: Path) -> None:
    found = [holds(seed, tmp_path / str(seed), with_pages=seed < 3) for seed in range(10)]
    assert sum(protected for protected, _ in found) > 150
    assert sum(rates for _, rates in found) >= 3


@pytest.mark.torture
def test_two_hundred_districts_tell_nothing(tmp_path: Path) -> None:
    found = [holds(seed, tmp_path / str(seed)) for seed in range(1000, 1200)]
    assert sum(protected for protected, _ in found) > 4000
    assert sum(rates for _, rates in found) >= 50


@pytest.mark.parametrize("name", COUNT_MUTANTS)
def test_a_protection_that_is_off_is_seen(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant = COUNT_MUTANTS[name]
    summary = districts.made(mutant.cells, mutant.as_of, **dict(mutant.differs))
    with_pages = name in ("rounding on pages", "no number in words", "no rate of 100")
    files = districts.write(summary, tmp_path / "clean", with_pages=with_pages)
    assert audit(files) == []
    if mutant.by_attacker:
        assert attack(files).broken == []
    mutant.off(monkeypatch)
    files = districts.write(summary, tmp_path / "off", with_pages=with_pages)
    assert audit(files)
    if mutant.by_attacker:
        assert attack(files).broken


Rolls = tuple[int, ...]
Built = dict[str, Path]


def _light(number: int, roll: int, there: int) -> CellSummary:
    """A cell with so many members, of whom so many came to each meeting."""
    months = list(months_of(2024))
    return CellSummary(
        district="huyen-a", slug=f"c{number}", name="Chi bộ", type="village", founded=dt.date(2000, 1, 1), closed=None,
        successor=None, fixed_day=None, under=(("xa-a", dt.date(2000, 1, 1), None),),
        months={2024: tuple(MonthState(month, "held", True, counts=True) for month in months)},
        year_units={2024: "xa-a"}, full_years=frozenset({2024}),
        attendance=((str(months[0]), "regular", roll, roll, there, roll - there, 0, 0),),
    )  # fmt: skip


def _who_came(rolls: Rolls, absent: int) -> list[CellSummary]:
    """Cells of which so many were absent in all, as many of the first as there are."""
    cells = []
    for number, roll in enumerate(rolls):
        missing = min(roll, absent)
        absent -= missing
        cells.append(_light(number, roll, roll - missing))
    return cells


@pytest.mark.parametrize(("number", "most"), [(3, 12), (4, 8), (8, 5)])
def test_every_strength_of_a_few_cells_put_through_the_program(number: int, most: int) -> None:
    # Every strength that the cells may have, and every number of absent: whatever the program shows, many lead to it.
    home = district(rules=rulebook(so=districts.rules()))
    leads: dict[Any, set[tuple[Rolls, int]]] = defaultdict(set)
    for rolls in itertools.combinations_with_replacement(range(3, most + 1), number):
        for absent in range(sum(rolls) + 1):
            leads[rounded_years(home, _who_came(rolls, absent), range(2024, 2025))[2024]].add((rolls, absent))
    complete = [led for led in leads.values() if max(sum(rolls) for rolls, _ in led) <= most * number - 5]
    assert {year.present is None for year in leads} == {True, False}
    assert complete
    for led in complete:  # of others not every strength was tried
        assert len({sum(rolls) for rolls, _ in led}) >= 5
        assert len({absent for _, absent in led}) >= 5
        assert len({sum(rolls) - absent for rolls, absent in led}) >= 5
        assert most < 8 or len(set(itertools.chain.from_iterable(rolls for rolls, _ in led))) >= 5


def test_which_day_and_which_rule_let_counts_out() -> None:
    assert districts.made(USUAL).rounded == {}
    assert set(project(districts.made(USUAL)).rounded) == {2023, 2024}
    assert set(project(districts.made(USUAL, "2025-01-31")).rounded) == {2023}
    assert set(project(districts.made(USUAL, "2025-02-01")).rounded) == {2023, 2024}


@pytest.mark.parametrize("key", [*districts.SMALL, "least"])
def test_a_rule_that_is_not_whole_shows_nothing(key: str) -> None:
    home = district(rules=rulebook(so=districts.rules(**{key: ""})))
    assert rounded_years(home, _who_came((14, 15, 16), 20), range(2024, 2025)) == {}
    assert rounded_years(district(rules=rulebook(so=districts.rules())), _who_came((14, 15, 16), 20), range(2024, 2025))


@pytest.mark.parametrize("key", list(districts.SMALL))
def test_a_rule_that_would_not_be_safe_is_refused(key: str) -> None:
    Rules.model_validate(districts.rules())
    with pytest.raises(ValidationError):
        Rules.model_validate(districts.rules(**{key: str(int(districts.SMALL[key]) - 1)}))


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6), st.integers(5, 12), st.data())
@settings(derandomize=True, max_examples=60)
def test_what_is_true_is_never_ruled_out(parts: list[int], base: int, data: st.DataObject) -> None:
    split = data.draw(st.integers(1, len(parts) - 1))
    system, names = System(), [f"p{n}" for n in range(len(parts))]
    system.add("left", names[:split])
    system.add("right", names[split:])
    system.add("all", ["left", "right"])
    true = dict(zip(names, parts, strict=True)) | {"left": sum(parts[:split]), "right": sum(parts[split:])}
    true["all"] = sum(parts)
    for name in data.draw(st.sets(st.sampled_from(sorted(true)))):
        system.bound(name, *rounded(int(Fraction(true[name], base) + Fraction(1, 2)) * base, base))
    system.solve()
    assert all(system.known[name].low <= number <= system.known[name].high for name, number in true.items())


@given(st.integers(3, 9), st.integers(3, 9), st.integers(3, 9), st.integers(1, 12))
@settings(derandomize=True, max_examples=40)
def test_the_intervals_are_those_of_trying_every_number(first: int, second: int, third: int, base: int) -> None:
    total = first + second + third
    shown = int(Fraction(total, base) + Fraction(1, 2)) * base
    system = System()
    for name in "abc":
        system.bound(name, 3, 9)
    system.add("t", "abc")
    system.bound("t", *rounded(shown, base))
    system.solve()
    tried = [
        rolls
        for rolls in itertools.product(range(3, 10), repeat=3)
        if int(Fraction(sum(rolls), base) + Fraction(1, 2)) * base == shown
    ]
    assert system.known["t"] == (min(map(sum, tried)), max(map(sum, tried)))
    for number, name in enumerate("abc"):
        assert system.known[name] == (min(r[number] for r in tried), max(r[number] for r in tried))


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return districts.write(districts.made(USUAL), tmp_path_factory.mktemp("usual"))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (PEOPLE, '"members":30', '"members":31'),
        (PEOPLE, '"round_to":5', '"round_to":4'),
        (PEOPLE, '"years"', '"jahre"'),
        (PEOPLE, '"percent":', '"percent":1'),
        ("data/v1/huyen-a/people.csv", "units/xa-a,3,30", "units/xa-a,3,35"),
        ("huyen-a/2024/index.html", "khoảng 30", "khoảng 31"),
        ("huyen-a/2024/index.html", 'data-rounded="members" value="30"', 'data-rounded="members" value="31"'),
        ("huyen-a/2024/index.html", "</h1>", "</h1><p>Có 31 đảng viên.</p>"),
        ("huyen-a/2024/index.html", "</h1>", '</h1><data data-stat="members_per_cell" value="9">9</data>'),
        ("en/huyen-a/2024/index.html", "about 30", "about 31"),
        ("en/huyen-a/units/xa-a/2024/index.html", "</h1>", "</h1><p>There are <b>31</b> members.</p>"),
        ("huyen-a/index.html", "</h1>", '</h1><data data-rounded="members" value="1">1</data>'),
        ("data/v1/huyen-a/stats.csv", "district,2024,", "district,2024,attendance_rate_due,31,32,0.9\ndistrict,2024,"),
    ],
)
def test_a_number_that_was_put_in_by_hand_is_seen(path: str, old: str, new: str, usual: Built, tmp_path: Path) -> None:
    text = usual[path].read_text("utf-8")
    assert old in text
    changed = tmp_path / "changed"
    changed.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert audit(usual) == []
    assert audit({**usual, path: changed})
