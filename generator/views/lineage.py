"""What came before a district or unit and what carries it on, across all districts of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.model.frame import Link
from generator.model.text import sort_key
from generator.views.site import district_url, unit_url

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.book import DistrictBook
    from generator.model.summary import DistrictSummary
    from generator.views.site import Site


class Body(NamedTuple):
    """A district (`huyen-a`) or unit (`huyen-a/xa-b`): its name, and which of them carries it on (else empty)."""

    ref: str
    name: str
    successor: str


def bodies_of(districts: Iterable[DistrictSummary]) -> tuple[Body, ...]:
    """Every district and unit of a site, as the pages may know it."""
    return tuple(body for district in districts for body in _bodies(district.home))


def _bodies(home: DistrictBook) -> list[Body]:
    units = home.district.units.items()
    own = Body(home.slug, home.district.name, home.district.successor or "")
    return [own, *(Body(home.full(slug), u.name, home.full(u.successor) if u.successor else "") for slug, u in units)]


def after(site: Site, home: DistrictBook, unit: str | None) -> Link | None:
    """The link to what carries a district (`unit` None) or unit on; None where nothing does."""
    ref = home.district.successor if unit is None else home.district.units[unit].successor
    if ref is None:
        return None
    return _link(_known(site, home), ref if unit is None else home.full(ref))


def before(site: Site, home: DistrictBook, unit: str | None) -> tuple[Link, ...]:
    """The links to what a district (`unit` None) or unit carries on, by name."""
    ref = home.slug if unit is None else home.full(unit)
    known = _known(site, home)
    found = sorted((body for body in known.values() if body.successor == ref), key=lambda body: sort_key(body.name))
    return tuple(_link(known, body.ref) for body in found)


def _known(site: Site, home: DistrictBook) -> dict[str, Body]:
    names = {slug: Body(slug, name, "") for slug, name in site.districts}
    return names | {body.ref: body for body in (*site.bodies, *_bodies(home))}


def _link(known: dict[str, Body], ref: str) -> Link:
    """The page of a body by name; of a unit that is not known its district's; a name that leads nowhere otherwise."""
    district, _, unit = ref.partition("/")
    if ref in known:
        return Link(known[ref].name, unit_url(district, unit) if unit else district_url(district))
    if district in known and unit:
        return Link(known[district].name, district_url(district))
    return Link(unit or ref, "")
