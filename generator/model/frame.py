"""What stands around the content of every page: title, navigation, breadcrumbs, year switch, footer."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Link(NamedTuple):
    """A link of the frame.

    Attributes:
        label: What it says.
        url: Where it goes, from the top of the site; empty where it only names the place.
        current: `page` where it names the page it stands on, `true` where that page belongs to it; else empty.
        type: The media type of a file that programs subscribe to (a calendar, a feed); empty for all others.
    """

    label: str
    url: str
    current: str = ""
    type: str = ""


class Frame(NamedTuple):
    """Everything the layout prints around a page.

    Attributes:
        url: The page's own URL, from the top of the site.
        title: What the browser's tab says, without the site's name.
        site_name: The name of the site.
        org: The organisation that the page belongs to; empty on pages of the whole site.
        internal: Whether the page bears the handling note and asks not to be indexed.
        as_of: The day that the figures hold for; None on pages without figures.
        note: What the store says below every page; empty where it says nothing.
        nav: The pages of the district; empty on pages of the whole site.
        site_nav: The pages of the whole site.
        crumbs: The way from home to this page; the last one is the page itself.
        years: The year switch; empty where there is none.
        edit_url: Where the record of this page is edited; empty where there is none.
        downloads: Data files with the figures of this page.
        left_out: Files that could not be counted and are missing from this page.
        paper: The print format as a class of the body; empty for A4 upright.
    """

    url: str
    title: str
    site_name: str
    org: str = ""
    internal: bool = True
    as_of: dt.date | None = None
    note: str = ""
    nav: tuple[Link, ...] = ()
    site_nav: tuple[Link, ...] = ()
    crumbs: tuple[Link, ...] = ()
    years: tuple[Link, ...] = ()
    edit_url: str = ""
    downloads: tuple[Link, ...] = ()
    left_out: tuple[str, ...] = ()
    paper: str = ""
