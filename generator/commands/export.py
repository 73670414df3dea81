"""`chibo export`: the figures and tables as workbooks, a database and Parquet, for work outside the site."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING

from generator import __version__
from generator.model.text import Text, nearest
from generator.pool import spread
from generator.views.projection import project_all

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from generator.model.summary import DistrictSummary
    from generator.publish.stage import Stage

FORMATS = ("xlsx", "sqlite", "parquet")
USUAL = ("xlsx", "sqlite")
DATABASE, STATISTICS = "chibo.sqlite", "stats.parquet"


class NotExported(Exception):
    """What was asked for cannot be written; `text` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


@dataclass(frozen=True)
class Export:
    """What is to be exported: projected districts in the public profile, as `select` gives them."""

    districts: tuple[DistrictSummary, ...]
    as_of: dt.date
    profile: str
    lang: str


def read_formats(written: str) -> tuple[str, ...]:
    """The formats named, in their order: `xlsx,parquet`.

    Errors: NotExported for an unknown one, and for Parquet where its library is not installed.
    """
    asked = [name.strip().lower() for name in written.split(",") if name.strip()]
    unknown = next((name for name in asked if name not in FORMATS), None)
    if unknown is not None or not asked:
        raise NotExported(
            Text(
                f"Không có dạng “{unknown or written}”. Các dạng: {', '.join(FORMATS)}.",
                f"There is no format “{unknown or written}”. Formats: {', '.join(FORMATS)}.",
            )
        )
    if "parquet" in asked and find_spec("pyarrow") is None:
        raise NotExported(
            Text(
                "Muốn xuất parquet thì cài thêm pyarrow: pip install 'chibo[parquet]'.",
                "Parquet needs pyarrow: pip install 'chibo[parquet]'.",
            )
        )
    return tuple(name for name in FORMATS if name in asked)


def select(districts: Iterable[DistrictSummary], names: tuple[str, ...], profile: str) -> tuple[DistrictSummary, ...]:
    """The districts named, or all; in the public profile as the public may see them.

    Errors: NotExported where one is not known.
    """
    whole = list(districts)
    seen = whole if profile == "internal" else project_all(whole)
    slugs = {district.home.slug for district in seen}
    for name in names:
        if name not in slugs:
            near = nearest(name, slugs)
            raise NotExported(
                Text(
                    f"Không có đảng bộ “{name}”." + (f" Gần nhất: {near}." if near else ""),
                    f"There is no district “{name}”." + (f" The nearest is {near}." if near else ""),
                )
            )
    return tuple(district for district in seen if not names or district.home.slug in names)


def export(asked: Export, formats: tuple[str, ...], stage: Stage, jobs: int = 0) -> list[str]:
    """Write the files into a folder, several at a time; return their names in order."""
    tasks: list[tuple[str, int]] = []  # a district and year, or a format with none
    if "xlsx" in formats:
        tasks += [(d.home.slug, year) for d in asked.districts for year in d.years]
    tasks += [(name, 0) for name in formats if name != "xlsx"]
    made = spread(_write, [[task] for task in tasks], (asked, stage), jobs)
    return [name for names in made for name in names]


def _write(shared: tuple[Export, Stage], tasks: list[tuple[str, int]]) -> list[str]:
    asked, stage = shared
    names = []
    for subject, year in tasks:
        name, content = _workbook(asked, subject, year) if year else _whole(asked, subject)
        stage.file(f"/{name}", content)
        names.append(name)
    return names


def _workbook(asked: Export, slug: str, year: int) -> tuple[str, bytes]:
    from generator.publish.workbook import workbook

    district = next(district for district in asked.districts if district.home.slug == slug)
    return f"{slug}-{year}.xlsx", workbook(district, year, asked.profile, asked.lang)


def _whole(asked: Export, kind: str) -> tuple[str, bytes]:
    from generator.publish.database import database
    from generator.publish.parquet import parquet

    if kind == "sqlite":
        return DATABASE, database(asked.districts, asked.as_of, __version__, asked.profile)
    return STATISTICS, parquet(asked.districts)
