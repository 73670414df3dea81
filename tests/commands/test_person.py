"""`chibo export-person`: all that is held of one person, and of nobody else."""

from __future__ import annotations

import io
import json
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest

from generator.commands import forget, person, person_page
from generator.commands.create import Impossible
from generator.commands.people import Id
from generator.model.text import fold
from generator.pipeline import Options, SourceError
from tests.commands.stores import AS_OF, CELL, DISTRICT, Store

if TYPE_CHECKING:
    from pathlib import Path

WHO = "na-loc/dv02"
OWN = "Quách Kwanima Zưởng"
OTHERS = {
    "dv01": "Lý Jwoxa Fzung", "dv03": "Trần Fpeko Wzam", "dv04": f"{OWN} Jwubi", "dv05": "Wzhoq",
}  # fmt: skip
TOKENS = ("Jwoxa", "Fzung", "Fpeko", "Wzam", "Jwubi", "Wzhoq")
ROLL = """
    dv01:
      joined: 2000-01-01
    # anh của Trần Fpeko Wzam
    dv02:
      joined: 2000-01-01
      was: huyen-b/cu/dv09
      admitted: 1998-02-03
      official: 1999-02-03  # do Lý Jwoxa Fzung giới thiệu, kwremark
      roles:
        - role: deputy
          from: 2020-05-06
      away:
        - kind: exempt
          from: 2025-06-01
      education:
        general: thpt
    dv03:
      joined: 2000-01-01
    dv04:
      joined: 2000-01-01
    dv05:
      joined: 2000-01-01
"""
MEETING = f"""
    ---
    date: 2025-03-05
    time: 07:30-09:30
    place: Nhà {OWN}
    chair: dv02
    attendance:
      roll: 5
      present: 2
      excused:
        dv02: family
        dv03: sick
      unexcused:
        - dv04
      spoke:
        - dv01
    tasks:
      t1:
        title: kwtask cùng Trần Fpeko Wzam
        owner: dv02
        due: 2025-04-01
      t2:
        title: kwothers
        owner: dv03
    ---
    ## Mở đầu

    kwline1 {OWN} và **Lý** Jwoxa Fzung, LY JWOXA FZUNG, Lý_Jwoxa_Fzung; Wzhoq nói.
    kwsecret Trần Fpeko Wzam ốm; {OWN} Jwubi vắng.
    kwline2 giao dv02, dv021 và na-loc/dv022.
    kwline3 Quách Kwan\u200bima Zưởng
    kwnone dv021 và dv03.
"""
APRIL = """
    ---
    date: 2025-04-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 5
      spoke:
        - dv02
    followup:
      2025-03/t1: done
      2025-03/t2: dropped
    ---
    Họp.
"""
JULY = "---\ndate: 2025-07-05\ntime: 07:30-09:30\nattendance:\n  roll: 5\n  present: 4\n---\nHọp.\n"
MAY = "---\ndate: 2025-05-05\ntime: 07:30-09:30\nattendance:\n  roll: 5\n  present: 4\n  excused: 1\n---\nHọp.\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path)
    made.cell("cell.yml", CELL)
    made.cell("members.yml", ROLL)
    made.cell("names.yml", "".join(f"{id_}: {name}\n" for id_, name in sorted({**OTHERS, "dv02": OWN}.items())))
    made.cell("2025/03-regular.md", MEETING)
    made.cell("2025/04-regular.md", APRIL)
    made.cell("2025/05-regular.md", MAY)
    made.cell("2025/07-regular.md", JULY)
    made.write("records/huyen-a/events/2025.yml", f"training:\n  - title: kwevent {OWN}, Lý Jwoxa Fzung\n")
    made.write("records/huyen-b/district.yml", DISTRICT)
    made.write("records/huyen-b/cells/cu/cell.yml", CELL)
    made.write("records/huyen-b/cells/cu/members.yml", "dv09:\n  joined: 1995-07-08\n")
    made.write("records/huyen-b/cells/cu/names.yml", f"dv09: {OWN}\n")
    made.write("records/huyen-b/cells/cu/2025/03-regular.md", MEETING.replace("dv02", "dv09").replace("kw", "kwb"))
    return made


def collected(store: Store, asked: str = WHO) -> dict[str, Any]:
    return person.collect(store.options, asked)


def everything(store: Store) -> str:
    with zipfile.ZipFile(io.BytesIO(person_page.packed(collected(store)))) as made:
        assert made.namelist() == ["person.html", "person.json"]
        return "\n".join(made.read(name).decode("utf-8") for name in made.namelist())


def meetings(store: Store) -> dict[str, Any]:
    return {one["period"]: one for one in collected(store)["cells"][0]["meetings"]}


def test_nobody_elses_name_is_in_it(store: Store) -> None:
    text = fold(everything(store))
    assert [token for token in TOKENS if fold(token) in text] == []
    assert "sick" not in re.sub(r'"sick": \{[^}]*\}', "", text), "the reason of somebody else"
    for word in ("kwsecret", "kwothers", "kwnone"):
        assert word not in text


def test_each_datum_of_the_person_is_in_it(store: Store) -> None:
    with zipfile.ZipFile(io.BytesIO(person_page.packed(collected(store)))) as made:
        for name in made.namelist():
            text = made.read(name).decode("utf-8")
            for datum in (
                OWN, "kwremark", "kwtask", "kwline1", "kwline2", "kwline3", "kwevent", "kwbline1", "1998-02-03", "1999-02-03",
                "2020-05-06", "2025-06-01", "thpt", "1995-07-08", "huyen-b/cu", "2025-04-01", f"Nhà {OWN}",
            ):  # fmt: skip
                assert datum in text, (name, datum)


def test_others_stand_by_their_ids(store: Store) -> None:
    found = {one["text"] for one in collected(store)["mentions"]}
    assert f"kwline1 {OWN} và **dv01, dv01, dv01; dv05 nói." in found
    assert "kwline2 giao dv02, dv021 và na-loc/dv022." in found
    assert f"kwevent {OWN}, huyen-a/na-loc/dv01" in found
    assert (
        f"kwbline1 {OWN} và **huyen-a/na-loc/dv01, huyen-a/na-loc/dv01, huyen-a/na-loc/dv01; huyen-a/na-loc/dv05 nói."
        in found
    )
    (task, _) = (cell["tasks"][0] for cell in collected(store)["cells"])
    assert task["title"] == "kwtask cùng dv03"
    assert [one["state"] for one in task["followup"]] == ["done"]


def test_a_mention_has_its_place(store: Store) -> None:
    path = "records/huyen-a/cells/na-loc/2025/03-regular.md"
    found = [(one.get("line"), one.get("key")) for one in collected(store)["mentions"] if one["path"] == path]
    lines = (store.root / path).read_text("utf-8").split("\n")
    assert found[0] == (None, "place")
    assert [lines[line - 1][:7] for line, _ in found[1:]] == ["kwline1", "kwline2", "kwline3"]


def test_attendance_month_by_month(store: Store) -> None:
    found = meetings(store)
    assert {month: one["attendance"] for month, one in found.items()} == {
        "2025-03": "excused", "2025-04": "present", "2025-05": "not_recorded", "2025-07": "away",
    }  # fmt: skip
    assert (found["2025-03"]["reason"], found["2025-04"]["reason"]) == ("family", None)
    assert [found[month]["spoke"] for month in found] == [False, True, None, None]
    assert [found[month]["chair"] for month in found] == [True, False, False, False]


@pytest.mark.parametrize(
    ("member", "state"), [("dv04", "unexcused"), ("dv01", "present"), ("dv03", "excused"), ("dv05", "present")]
)
def test_attendance_of_others(store: Store, member: str, state: str) -> None:
    found = collected(store, f"na-loc/{member}")["cells"][0]["meetings"]
    assert found[0]["attendance"] == state
    assert found[0]["reason"] == ("sick" if member == "dv03" else None)


def test_who_was_not_there_yet_is_not_told_of(store: Store) -> None:
    store.cell("members.yml", ROLL.replace("dv03:\n      joined: 2000", "dv03:\n      joined: 2026"))
    store.cell("2025/03-regular.md", APRIL.replace("2025-04-05", "2025-03-05"))
    assert collected(store, "na-loc/dv03")["cells"][0]["meetings"] == []


def test_the_same_records_give_the_same_bytes(store: Store) -> None:
    first = person_page.packed(collected(store))
    later = Options(store.root, AS_OF.replace(year=2027), jobs=1)
    assert person_page.packed(person.collect(later, WHO)) == first
    with zipfile.ZipFile(io.BytesIO(first)) as made:
        assert {one.date_time for one in made.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_is_said_in_both_languages(store: Store) -> None:
    data = collected(store)
    assert data["labels"]["joined"] == {"vi": "Vào danh sách chi bộ từ", "en": "On this roll from"}
    assert data["labels"]["family"]["en"]
    text = person_page.page(data)
    assert "vắng có lý do / excused" in text
    assert "Nhiệm vụ được giao / Tasks given" in text


def test_what_is_written_is_never_markup(store: Store) -> None:
    store.cell("2025/04-regular.md", APRIL.replace("Họp.", f"<script>alert(1)</script> {OWN} <b>"))
    seen: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002 - its signature
            seen.append(tag)

    text = person_page.page(collected(store))
    Reader().feed(text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert {"script", "b"}.isdisjoint(seen)


def test_a_cell_that_cannot_be_read_is_refused_by_name(store: Store) -> None:
    store.cell("cell.yml", "name: [\n")
    with pytest.raises(Impossible, match="huyen-a/na-loc"):
        collected(store)
    store.cell("cell.yml", CELL)
    store.cell("members.yml", "a: [\n")
    with pytest.raises(Impossible, match=r"members\.yml"):
        collected(store)


def test_records_that_cannot_be_read_are_named(store: Store) -> None:
    store.cell("2025/04-regular.md", "---\ndate: [\n---\nHọp.\n")
    (store.root / "records/huyen-a/cells/na-loc/2025/anh.jpg").write_bytes(b"\xff\xd8")
    data = collected(store)
    assert data["cells"][0]["not_read"] == ["records/huyen-a/cells/na-loc/2025/04-regular.md"]
    assert data["unread"] == ["records/huyen-a/cells/na-loc/2025/anh.jpg"]
    assert "2 tệp không đọc được" in person_page.told(data, store.root / "x.zip", "vi")


def test_without_names_all_else_is_there(store: Store) -> None:
    (store.root / "records/huyen-a/cells/na-loc/names.yml").unlink()
    (store.root / "records/huyen-b/cells/cu/names.yml").unlink()
    data = collected(store)
    assert data["names"] == []
    assert len(data["cells"][0]["meetings"]) == 4
    assert "huyen-a/na-loc/dv02</h1>" in person_page.page(data)


def test_unknown_members_and_stores_are_refused(store: Store, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(Impossible, match="dv02"):
        collected(store, "na-loc/dv2")
    with pytest.raises(SourceError):
        person.collect(Options(tmp_path_factory.mktemp("none")), WHO)


def test_the_json_is_what_was_collected(store: Store) -> None:
    with zipfile.ZipFile(io.BytesIO(person_page.packed(collected(store)))) as made:
        assert json.loads(made.read("person.json")) == collected(store)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("Nông Thị Hòa và NÔNG THỊ HOÀ", "Nông Thị Hòa và NÔNG THỊ HOÀ"),
        ("Nông Thị Hoa nói", "b nói"),
        ("nong thi hoa nói", "b nói"),
        ("Nông Thị Hoà Bình, Nông Thị Hoà", "c, Nông Thị Hoà"),
        ("Lý Tám; Lý Tâm", "d; d"),
        ("chị Nông Thị Hoàng, Đ/c Lý-Tám.", "chị Nông Thị Hoàng, Đ/c d."),
        ("Ly\u0301 T\u200ba\u0301m", "d"),
        ("", ""),
    ],
)
def test_a_veil_lies_over_others_alone(written: str, seen: str) -> None:
    known = {
        Id("x/y", "a"): ("Nông Thị Hoà",),
        Id("x/y", "b"): ("Nông Thị Hoa",),
        Id("x/y", "c"): ("Nông Thị Hoà Bình",),
        Id("x/y", "d"): ("Lý Tám", " "),
        Id("x/z", "e"): ("Nông Thị Hòa", "Lý Tám"),
    }
    assert person.Veil(known, [Id("x/y", "a")]).over(written, "x/y") == seen
    assert person.Veil({}, [Id("x/y", "a")]).over(written, "x/y") == written


@pytest.mark.parametrize("was", ["huyen-c/cu/dv01", "mat/dv01", "/"])
def test_a_cell_that_is_not_kept_here_is_passed_over(store: Store, was: str) -> None:
    store.cell("members.yml", ROLL.replace("huyen-b/cu/dv09", was))
    assert [cell["cell"] for cell in collected(store)["cells"]] == ["huyen-a/na-loc"]
    assert forget.plan(store.options, WHO, "A").same == [Id("huyen-a/na-loc", "dv02")]


@pytest.mark.parametrize("row", ["3", "[a, b]", "", "{joined: [1]}", "{was: [a]}", "{was: /}"])
def test_a_row_that_says_nothing_is_copied_as_it_is(store: Store, row: str) -> None:
    store.cell("members.yml", f"dv01:\n  joined: 2000-01-01\ndv02: {row}\n")
    (cell,) = collected(store)["cells"]
    assert cell["as_written"]["text"] == f"dv02: {row}\n"
    assert f"<pre>dv02: {row}\n</pre>" in person_page.page(collected(store))
