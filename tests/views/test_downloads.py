"""What a page offers for programs: only files that are there, and nothing with days in public."""

from __future__ import annotations

import datetime as dt

import pytest

from generator.publish.data import data_files
from generator.views.downloads import cell_downloads, district_downloads
from generator.views.projection import project
from generator.views.reduce import reduce
from generator.views.site import Site
from generator.views.summary import summarize
from tests.books import cell, district, regular

AS_OF = dt.date(2025, 2, 15)


@pytest.mark.parametrize("profile", ["internal", "public"])
@pytest.mark.parametrize("slug", ["na-loc", "district"])
def test_every_file_offered_is_there(profile: str, slug: str) -> None:
    home = district()
    whole = reduce(home, [summarize(cell(*regular(["2024-01"]), home=home, slug=slug), {}, ())])
    there = dict(data_files([whole if profile == "internal" else project(whole)], AS_OF, "1", profile))
    site = Site("Sổ", AS_OF, profile)
    offered = [*district_downloads(site, home.slug), *cell_downloads(site, home.slug, slug)]
    assert [link.url for link in offered if link.url not in there] == []
    types = {link.type for link in offered} - {""}
    assert types == ({"application/atom+xml", "text/calendar"} if profile == "internal" else set())


def test_a_cell_offers_its_own_calendar() -> None:
    links = cell_downloads(Site("Sổ", AS_OF, "internal"), "huyen-a", "na-loc")
    assert [link.url for link in links if link.type == "text/calendar"] == ["/data/v1/huyen-a/calendar/na-loc.ics"]
