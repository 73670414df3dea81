"""One number is computed once: every figure on every page equals the one in the JSON and the CSV."""

from __future__ import annotations

import csv
import html
import json
import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATA = re.compile(r"<data\b([^>]*)>(.*?)</data>", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
CURRENT_YEAR = re.compile(r'<nav class="years".*?</nav>', re.DOTALL)
# Figures that a page shows of old; the others are shown where a page has a place for them.
SHOWN = {
    "meeting_coverage", "meetings_per_cell", "frequency_12", "frequency_9_11", "frequency_5_8", "frequency_0_4",
    "thematic_per_cell", "thematic_quarters",
}  # fmt: skip
OF_PEOPLE = {
    "attendance_rate_due", "attendance_rate_roll", "attendance_at_least_95", "attendance_at_least_90",
    "attendance_at_least_80", "speaker_share",
}  # fmt: skip
# The parts of these share one denominator, the sum of their numerators.
OF_ONE_WHOLE = {"cells_by_type", "members_by_type", "education_general", "education_professional", "grades"}
PART = re.compile(r"\d{4}-[HQ][1-4]")
PROFILES = ["built_sample", "built_public"]


def data(site: Path) -> dict[tuple[str, str, str, str], tuple[str, str, str]]:
    """(district, scope, year, statistic) → n, d and value, as `stats.csv` has them."""
    found = {}
    for file in sorted(site.glob("data/v1/*/stats.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                found[file.parent.name, row["scope"], row["year"], row["stat"]] = (row["n"], row["d"], row["value"])
    return found


def kinds(site: Path) -> dict[str, str]:
    """The kind of each figure of the index: a share, a mean or a count."""
    index = json.loads((site / "data/v1/index.json").read_text("utf-8"))
    return {id_: figure["kind"] for id_, figure in index["statistics"].items()}


def districts(site: Path) -> list[Path]:
    """The `district.json` of each district, as the index lists them."""
    index = json.loads((site / "data/v1/index.json").read_text("utf-8"))
    return [site / district["url"].lstrip("/") for district in index["districts"]]


def subject(url: str, page: str) -> tuple[str, str, str] | None:
    """The district, scope and key (`2024`, `2024-H1`) that a page's own figures are about; None where it has none.

    A half-year or quarter is named behind `#`: `/D/2024/#2024-H1`. In public a year of a cell, and a type, are rows of
    a page: `/D/cells/C/#2024`, `/D/2024/#type-T`.
    """
    url, _, part = url.partition("#")
    parts = url.strip("/").split("/")
    if len(parts) > 2 and parts[1] == "report" and PART.fullmatch(parts[2]):
        return parts[0], "district", parts[2]
    year = next((p for p in (part, *reversed(parts)) if re.fullmatch(r"\d{4}", p)), "")
    if not year:
        switch = CURRENT_YEAR.search(page)
        current = re.search(r'aria-current="[^"]*">(\d{4})<', switch[0]) if switch else None
        headed = re.search(r"Chỉ tiêu năm (\d{4})", page)
        if current is None and headed is None:
            return None
        year = current[1] if current is not None else headed[1]  # type: ignore[index]  # one of them is there
    key = part if PART.fullmatch(part) else year
    if part.startswith("type-"):
        return parts[0], f"types/{part.removeprefix('type-')}", year
    if len(parts) > 2 and parts[1] in {"units", "types", "cells"}:
        return parts[0], f"{parts[1]}/{parts[2]}", key
    return parts[0], "district", key


def printed(site: Path) -> Iterator[tuple[str, str, dict[str, str], str]]:
    """Page URL, its text, the attributes and the content of every figure printed on it."""
    for file in sorted(site.rglob("index.html")):
        url = "/" + file.relative_to(site).parent.as_posix().removeprefix(".") + "/"
        text = file.read_text("utf-8")
        for found in DATA.finditer(text):
            attributes = dict(ATTRIBUTE.findall(found[1]))
            if "data-stat" in attributes:
                yield url.replace("//", "/"), text, attributes, html.unescape(found[2])


def is_meeting(url: str) -> bool:
    """Tell whether a URL is that of one meeting."""
    return re.fullmatch(r"/[^/]+/cells/[^/]+/\d{4}/[^/]+/", url) is not None


@pytest.mark.parametrize("profile", PROFILES)
def test_every_figure_on_every_page_equals_the_data(profile: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(profile)
    known, kind = data(site), kinds(site)
    seen: set[str] = set()
    wrong: list[Any] = []
    for url, text, attributes, content in printed(site):
        if is_meeting(url):
            continue
        of = attributes.get("data-of", url)
        about = subject(of, text if of == url else "")
        assert about is not None, (url, attributes)
        key = (*about, attributes["data-stat"])
        if key not in known:
            wrong.append((url, "not in the data", key))
            continue
        n, d, value = known[key]
        seen.add(attributes["data-stat"])
        if attributes["value"] != value:
            wrong.append((url, key, attributes["value"], value))
        if value == "":
            if content != "–":
                wrong.append((url, key, content, "–"))
        elif content != spoken(kind[attributes["data-stat"]], n, d):
            wrong.append((url, key, content, spoken(kind[attributes["data-stat"]], n, d)))
    assert wrong[:10] == []
    expected = SHOWN | OF_PEOPLE if profile == "built_sample" else SHOWN
    assert expected <= seen
    assert seen <= set(kind)
    assert profile == "built_sample" or not seen & OF_PEOPLE


def spoken(kind: str, n: str, d: str) -> str:
    """A figure the Vietnamese way: half up to two places, comma, dot for thousands; per cent for shares only.

    A sum of rates in the data is rounded itself, so that only as many places are compared as it leaves certain.
    """
    places = 0 if kind == "count" else 2
    scaled = Fraction(n) / Fraction(d) * 10 ** (places + (2 if kind == "share" else 0))
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    units, rest = divmod(whole, 10**places)
    decimals = f",{rest:0{places}d}" if places else ""
    return f"{units:,}".replace(",", ".") + decimals + ("\u00a0%" if kind == "share" else "")


@pytest.mark.parametrize(
    ("url", "about"),
    [
        ("/d/2024/", ("d", "district", "2024")),
        ("/d/2024/#2024-H1", ("d", "district", "2024-H1")),
        ("/d/types/commune_office/2024/", ("d", "types/commune_office", "2024")),
        ("/d/types/school/2024/", ("d", "types/school", "2024")),
        ("/d/units/u/2024/#2024-Q3", ("d", "units/u", "2024-Q3")),
        ("/d/cells/c/2024/#2024-H2", ("d", "cells/c", "2024-H2")),
        ("/d/report/2024-H1/", ("d", "district", "2024-H1")),
        ("/d/events/2024/", ("d", "district", "2024")),
    ],
)
def test_what_a_url_says_of_the_figures_on_it(url: str, about: tuple[str, str, str]) -> None:
    assert subject(url, "") == about


@pytest.mark.parametrize(
    ("kind", "n", "d", "shown"),
    [
        ("share", "19", "29", "65,52\u00a0%"),
        ("share", "1", "1", "100,00\u00a0%"),
        ("mean", "40", "3", "13,33"),
        ("mean", "181.5", "2", "90,75"),
        ("count", "1322", "1", "1.322"),
    ],
)
def test_a_figure_as_people_read_it(kind: str, n: str, d: str, shown: str) -> None:
    assert spoken(kind, n, d) == shown


@pytest.mark.parametrize("profile", PROFILES)
def test_json_and_csv_agree(profile: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(profile)
    known = data(site)
    count = 0
    for file in districts(site):
        found = json.loads(file.read_text("utf-8"))
        scopes: dict[str, Any] = {"district": found["stats"]}
        scopes |= {f"units/{u}": v["stats"] for u, v in found["units"].items()}
        scopes |= {f"types/{t}": v["stats"] for t, v in found["types"].items()}
        for cell in found["cells"]:
            scopes[f"cells/{cell}"] = json.loads((file.parent / "cells" / f"{cell}.json").read_text("utf-8"))["stats"]
        for scope, years in scopes.items():
            for year, stats in years.items():
                for stat, ratio in stats.items():
                    n, d, value = known.pop((file.parent.name, scope, year, stat))
                    assert (Fraction(str(ratio["n"])), ratio["d"]) == (Fraction(n), int(d))
                    assert ("" if ratio["value"] is None else f"{ratio['value']:.6f}".rstrip("0").rstrip(".")) == value
                    count += 1
    assert count > 500
    assert known == {}, "the CSV holds nothing that the JSON lacks"


@pytest.mark.parametrize("profile", PROFILES)
def test_parts_add_up_to_the_whole(profile: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(profile)
    kind = kinds(site)
    for file in districts(site):
        found = json.loads(file.read_text("utf-8"))
        cells = [json.loads((file.parent / "cells" / f"{c}.json").read_text("utf-8"))["stats"] for c in found["cells"]]
        types = [t["stats"] for t in found["types"].values()]
        of_cells = {stat for years in types for stats in years.values() for stat in stats}
        for key, stats in found["stats"].items():
            for stat, whole in stats.items():
                if stat not in of_cells:
                    continue  # of the district's own files
                for parts in (cells, types):
                    own = [part[key][stat] for part in parts if stat in part[key]]
                    added = sum(Fraction(str(ratio["n"])) for ratio in own)
                    assert abs(added - Fraction(str(whole["n"]))) <= Fraction(len(own) + 1, 2 * 10**6), (key, stat)
                    if kind[stat] == "count":
                        assert whole["d"] == max((ratio["d"] for ratio in own), default=0), (key, stat)
                    elif stat.partition(".")[0] in OF_ONE_WHOLE:
                        together = sum(
                            r["n"] for s, r in stats.items() if s.partition(".")[0] == stat.partition(".")[0]
                        )
                        assert whole["d"] == together, (key, stat)
                    else:
                        assert whole["d"] == sum(ratio["d"] for ratio in own), (key, stat)


def test_the_page_s_own_figures_come_first(built_sample: Path) -> None:
    page = (built_sample / "van-mau/2024/index.html").read_text("utf-8")
    first: dict[str, bool] = {}
    for found in DATA.finditer(page):
        attributes = dict(ATTRIBUTE.findall(found[1]))
        if "data-stat" in attributes:
            first.setdefault(attributes["data-stat"], "data-of" in attributes)
    assert first
    assert not any(first.values()), first


@pytest.mark.parametrize("profile", PROFILES)
def test_on_no_page_a_figure_of_a_part_stands_before_the_page_s_own(
    profile: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(profile)
    late = set()
    for file in sorted(site.rglob("index.html")):
        found = [dict(ATTRIBUTE.findall(tag)) for tag, _ in DATA.findall(file.read_text("utf-8"))]
        own = {of["data-stat"] for of in found if "data-stat" in of and "data-of" not in of}
        first: dict[str, bool] = {}
        for attributes in found:
            first.setdefault(attributes.get("data-stat", ""), "data-of" in attributes)
        late |= {(str(file.parent.relative_to(site)), id_) for id_ in own if first[id_]}
    assert not late


@pytest.mark.parametrize("profile", PROFILES)
def test_every_page_and_row_that_a_figure_belongs_to_is_there(profile: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(profile)
    named: dict[str, set[str]] = {}
    for file in sorted(site.rglob("*.html")):
        for url in re.findall(r'data-of="([^"]*)"', file.read_text("utf-8")):
            page, _, anchor = html.unescape(url).partition("#")
            named.setdefault(page, set()).add(anchor)
    assert sum(map(len, named.values())) > 100
    lost = []
    for page, anchors in named.items():
        file = site / page.lstrip("/") / "index.html"
        ids = {"", *re.findall(r'\bid="([^"]*)"', file.read_text("utf-8"))} if file.is_file() else set()
        lost += [f"{page}#{anchor}" for anchor in sorted(anchors - ids)]
    assert lost == []


def test_each_figure_shows_its_numerator_and_denominator(built_sample: Path) -> None:
    known, kind = data(built_sample), kinds(built_sample)
    for url, text, attributes, _ in printed(built_sample):
        if not url.startswith("/van-mau/2024/") or "data-of" in attributes:
            continue
        n, d, _value = known["van-mau", "district", "2024", attributes["data-stat"]]
        if kind[attributes["data-stat"]] == "count" or "." in n or d == "0":
            continue
        shown = f"{int(n):,}/{int(d):,}".replace(",", ".")
        assert shown in text, (attributes, shown)


def test_month_states_agree_between_matrix_cell_page_and_json(built_sample: Path) -> None:
    states: dict[tuple[str, str], set[str]] = {}
    cell = re.compile(r'data-period="(\d{4}-\d\d)" data-state="(\w+)"|data-state="(\w+)" data-period="(\d{4}-\d\d)"')
    for file in built_sample.glob("*/cells/*/index.html"):
        ref = "/".join(file.relative_to(built_sample).parts[:3])
        for found in cell.finditer(file.read_text("utf-8")):
            states.setdefault((ref, found[1] or found[4]), set()).add(found[2] or found[3])
    assert states
    for (ref, period), shown in states.items():
        district, _, slug = ref.split("/")
        months = json.loads((built_sample / f"data/v1/{district}/cells/{slug}.json").read_text("utf-8"))["months"]
        assert shown == {months[period]}, (ref, period)
    for file in built_sample.glob("*/missing/*/index.html"):
        for row in re.findall(r"<tr\b.*?</tr>", file.read_text("utf-8"), re.DOTALL):
            link = re.search(r'href="[^"]*cells/([a-z0-9-]+)/"', row)
            for found in cell.finditer(row):
                assert link is not None
                district = file.relative_to(built_sample).parts[0]
                assert states[f"{district}/cells/{link[1]}", found[1] or found[4]] == {found[2] or found[3]}


def test_attendance_csv_equals_the_table_of_the_page(built_sample: Path) -> None:
    with (built_sample / "data/v1/van-mau/attendance.csv").open(encoding="utf-8", newline="") as stream:
        rows = [
            r
            for r in csv.DictReader(stream)
            if r["cell"] == "ban-na-vi" and r["period"].startswith("2024") and r["kind"] == "regular"
        ]
    assert len(rows) == 12
    page = (built_sample / "van-mau/cells/ban-na-vi/2024/index.html").read_text("utf-8")
    marks = re.findall(r'data-attendance="(\w+)"( data-due="no")?', page)
    present = sum(1 for mark, extra in marks if mark == "present" and not extra)
    assert present == sum(int(r["present"]) for r in rows)
    assert sum(1 for mark, _ in marks if mark == "excused") == sum(int(r["excused"]) for r in rows)
    assert sum(1 for mark, _ in marks if mark == "unexcused") == sum(int(r["unexcused"]) for r in rows)
    assert sum(1 for _, extra in marks if extra) == sum(int(r["also_present"]) for r in rows)
