"""A unit is named that `district.yml` does not have.

Kiểm tra:
    Mã đơn vị ở `under` của chi bộ, ở `parent`, `successor` của đơn vị và trong các đợt sơ kết đều có trong
    district.yml.
Vì sao:
    Số liệu của chi bộ cộng vào đơn vị; mã sai thì không cộng vào đâu.
Cách sửa:
    Sửa mã theo gợi ý, hoặc thêm đơn vị vào district.yml.
Checks:
    Every unit named in `under` of a cell, in `parent` and `successor` of a unit and in reviews stands in
    district.yml.
Why:
    A cell's figures add up in its unit; under a wrong id they add up nowhere.
Fix:
    Correct the id as suggested, or add the unit to district.yml.
Wrong:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản A
    type: village
    under:
      - unit: xa-tan-doang  # ! RE103
        from: 2010-05-01
    founded: 2010-05-01
Right:
    # records/van-quan/cells/ban-a/cell.yml
    name: Chi bộ bản A
    type: village
    under:
      - unit: xa-tan-doan
        from: 2010-05-01
    founded: 2010-05-01
Source:
    Quy ước của Sổ Chi Bộ: các đơn vị của đảng bộ ghi trong district.yml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.rules.api import Rule, did_you_mean, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.book import CellBook, DistrictBook
    from generator.model.diagnostic import Finding

RULE = Rule(__name__, scope="district", title=Text("Không có đơn vị mang mã này", "Unknown unit"))


def check(home: DistrictBook) -> Iterator[Finding]:
    """Look at the units' parents and successors and at what reviews propose."""
    units = home.district.units
    for slug, unit in units.items():
        if unit.parent is not None and unit.parent not in units:
            yield _unknown(home.file("district.yml"), ("units", slug, "parent"), unit.parent, units)
        if unit.successor is not None and "/" not in unit.successor and unit.successor not in units:
            yield _unknown(home.file("district.yml"), ("units", slug, "successor"), unit.successor, units)
    for name, rules in sorted(home.rulebook.files.items()):
        district, _, unit = rules.scope.partition("/")
        if district == home.slug and unit and unit not in units:
            yield _unknown(f"records/rulebook/{name}.yml", ("scope",), unit, units)
    for name, review in sorted(home.reviews.items()):
        for slug in review.proposals:
            if slug not in units:
                yield _unknown(home.file(f"reviews/{name}.yml"), ("proposals", slug), slug, units)


def check_cell(cell: CellBook) -> Iterator[Finding]:
    """Look at the units that a cell stands under."""
    units = cell.home.district.units
    for index, under in enumerate(cell.cell.under):
        if under.unit not in units:
            yield _unknown(cell.cell_file, ("under", index, "unit"), under.unit, units)


def _unknown(path: str, key: tuple[str | int, ...], slug: str, known: Iterable[str]) -> Finding:
    return RULE.find(
        path, *key,
        found=Text(f"Không có đơn vị mang mã “{slug}”.", f"There is no unit “{slug}”."),
        expected=Text("Mã phải có trong `units` của district.yml.", "The id must stand in `units` of district.yml."),
        hint=join(
            did_you_mean(slug, known),
            Text("Sửa mã, hoặc thêm đơn vị vào district.yml.", "Correct the id, or add the unit to district.yml."),
        ),
        subject=slug,
    )  # fmt: skip
