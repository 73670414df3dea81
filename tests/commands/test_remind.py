from __future__ import annotations

import datetime as dt
import json
import re

import pytest

from generator import pipeline
from generator.commands.remind import LIMIT, files, reminders, spoken
from generator.model.codes import SECRET_TYPES
from generator.model.period import Period
from generator.report.md import plain
from generator.views.reduce import reduce
from generator.views.summary import summarize
from tests.books import MONTHS_2024, cell, district, met, record, regular
from tests.site.conftest import copy_sample, run

UNITS = {"xa-a": {"name": "Đảng bộ xã Đông"}, "xa-b": {"name": "Đảng bộ xã Ấp"}}
HOME = district(as_of="2025-02-15", units=UNITS)
FIRST_HALF = MONTHS_2024[:6]
ALL = [*MONTHS_2024, "2025-01"]


def made(slug="na-loc", name="Chi bộ bản Nà Lộc", months=FIRST_HALF, unit="xa-a", **more):
    under = [{"unit": unit, "from": "2000-01-01"}]
    return cell(*regular(list(months)), home=HOME, slug=slug, name=name, under=under, **more)


def one(*cells, profile="public", home=HOME, left_out=()):
    found = reminders([reduce(home, [summarize(book, {}, ()) for book in cells], left_out)], profile)
    assert len(found) == 1
    return found[0]


def rows(body):
    return [line for line in body.split("\n") if line.startswith("| ") and not line.startswith("| Chi bộ | Đơn vị")]


def letters(body):
    return re.findall(r"^```text\n(.*?)\n```$", body, re.DOTALL | re.MULTILINE)


def test_a_body_begins_with_its_mark():
    assert one(made()).body.split("\n")[0] == "<!-- chibo remind: huyen-a -->"
    assert one(made(months=ALL)).body.split("\n")[0] == "<!-- chibo remind: huyen-a -->"


def test_days_are_written_as_in_documents():
    home = district(as_of="2025-03-05", units=UNITS)
    book = cell(*regular(FIRST_HALF), home=home, closed="2024-09-30", under=[{"unit": "xa-a", "from": "2000-01-01"}])
    body = one(book, home=home).body
    assert "Tính đến ngày 05/3/2025," in body
    assert "Đến ngày 05/3/2025, sổ" in body
    assert "(kết thúc hoạt động ngày 30/9/2024)" in body


def test_each_cell_has_a_row_and_a_letter_with_its_months():
    found = one(made(), made("pa", "Chi bộ bản Pá", MONTHS_2024[:11], "xa-b"))
    assert found.missing == 9
    assert found.title == "Thiếu biên bản: Đảng bộ huyện A (2 chi bộ, 9 tháng)"
    assert rows(found.body) == [
        "| Chi bộ bản Pá | Đảng bộ xã Ấp | tháng 12/2024; tháng 1/2025 | 2 |",
        "| Chi bộ bản Nà Lộc | Đảng bộ xã Đông | tháng 7–12/2024; tháng 1/2025 | 7 |",
    ]
    first, second = letters(found.body)
    assert "Bí thư Chi bộ bản Pá" in first
    assert "Đến ngày 15/02/2025" in first
    assert "\ntháng 12/2024; tháng 1/2025.\n" in first
    assert "chibo new meeting huyen-a/pa 2024-12\n" in first
    assert "chibo new meeting huyen-a/na-loc 2024-07\n" in second


def test_where_all_is_in_the_district_stays_in_the_index_with_0():
    found = one(made(months=ALL))
    assert found.missing == 0
    assert found.title == "Đủ biên bản: Đảng bộ huyện A"
    assert "không chi bộ nào còn thiếu" in found.body
    assert rows(found.body) == letters(found.body) == []
    written = files([found], dt.date(2025, 2, 15), "public")
    assert json.loads(written["index.json"]) == {
        "schema": "chibo.remind/1",
        "as_of": "2025-02-15",
        "profile": "public",
        "districts": [{"district": "huyen-a", "title": found.title, "missing": 0, "file": "huyen-a.md"}],
    }
    assert written["huyen-a.md"] == found.body


def test_only_missing_months_are_asked_for():
    excused = [
        record("2024-07", {"state": "not_held", "reason": "Lũ"}),
        record("2024-08", {"state": "postponed", "reason": "Lũ"}),
        record("2024-09", {"state": "waived", "reason": "Ít người", "decision": "Văn bản 1"}),
        record("2024-10", None, valid=False),
        record("2024-11", met()),
    ]
    book = cell(*regular(FIRST_HALF), *excused, home=HOME, under=[{"unit": "xa-a", "from": "2000-01-01"}])
    assert rows(one(book).body) == ["| Chi bộ thử | Đảng bộ xã Đông | tháng 12/2024; tháng 1/2025 | 2 |"]


@pytest.mark.parametrize("kind", sorted(SECRET_TYPES))
def test_in_the_public_profile_secret_cells_are_absent_in_rows_and_numbers(kind):
    secret = made("mat", "Chi bộ Công an huyện", type=kind)
    public = one(made(), secret)
    assert public == one(made())
    assert reminders([reduce(HOME, [summarize(secret, {}, ())], ())], "public") == []
    internal = one(made(), secret, profile="internal")
    assert internal.missing == 14
    assert "Chi bộ Công an huyện" in internal.body


def test_an_ended_cell_is_asked_through_those_who_keep_its_book():
    found = one(made(closed="2024-12-31"))
    assert rows(found.body) == ["| Chi bộ bản Nà Lộc (đã kết thúc) | Đảng bộ xã Đông | tháng 7–12/2024 | 6 |"]
    assert "Kính gửi: Cấp ủy giữ sổ của Chi bộ bản Nà Lộc (kết thúc hoạt động ngày 31/12/2024)\n" in found.body


def test_what_could_not_be_read_is_said_with_its_number():
    path = "records/huyen-a/cells/na-loc/2024/07-regular.md"
    assert "Có 1 tệp hoặc thư mục ghi sai" in one(made(), left_out=[path]).body
    assert "ghi sai" not in one(made()).body


def test_a_cell_without_a_known_unit_stands_last():
    lost = made("mat-don-vi", "Chi bộ A", unit="khong-co")
    assert [row.split(" | ")[:2] for row in rows(one(made(), lost, profile="internal").body)] == [
        ["| Chi bộ bản Nà Lộc", "Đảng bộ xã Đông"],
        ["| Chi bộ A", ""],
    ]


@pytest.mark.parametrize(
    ("name", "active"),
    [
        ("Chi bộ tổ dân phố #3", "phố #3"),
        ("Chi bộ @everyone", "@everyone"),
        ("A | B", "A |"),
        ("<img src=x onerror=alert(1)>", "<img"),
        ("[x](https://a.invalid)", "[x]"),
        ("https://a.invalid", "https://"),
        ("WWW.a.invalid", "WWW.a"),
        ("a *b* c", "*b*"),
        ("hai\ndòng", "hai\n"),
    ],
)
def test_a_name_in_the_table_means_nothing_but_itself(name, active):
    found = one(made(name=name))
    shown = plain(" ".join(name.split()))
    assert active not in shown
    assert rows(found.body) == [f"| {shown} | Đảng bộ xã Đông | tháng 7–12/2024; tháng 1/2025 | 7 |"]
    assert f"\n### {shown}\n" in found.body


def test_a_name_cannot_end_the_frame_of_its_letter():
    body = one(made(name="Chi bộ ```` x")).body
    assert "\n`````text\nKính gửi: Đồng chí Bí thư Chi bộ ```` x\n" in body
    assert body.endswith("\n`````\n")


def test_a_name_cannot_break_the_title_or_the_letter_into_lines():
    found = one(made(name="A\nB"), home=district(as_of="2025-02-15", units=UNITS, name="Đảng bộ\n\nhuyện"))
    assert found.title == "Thiếu biên bản: Đảng bộ huyện (1 chi bộ, 7 tháng)"
    assert "Bí thư A B\n" in found.body


def test_a_long_list_fits_into_an_issue_and_says_what_it_left_out():
    cells = [made(f"c{n}", f"Chi bộ thôn số {n} có tên rất dài để trang không đủ chỗ {'x' * 40}") for n in range(400)]
    found = one(*cells)
    assert found.missing == 7 * 400
    assert len(found.body) <= LIMIT
    in_table, with_letter = len(rows(found.body)), len(letters(found.body))
    assert 100 < in_table < 400
    assert 10 < with_letter < in_table
    assert f"còn {400 - in_table} chi bộ nữa" in found.body
    assert f"Còn {400 - with_letter} chi bộ trong bảng" in found.body


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (["2024-03"], "tháng 3/2024"),
        (["2024-03", "2024-04"], "tháng 3, 4/2024"),
        (["2024-03", "2024-04", "2024-05", "2024-07"], "tháng 3–5, 7/2024"),
        (["2024-11", "2024-12", "2025-01"], "tháng 11, 12/2024; tháng 1/2025"),
    ],
)
def test_months_are_said_shortly(months, said):
    assert spoken([period for month in months if (period := Period.parse(month))]) == said


@pytest.fixture
def store(tmp_path):
    return copy_sample(tmp_path / "store")


def read(folder):
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir())}


def test_the_command_writes_the_public_profile_unless_asked_otherwise(store, tmp_path):
    assert "profile: internal" in (store / "mkdocs.yml").read_text("utf-8")
    done = run("remind", "--output", str(tmp_path / "out"), cwd=store)
    assert done.returncode == 0, done.stderr
    written = read(tmp_path / "out")
    index = json.loads(written["index.json"])
    assert (index["profile"], index["as_of"]) == ("public", "2026-01-15")
    assert set(written) == {"index.json", *(d["file"] for d in index["districts"])}
    assert not any(word in text for text in written.values() for word in ("Công an", "quân sự", "Quân sự"))
    assert run("remind", "--profile", "internal", "--output", str(tmp_path / "in"), cwd=store).returncode == 0
    assert json.loads(read(tmp_path / "in")["index.json"])["profile"] == "internal"


def test_the_command_names_no_person(store, tmp_path):
    names = {
        name.strip()
        for file in store.rglob("names.yml")
        for line in file.read_text("utf-8").splitlines()
        if (name := line.partition(":")[2])
    }
    assert len(names) > 50
    for profile in ("public", "internal"):
        assert run("remind", "--profile", profile, "--output", str(tmp_path / profile), cwd=store).returncode == 0
        assert [n for n in names for text in read(tmp_path / profile).values() if n in text] == []


def test_the_command_counts_what_the_checker_calls_missing(store, tmp_path):
    run("remind", "--profile", "internal", "--as-of", "2026-03-15", "--output", str(tmp_path / "out"), cwd=store)
    options = pipeline.Options(store, dt.date(2026, 3, 15), jobs=1)
    expected: dict[str, int] = {}
    for found in pipeline.check(options).diagnostics:
        if found.code == "ME101":
            expected[found.path.split("/")[1]] = expected.get(found.path.split("/")[1], 0) + 1
    index = json.loads(read(tmp_path / "out")["index.json"])
    assert {d["district"]: d["missing"] for d in index["districts"] if d["missing"]} == expected


def test_the_command_says_what_it_cannot_read(store, tmp_path):
    (store / "records/van-mau/district.yml").write_text("name: [", "utf-8")
    done = run("remind", "--output", str(tmp_path / "out"), cwd=store)
    assert done.returncode == 1
    assert "van-mau" in done.stderr
    assert "van-mau.md" not in read(tmp_path / "out")
    assert "xa-van-son.md" in read(tmp_path / "out")
    (store / "records/rulebook/hd-12-btctw-2018.yml").write_text("title: [", "utf-8")
    done = run("remind", "--output", str(tmp_path / "none"), cwd=store)
    assert done.returncode == 1
    assert "records/rulebook/" in done.stderr
    assert not (tmp_path / "none").exists()


def test_the_command_refuses_a_folder_it_cannot_write(store, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")
    done = run("remind", "--output", str(tmp_path / "file"), cwd=store)
    assert done.returncode == 2
    assert str(tmp_path / "file") in done.stderr
    assert run("remind", cwd=store).returncode == 2
    assert run("remind", "--output", str(tmp_path / "o"), "--rev", "khong-co", cwd=store).returncode == 2
