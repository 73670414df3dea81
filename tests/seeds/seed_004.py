"""Văn Quan, about 2010: how many months cells met, who came, who spoke, who was admitted and how educated they were."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Any

from tests.seeds.store import Store

if TYPE_CHECKING:
    from pathlib import Path

MET = [12] * 33 + [9, 10, 11] * 17 + [5, 6, 7, 8] * 4  # months in which each of the 100 cells met
STRENGTH = [38] * 68 + [37] * 32  # 3,768
ADMITTED = {2006: 207, 2007: 207, 2008: 207, 2009: 207, 2010: 208}  # 1,036, the base of the three shares
GENERAL = ["thpt"] * 950 + ["thcs"] * 86
PROFESSIONAL = ["trung-cap"] * 274 + ["dai-hoc"] * 93 + ["so-cap"] * 669


def write(folder: Path) -> Path:
    """Write the store: meetings of 2010, members by id with the year of their admission."""
    store = Store(folder, as_of="2011-01-31", rulebooks=())
    committees = {f"db-{n:02d}": {"name": f"Đảng bộ số {n}", "level": "commune"} for n in range(1, 27)}
    units = {**committees, "truc-thuoc": {"name": "Các chi bộ trực thuộc Huyện ủy", "level": "grassroots"}}
    store.district("Đảng bộ huyện Ví Dụ Năm", "district", units, "2006-01")
    rule = {"title": "Điều lệ Đảng", "issuer": "Đại hội X", "source": "Điều 24", "applies": {"from": "2010-01-01"}}
    store.write("rulebook/dieu-le.yml", {**rule, "scope": "all", "regular": {"every": "month"}})
    days = [f"{year}-01-19" for year, number in ADMITTED.items() for _ in range(number)]
    young = list(zip(days, GENERAL, PROFESSIONAL, strict=True))
    below = cycle(committees)
    for number, (met, roll) in enumerate(zip(MET, STRENGTH, strict=True), 1):
        slug = f"chi-bo-{number:03d}"
        pilot = {"pilot": {"scheme": "lam-diem", "from": "2010-01-01"}} if number % 4 == 1 else {}
        store.cell(slug, f"Chi bộ số {number}", "village", next(below) if number <= 63 else "truc-thuoc", **pilot)
        own = young[(number - 1) * 1036 // 100 : number * 1036 // 100]
        store.write(f"huyen/cells/{slug}/members.yml", _members(own, roll))
        present = 33 if roll == 38 else 32
        for month in range(1, met + 1):
            store.meeting(slug, f"2010/{month:02d}-regular", f"2010-{month:02d}-25", roll, present, spoke=15)
    return folder


def _members(young: list[tuple[str, str, str]], roll: int) -> dict[str, Any]:
    """The roll of a cell: those admitted since 2006 with their education, the others long since full members."""
    known: dict[str, Any] = {}
    for n, (day, general, professional) in enumerate(young, 1):
        education = {"general": general, "professional": professional}
        official = f"{int(day[:4]) + 1}{day[4:]}"
        known[f"dv{n:02d}"] = {"joined": day, "admitted": day, "official": official, "education": education}
    for n in range(len(young) + 1, roll + 1):
        known[f"dv{n:02d}"] = {"joined": "2000-01-01", "admitted": "1999-05-19", "official": "2000-05-19"}
    return known
