"""What a run is asked to do, and where a store says so."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.model import zones
from generator.model.district import DEFAULT_ZONE
from generator.model.words import places
from generator.store.catalogue import words_of
from generator.store.source import Revision, Source, WorkTree
from generator.views.site import Site

if TYPE_CHECKING:
    from pathlib import Path

    from generator.store.settings import Settings


@dataclass(frozen=True)
class Options:
    """What a run is asked to do. `as_of` None means today in each district's time zone; `jobs` 0 all cores.

    `paths` limits a check to records below these (relative to the store's root); `names` is a folder outside them;
    `live` is set by a development server, whose reload script the pages must let in.
    """

    root: Path
    as_of: dt.date | None = None
    records: str = "records"
    names: Path | None = None
    revision: str | None = None
    paths: tuple[str, ...] = ()
    profile: str = "public"
    jobs: int = 0
    keep_going: bool = False
    site_name: str = "Sổ Chi Bộ"
    repo_url: str = ""
    languages: tuple[str, ...] = ("vi",)
    note: str = ""
    site_url: str = ""
    live: bool = False

    def site(self, as_of: dt.date) -> Site:
        """What the pages of the site need to know of it."""
        return self.sites(as_of)[0]

    def sites(self, as_of: dt.date) -> tuple[Site, ...]:
        """The site in each of its languages: the first one at the top, each other below `/LANG/`."""
        first, *others = places(self.languages).items()
        site = Site(
            self.site_name, as_of, self.profile, self.repo_url, self.languages, note=self.note, live=self.live,
            words=words_of(first[0]),
        )  # fmt: skip
        return (site, *(dataclasses.replace(site, words=words_of(lang), prefix=prefix) for lang, prefix in others))

    def clock(self, zone: str) -> dt.date:
        """The day that decides what is due: the one asked for, else today in the time zone."""
        return self.as_of or dt.datetime.now(zones.zone(zone)).date()

    def source(self) -> Source:
        """Where the records are read from."""
        if self.revision is not None:
            return Revision(self.root, self.revision, self.records)
        return WorkTree(self.root, self.records)

    @classmethod
    def of(cls, root: Path, settings: Settings, **asked: object) -> Options:
        """Options of a store's `mkdocs.yml`, with what the caller asks for instead (None: not asked)."""
        written = {
            "as_of": settings.as_of,
            "records": settings.records,
            "names": (root / settings.names).resolve() if settings.names else None,
            "profile": settings.profile,
            "site_name": settings.site_name,
            "repo_url": settings.repo_url,
            "languages": settings.languages,
            "note": settings.note,
            "site_url": settings.site_url,
        }
        return cls(root, **{**written, **{k: v for k, v in asked.items() if v is not None}})  # type: ignore[arg-type]  # the keys are fields

    @property
    def asked(self) -> tuple[str, ...]:
        """The paths asked for as the program names them: below `records/`, whatever the folder is called."""
        own = self.records.rstrip("/")
        return tuple(
            f"records{path[len(own) :]}" if path == own or path.startswith(f"{own}/") else path for path in self.paths
        )

    @property
    def rules_url(self) -> str:
        """The address of the rules' pages; empty where the store does not say where its site is."""
        return f"{self.site_url.rstrip('/')}/rules" if self.site_url else ""

    def today(self) -> dt.date:
        """The day that decides what is due where no district says otherwise."""
        return self.clock(DEFAULT_ZONE)
