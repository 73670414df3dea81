"""Lạc Sơn, first half of 2019: how often cells met in 2018, and which superior members came in six months."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tests.seeds.store import Store

if TYPE_CHECKING:
    from pathlib import Path

COMMUNES, CELLS, SEATS = 6, 10, 8  # communes, cells in each, seats of each commune's committee
ROLL, PRESENT = 20, 18
REGISTERS = ("committee_minutes", "cell_minutes", "resolutions", "member_roll", "dues")
Visits = dict[tuple[str, str], list[str]]  # (cell, stem of its meeting in 2019) → seats


class Plan(NamedTuple):
    """Who registered for which cells, and who came."""

    seats: dict[str, dict[str, object]]
    visits: Visits


def cells() -> list[str]:
    """The sixty cells, commune by commune."""
    return [f"cb-{commune}-{cell:02d}" for commune in range(1, COMMUNES + 1) for cell in range(1, CELLS + 1)]


def write(folder: Path) -> Path:
    """Write the store: 2018 whole, 2019 up to June."""
    store = Store(folder, as_of="2019-06-30")
    communes = {f"xa-{n}": {"name": f"Đảng bộ xã số {n}", "level": "commune"} for n in range(1, COMMUNES + 1)}
    store.district("Đảng bộ huyện Ví Dụ Một", "district", communes, "2018-01")
    plan = observers()
    store.write("huyen/observers/2019.yml", plan.seats)
    for number, slug in enumerate(cells()):
        # 43 of 60 cells meet on the 3rd, the day of most cells of every commune; the others on days of their own.
        day = 3 if number % CELLS < 7 or number == 7 else 10 + number % 7
        store.cell(slug, f"Chi bộ xóm số {number + 1}", "village", f"xa-{slug[3]}", fixed_day=day)
        store.write(f"huyen/cells/{slug}/2018/year.yml", {"registers": dict.fromkeys(REGISTERS, "kept")})
        for month in range(1, 11):
            kept = (number + month) % 4 != 0
            _met(store, slug, f"2018/{month:02d}-regular", f"2018-{month:02d}-{day + (not kept):02d}")
        for month in (3, 9):
            _met(store, slug, f"2018/{month:02d}-thematic", f"2018-{month:02d}-25", theme="Xây dựng nông thôn mới")
        for month in range(1, 6):
            stem = f"2019/{month:02d}-regular"
            _met(store, slug, stem, f"2019-{month:02d}-{day:02d}", observers=plan.visits.get((slug, stem)))
        stem = "2019/03-thematic"
        _met(store, slug, stem, "2019-03-26", theme="Giữ rừng", observers=plan.visits.get((slug, stem)))
    return folder


def _met(store: Store, slug: str, stem: str, date: str, **more: object) -> None:
    store.meeting(slug, stem, date, ROLL, PRESENT, **{key: value for key, value in more.items() if value})


def observers() -> Plan:
    """Three levels: 19 of 29 cells; 44 of 106 cells in 63 visits; 1,322 of 2,333 visits."""
    plan = Plan({}, {})
    _standing(plan)
    _committee(plan)
    _communes(plan)
    return plan


def _come(plan: Plan, seat: str, cell: str, stem: str) -> None:
    plan.visits.setdefault((cell, f"2019/{stem}"), []).append(seat)


def _standing(plan: Plan) -> None:
    pairs = [(f"btv-{n % 9 + 1:02d}", cells()[2 * n]) for n in range(29)]
    for number, (seat, cell) in enumerate(pairs):
        _register(plan, seat, "standing_committee", cell, 1)
        if number < 19:
            _come(plan, seat, cell, "02-regular" if number < 15 else "03-thematic")


def _committee(plan: Plan) -> None:
    pairs = [(f"bch-{n % 35 + 1:02d}", cells()[(n + n // 60) % 60]) for n in range(106)]
    assert len(set(pairs)) == 106
    for number, (seat, cell) in enumerate(pairs):
        _register(plan, seat, "committee", cell, 2)
        if number < 44:
            _come(plan, seat, cell, "01-regular")
        if number < 12:
            _come(plan, seat, cell, "04-regular")
        elif number < 19:
            _come(plan, seat, cell, "03-thematic")


def _communes(plan: Plan) -> None:
    pairs = [(f"xa-{cell[3]}-{seat:02d}", cell) for cell in cells() for seat in range(1, SEATS + 1)]
    for number, (seat, cell) in enumerate(pairs):
        _register(plan, seat, "commune_committee", cell, 5 if number < 413 else 4)
        for stem in ("01-regular", "02-regular", *(["04-regular"] if number < 229 else [])):
            _come(plan, seat, cell, stem)
        if number < 133:
            _come(plan, seat, cell, "03-thematic")


def _register(plan: Plan, seat: str, level: str, cell: str, visits: int) -> None:
    entry = plan.seats.setdefault(seat, {"level": level, "cells": {}})
    registered = entry["cells"]
    assert isinstance(registered, dict)
    registered[cell] = visits
