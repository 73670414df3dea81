from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.ratio import Ratio
from generator.publish.data import csv_bytes, data_files, decimal, safe_text, value_of
from generator.publish.tables import TABLES
from generator.stats import api
from generator.views.projection import project
from generator.views.reduce import reduce
from generator.views.summary import summarize
from tests.books import cell, district, met, record, regular

AS_OF = dt.date(2025, 2, 15)


KEYS = ["2024", "2024-H1", "2024-H2", "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025", "2025-H1", "2025-Q1"]


def fixed(stats):
    """The figures with a fixed id, in the order they stand in."""
    return [id_ for id_ in stats if id_ in api.figures()]


def a_district():
    home = district(to="2025-06-30", successor="xa-moi", units={"xa-a": {}, "xa-trong": {}})
    cells = [
        cell(record("2024-03", met(19, 29)), home=home, slug="na-loc", name="Chi bộ Nà Lộc"),
        cell(
            *regular(["2024-01", "2024-02"], present=8), home=home, slug="truong", name="Chi bộ trường", type="school"
        ),
    ]
    return reduce(home, [summarize(c, {}, ()) for c in cells])


def files(profile="internal"):
    return dict(data_files([a_district()], AS_OF, "0.1.0", profile))


def test_the_files_of_the_internal_profile():
    tables = [f"/data/v1/huyen-a/{table.name}.csv" for table in TABLES]
    assert {"/data/v1/huyen-a/stats.csv", "/data/v1/huyen-a/attendance.csv"} < set(tables)
    assert files().keys() == {
        "/data/v1/index.json",
        "/data/v1/huyen-a/district.json",
        *tables,
        "/data/v1/huyen-a/datapackage.json",
        "/data/v1/huyen-a/feed.atom",
        "/data/v1/huyen-a/calendar/na-loc.ics",
        "/data/v1/huyen-a/calendar/truong.ics",
        "/data/v1/huyen-a/calendar/district.ics",
        "/data/v1/huyen-a/cells/na-loc.json",
        "/data/v1/huyen-a/cells/truong.json",
    }


def test_the_files_of_the_public_profile_tell_no_day():
    public = dict(data_files([project(a_district())], AS_OF, "0.1.0", "public"))
    assert {url.removeprefix("/data/v1/huyen-a/") for url in public} == {
        "/data/v1/index.json",
        "district.json",
        *(f"{name}.csv" for name in ("definitions", "units", "cells", "months", "stats")),
        "datapackage.json",
        "cells/na-loc.json",
        "cells/truong.json",
    }
    assert b"fixed_day" not in public["/data/v1/huyen-a/cells.csv"]
    assert b"2024-03-05" not in b"".join(public.values())


def test_the_index_says_what_there_is():
    index = json.loads(files()["/data/v1/index.json"])
    assert list(index) == ["schema", "version", "as_of", "profile", "districts", "statistics"]
    assert (index["schema"], index["version"]) == ("chibo.data/1", "0.1.0")
    assert (index["as_of"], index["profile"]) == ("2025-02-15", "internal")
    assert index["districts"] == [
        {
            "slug": "huyen-a",
            "name": "Đảng bộ huyện A",
            "level": "district",
            "from": "1990-01-01",
            "to": "2025-06-30",
            "successor": "xa-moi",
            "years": ["2024", "2025"],
            "url": "/data/v1/huyen-a/district.json",
        }
    ]
    assert [id_ for id_ in index["statistics"] if id_ in api.figures()] == list(api.figures())
    assert index["statistics"]["meeting_coverage"] == {
        "label": {"vi": "Kỳ thường kỳ đã họp", "en": "Regular meetings held"},
        "numerator": {"vi": "kỳ đã họp", "en": "months with a meeting"},
        "denominator": {"vi": "kỳ phải họp", "en": "months that required one"},
        "kind": "share",
    }
    assert index["statistics"]["meetings_per_cell"]["kind"] == "mean"


def test_an_index_without_districts():
    [(url, content)] = data_files([], AS_OF, "0.1.0", "internal")
    assert url == "/data/v1/index.json"
    assert json.loads(content)["districts"] == []


def test_the_district_s_figures():
    found = json.loads(files()["/data/v1/huyen-a/district.json"])
    assert list(found) == ["stats", "units", "types", "cells"]
    assert found["cells"] == ["na-loc", "truong"]
    assert list(found["units"]) == ["xa-a", "xa-trong"]
    assert list(found["types"]) == ["village", "school"]
    assert list(found["stats"]) == KEYS
    assert fixed(found["stats"]["2024"]) == list(api.figures())
    assert found["stats"]["2024"]["attendance_rate_due"] == {"n": 35, "d": 49, "value": 0.714286}
    own = api.ids_by("district")
    assert found["units"]["xa-a"]["stats"] == {
        key: {id_: ratio for id_, ratio in stats.items() if id_ not in own} for key, stats in found["stats"].items()
    }
    assert found["types"]["village"]["stats"]["2024"]["attendance_rate_due"] == {"n": 19, "d": 29, "value": 0.655172}
    assert found["units"]["xa-trong"]["stats"]["2024"]["meeting_coverage"] == {"n": 0, "d": 0, "value": None}


def test_a_whole_value_is_written_as_on_the_pages():
    content = files()["/data/v1/huyen-a/cells/na-loc.json"]
    assert b'"frequency_0_4":{"n":1,"d":1,"value":1}' in content
    assert b'"frequency_12":{"n":0,"d":1,"value":0}' in content


def test_a_cell_s_figures_and_months():
    found = json.loads(files()["/data/v1/huyen-a/cells/na-loc.json"])
    assert list(found) == ["stats", "months"]
    assert found["stats"]["2024"]["attendance_rate_due"] == {"n": 19, "d": 29, "value": 0.655172}
    assert list(found["months"]) == [f"{year}-{month:02d}" for year in (2024, 2025) for month in range(1, 13)]
    assert found["months"]["2024-03"] == "held"
    assert found["months"]["2024-04"] == "missing"
    assert found["months"]["2025-02"] == "awaiting"


def rows_of(url):
    return list(csv.reader(io.StringIO(files()[url].decode(), newline="")))


def test_the_table_of_figures():
    header, *rows = rows_of("/data/v1/huyen-a/stats.csv")
    assert header == ["scope", "year", "stat", "n", "d", "value"]
    scopes = [
        "district",
        "units/xa-a",
        "units/xa-trong",
        "types/village",
        "types/school",
        "cells/na-loc",
        "cells/truong",
    ]
    order = {id_: place for place, id_ in enumerate(api.in_order({row[2] for row in rows}))}
    places = [(scopes.index(scope), KEYS.index(key), order[id_]) for scope, key, id_, *_ in rows]
    assert places == sorted(places)
    assert len(places) == len(set(places))
    assert {(scope, key) for scope, key, *_ in rows} == {(scope, key) for scope in scopes for key in KEYS}
    assert ["cells/na-loc", "2024", "attendance_rate_due", "19", "29", "0.655172"] in rows
    assert ["cells/na-loc", "2024", "frequency_0_4", "1", "1", "1"] in rows
    assert ["cells/na-loc", "2025", "frequency_0_4", "0", "0", ""] in rows


def test_the_table_of_figures_and_json_agree():
    found = json.loads(files()["/data/v1/huyen-a/district.json"])
    for scope, year, id_, n, d, value in rows_of("/data/v1/huyen-a/stats.csv")[1:]:
        kind, _, slug = scope.partition("/")
        if kind == "cells":
            stats = json.loads(files()[f"/data/v1/huyen-a/cells/{slug}.json"])["stats"]
        else:
            stats = found[kind][slug]["stats"] if slug else found["stats"]
        assert stats[year][id_] == {"n": float(n), "d": int(d), "value": float(value) if value else None}


def test_the_table_of_attendance():
    assert rows_of("/data/v1/huyen-a/attendance.csv") == [
        ["cell", "period", "kind", "roll", "due", "present", "excused", "unexcused", "also_present"],
        ["na-loc", "2024-03", "regular", "29", "29", "19", "10", "0", "0"],
        ["truong", "2024-01", "regular", "10", "10", "8", "2", "0", "0"],
        ["truong", "2024-02", "regular", "10", "10", "8", "2", "0", "0"],
    ]


def test_the_bytes_are_utf_8_with_one_newline_at_the_end():
    for url, content in files().items():
        content.decode("utf-8")
        assert content.endswith(b"\n")
        assert not content.endswith(b"\n\n")
        assert b"\r" not in content.replace(b"\r\n", b"" if url.endswith(".ics") else b"\r")
    assert "Đảng bộ huyện A".encode() in files()["/data/v1/index.json"]


def test_tables_with_vietnamese_text_begin_with_a_bom_and_no_other_file_does():
    bom = b"\xef\xbb\xbf"
    found = {url.rpartition("/")[2]: content for url, content in files().items() if url.endswith(".csv")}
    assert {name for name, content in found.items() if content.startswith(bom)} == {
        f"{name}.csv" for name in ("definitions", "units", "cells", "meetings", "tasks", "themes", "events", "reviews")
    }
    assert all(content.startswith(bom) or content.isascii() for content in found.values())
    assert not any(content.startswith(bom) for url, content in files().items() if not url.endswith(".csv"))


def test_the_public_profile_takes_only_projected_districts():
    with pytest.raises(ValueError, match="huyen-a"):
        files("public")
    public = dict(data_files([project(a_district())], AS_OF, "0.1.0", "public"))
    assert json.loads(public["/data/v1/index.json"])["profile"] == "public"
    assert "/data/v1/huyen-a/attendance.csv" not in public
    projected = project(a_district())
    secret = dataclasses.replace(projected.cells[0], type="police")
    with pytest.raises(ValueError, match="huyen-a"):
        dict(data_files([dataclasses.replace(projected, cells=(secret,))], AS_OF, "0.1.0", "public"))


@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        (Ratio(19, 29), "0.655172"),
        (Ratio(1, 3), "0.333333"),
        (Ratio(2, 3), "0.666667"),
        (Ratio(1, 2_000_000), "0.000001"),
        (Ratio(1, 2_000_001), "0"),
        (Ratio(20, 2), "10"),
        (Ratio(21, 2), "10.5"),
        (Ratio(0, 5), "0"),
        (Ratio(0, 0), ""),
        (Ratio(Fraction(181, 2), 1), "90.5"),
    ],
)
def test_values_are_rounded_half_up_to_six_places(ratio, expected):
    assert value_of(ratio) == expected


@given(st.fractions(min_value=-10, max_value=10_000))
def test_a_written_value_is_the_value_within_half_a_millionth(number):
    assert abs(Fraction(decimal(number)) - number) <= Fraction(1, 2_000_000)
    assert decimal(-number) == decimal(number).removeprefix("-") or decimal(-number) == f"-{decimal(number)}"


def test_a_sum_of_points_is_written_exactly_if_whole():
    home = district()
    whole = reduce(home, [summarize(cell(home=home), {}, ())])
    whole.stats[2024]["meetings_per_cell"] = Ratio(Fraction(181, 2), 2)
    whole.stats[2024]["thematic_per_cell"] = Ratio(Fraction(90, 1), 1)
    content = dict(data_files([whole], AS_OF, "1", "internal"))
    found = json.loads(content["/data/v1/huyen-a/district.json"])["stats"]["2024"]
    assert found["meetings_per_cell"] == {"n": 90.5, "d": 2, "value": 45.25}
    assert found["thematic_per_cell"] == {"n": 90, "d": 1, "value": 90}
    assert b"district,2024,meetings_per_cell,90.5,2,45.25\n" in content["/data/v1/huyen-a/stats.csv"]


@pytest.mark.parametrize("lead", [*"=+-@\t\r\n", "\uff1d", "\ufeff=", "\u00a0=", "\u200b+", " @", "\u2003-", "\uff20"])
def test_no_text_cell_is_a_formula(lead):
    assert safe_text(f"{lead}1+1") == f"'{lead}1+1"


@pytest.mark.parametrize("text", ["", "units/xa-a", "2024-03", "Chi bộ =1", "'quoted"])
def test_other_text_stays_as_it_is(text):
    assert safe_text(text) == text


TEXT = st.text(st.characters(codec="utf-8"))


@given(st.lists(st.tuples(TEXT, TEXT), max_size=5))
def test_any_text_survives_the_table(rows):
    rows = [(safe_text(one), safe_text(other)) for one, other in rows]
    written = csv_bytes(("a", "b"), rows)
    assert list(csv.reader(io.StringIO(written.decode(), newline=""))) == [["a", "b"], *map(list, rows)]


def test_special_characters_are_quoted():
    assert csv_bytes(("a", "b"), [('x"y', "1,2"), ("p\nq", "\r")]) == b'a,b\n"x""y","1,2"\n"p\nq","\r"\n'
