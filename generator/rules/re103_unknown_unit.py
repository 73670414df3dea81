"""A unit is named that `district.yml` does not have, or a district that the store does not have.

Kiểm tra:
    Mã đơn vị ở `under` của chi bộ, ở `parent`, `successor` của đơn vị, ở `scope` của văn bản và trong các đợt sơ kết
    đều có trong district.yml. Mã đảng bộ ở `successor` của đảng bộ là một thư mục đảng bộ có thật; mã ở `scope` của
    văn bản, hay trước dấu `/` ở `successor` của đơn vị, không phải mã gõ nhầm của một đảng bộ có thật.
Vì sao:
    Số liệu của chi bộ cộng vào đơn vị; mã sai thì không cộng vào đâu. Văn bản ghi nhầm phạm vi thì không có hiệu lực ở
    đâu cả mà không ai biết.
Cách sửa:
    Sửa mã theo gợi ý, hoặc thêm đơn vị vào district.yml; đảng bộ chưa có thì tạo thư mục của đảng bộ ấy.
Checks:
    Every unit named in `under` of a cell, in `parent` and `successor` of a unit, in the `scope` of a rulebook file and
    in reviews stands in district.yml. A district named in `successor` of a district is a folder of the store; one named
    in a `scope`, or before the `/` in `successor` of a unit, is not nearly the name of such a folder.
Why:
    A cell's figures add up in its unit; under a wrong id they add up nowhere. A rulebook file with a wrong scope is in
    force nowhere, and nobody knows.
Fix:
    Correct the id as suggested, or add the unit to district.yml; make the folder of a district that is lacking.
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

from difflib import get_close_matches
from typing import TYPE_CHECKING

from generator.model.text import Text
from generator.rules.api import Rule, did_you_mean, join

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model.book import CellBook, DistrictBook
    from generator.model.diagnostic import Finding, Key
    from generator.model.rulebook import Rulebook

RULE = Rule(__name__, scope="district", title=Text("Không có đơn vị mang mã này", "Unknown unit"))


_ALIKE = 0.8  # of their letters two ids have in common that are taken for one


def check(home: DistrictBook) -> Iterator[Finding]:
    """Look at the district's successor, at the units' parents and successors and at what reviews propose."""
    units, heir = home.district.units, home.district.successor
    if heir is not None and heir not in home.districts:
        yield _unknown_district(home.file("district.yml"), ("successor",), heir, home.districts - {home.slug})
    for slug, unit in units.items():
        if unit.parent is not None and unit.parent not in units:
            yield _unknown(home.file("district.yml"), ("units", slug, "parent"), unit.parent, units)
        yield from _unknown_heir(home, slug, unit.successor)
    for name, rules in sorted(home.rulebook.files.items()):
        district, _, unit = rules.scope.partition("/")
        if district == home.slug and unit and unit not in units:
            yield _unknown(f"records/rulebook/{name}.yml", ("scope",), unit, units)
    for name, review in sorted(home.reviews.items()):
        for slug in review.proposals:
            if slug not in units:
                yield _unknown(home.file(f"reviews/{name}.yml"), ("proposals", slug), slug, units)


def _unknown_heir(home: DistrictBook, slug: str, heir: str | None) -> Iterator[Finding]:
    """What is wrong with the successor of a unit; the units of another district are not looked at.

    A district that is like none keeps its records elsewhere.
    """
    file, key = home.file("district.yml"), ("units", slug, "successor")
    district, _, unit = (heir or "").rpartition("/")
    if district not in {"", *home.districts} and _is_like_one(district, home.districts):
        yield _unknown_district(file, key, district, home.districts)
    elif unit and district in {"", home.slug} and unit not in home.district.units:
        yield _unknown(file, key, unit, home.district.units)


def _is_like_one(slug: str, known: Iterable[str]) -> bool:
    return bool(get_close_matches(slug, known, n=1, cutoff=_ALIKE))


def check_store(rulebook: Rulebook, districts: frozenset[str]) -> Iterator[Finding]:
    """Look for scopes of the rulebook that are nearly a district; their units are looked at with each of these.

    A scope that is like none is of a district that keeps its records elsewhere: stores may share a rulebook.
    """
    for name, rules in sorted(rulebook.files.items()):
        slug = rules.scope.partition("/")[0]
        if rules.scope == "all" or slug in districts:
            continue
        if _is_like_one(slug, {*districts, "all"}):
            yield _unknown_district(f"records/rulebook/{name}.yml", ("scope",), slug, {*districts, "all"})


def check_cell(cell: CellBook) -> Iterator[Finding]:
    """Look at the units that a cell stands under."""
    units = cell.home.district.units
    for index, under in enumerate(cell.cell.under):
        if under.unit not in units:
            yield _unknown(cell.cell_file, ("under", index, "unit"), under.unit, units)


def _unknown(path: str, key: Key, slug: str, known: Iterable[str]) -> Finding:
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


def _unknown_district(path: str, key: Key, slug: str, known: Iterable[str]) -> Finding:
    return RULE.find(
        path, *key,
        found=Text(f"Không có đảng bộ mang mã “{slug}”.", f"There is no district “{slug}”."),
        expected=Text(
            "Mã là tên một thư mục đảng bộ trong kho.", "The id is the name of a district's folder in the store."
        ),
        hint=join(
            did_you_mean(slug, known),
            Text(
                f"Sửa mã, hoặc tạo đảng bộ ấy: records/{slug}/district.yml.",
                f"Correct the id, or make that district: records/{slug}/district.yml.",
            ),
        ),
        subject=slug,
    )  # fmt: skip
