from __future__ import annotations

import dataclasses
import re
import time
import unicodedata
from typing import TYPE_CHECKING

import pytest

from generator.model.record_text import RecordText
from generator.model.text import TONES, compared
from generator.pipeline import Options
from generator.pipeline import check as check_store
from generator.rules import pr102_names
from generator.rules.pr102_names import RULE, check, together
from tests.support import AS_OF, MARCH, found, only, write

if TYPE_CHECKING:
    from pathlib import Path

    from generator.model.diagnostic import Finding

NAMES = {
    "dv01": "Nông Thị Hoà",
    "dv02": "Lý Văn Tám",
    "dv03": "Lý Văn Tám Em",
    "dv04": "Quý",
    "dv05": "Đặng Ửng",
    "dv06": "Hứa Thuỷ",
    "dv07": "Bế Văn Khỏe (B)",
    "dv08": "Huỳnh Thuý Hoè",
}
FILE = "records/van-quan/cells/ban-a/names.yml"
FRONT = "---\ndate: 2024-03-05\ntime: 07:30-09:40\nattendance:\n  roll: 5\n  present: 4\n---\n"
FIRST = FRONT.count("\n")


def told(minutes: str, names: dict[str, str] | None = NAMES, front: str = FRONT) -> list[Finding]:
    return list(check(RecordText(MARCH, f"{front}{minutes}", len(front), names)))


def lines(minutes: str) -> list[tuple[int, int]]:
    """Line of the minutes and number of mentions, of each finding."""
    return [(f.span.line - FIRST, 1 + f.more) for f in told(minutes) if f.span]


@pytest.mark.parametrize(
    "text",
    [
        "Nông Thị Hoà", "Nông Thị Hòa", "nông thị hoà", "NÔNG THỊ HÒA", "NÔNG THỊ HOÀ", "Nông  Thị\tHoà", "Nông Thị\nHoà", "Nông\n  Thị Hoà",
        "Nông\u00a0Thị Hoà", "**Nông Thị Hoà**", "_Nông Thị Hoà_", "“Nông Thị Hoà”,", "đ/c Nông Thị Hoà.", "<!-- Nông Thị Hoà -->", "`Nông Thị Hoà`",
        unicodedata.normalize("NFD", "Nông Thị Hoà"), "Đặng Ửng", "ĐẶNG ỬNG", "Hứa Thủy", "hứa thuỷ", "Bế Văn Khoẻ (B) ", "Lý Văn Tám Em",
        "Huỳnh Thuý Hòe", "Hùynh Thúy Hoè", "HUỲNH THÚY HÒE",
    ],
)  # fmt: skip
def test_a_name_however_it_is_written(text: str) -> None:
    assert lines(f"{text}\n") == [(1, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Nông Thị Hoàn", "Nông Thị", "Thị Hoà", "Quý", "Đồng chí Quý họp", "XNông Thị Hoà", "Nông-Thị-Hoà", "Nông, Thị Hoà", "Nông Thị Hoa", "Nong Thi Hoa",
        "dv01", "Nông Thị 1 Hoà", "Nông Thị Hoà1", "Lý Văn", "", unicodedata.normalize("NFD", "Nông Thị Hoàn"),
    ],
)  # fmt: skip
def test_other_words(text: str) -> None:
    assert lines(f"{text}\n") == []


def test_minutes_without_a_name_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pr102_names, "_pattern", lambda _: pytest.fail("looked at letter by letter"))
    assert told("Đồng chí Quý, đồng chí Nông Thị; Thị Hoà, Lý Văn. Tám giờ.\n") == []


def test_each_line_is_told_with_its_number() -> None:
    text = "Nông Thị Hoà và Lý Văn Tám Em.\n\nKhông ai.\nLý Văn Tám, LÝ VĂN TÁM; hứa thuỷ\n"
    assert lines(text) == [(1, 2), (4, 3)]
    first, second = told(text)
    assert first.span == (FIRST + 1, 1, FIRST + 1, 13)
    assert second.span == (FIRST + 4, 1, FIRST + 4, 11)
    assert "2 chỗ" in first.found.vi
    assert "3 places" in second.found.en


def test_where_a_name_stands() -> None:
    (finding,) = told("# Mở đầu\n- Đồng chí Lý Văn Tám\n")
    assert finding.span == (FIRST + 2, 12, FIRST + 2, 22)
    (wrapped,) = told("Đồng chí Lý Văn\nTám\n")
    assert wrapped.span == (FIRST + 1, 10, FIRST + 1, 16)
    apart = unicodedata.normalize("NFD", "Đồng chí Lý Văn Tám")
    (whole,) = told(f"a\n{apart}\n")
    assert whole.span == (FIRST + 2, 1, FIRST + 2, len(apart) + 1)


def test_the_front_matter_is_no_minutes() -> None:
    assert told("Chi bộ họp.\n", front=FRONT.replace("attendance", "place: nhà Nông Thị Hoà\nattendance")) == []
    assert list(check(RecordText(MARCH, "name: Nông Thị Hoà\n", None, NAMES))) == []


@pytest.mark.parametrize("names", [None, {}, {"dv04": "Quý"}, {"dv01": " "}])
def test_without_full_names_there_is_nothing_to_look_for(names: dict[str, str] | None) -> None:
    assert told("Nông Thị Hoà, Quý\n", names) == []
    assert told(unicodedata.normalize("NFD", "Nông Thị Hoà, Quý\n"), names) == []


def test_what_is_told_once_a_record() -> None:
    first, second, third = told("Lý Văn Tám\nLý Văn Tám Em, Hứa Thuỷ\nĐặng Ửng\n")
    whole = together([first, second, third])
    assert (whole.code, whole.path, whole.span, whole.more) == ("PR102", MARCH, first.span, 0)
    assert "4 chỗ" in whole.found.vi
    assert together([second]).found == second.found
    assert "một chỗ" in together([third]).found.vi
    assert "one place" in together([third]).found.en


def test_no_name_is_quoted() -> None:
    (finding,) = told("Nông Thị Hoà\n")
    said = " ".join((*finding.found, *finding.expected, *finding.hint, finding.subject)).lower()
    assert not any(word in said for name in NAMES.values() for word in (name.lower(), "nông", "hoà", "hòa"))
    assert "dv05" in finding.hint.vi
    assert (finding.key, finding.subject) == ((), "")


def test_one_finding_a_record_without_the_line_itself(tmp_path: Path) -> None:
    minutes = "Lý Văn Tám báo cáo.\n# ! PR102 8:1\nLý Văn Tám kết luận; Lý Văn Tám ký.\n"
    notice = only(found(tmp_path, {FILE: "dv01: Lý Văn Tám\n", MARCH: f"{FRONT}{minutes}"}))
    assert (notice.kind, notice.excerpt, notice.more) == ("private", (), 0)
    assert "3 chỗ" in notice.found.vi


def test_leave_takes_the_mentions_of_its_line_away(tmp_path: Path) -> None:
    minutes = "Lý Văn Tám báo cáo. <!-- allow[PR102]: trích quyết định -->\nLý Văn Tám kết luận.\n# ! PR102 9:1\nLý Văn Tám ký.\n"
    assert "2 chỗ" in only(found(tmp_path, {FILE: "dv01: Lý Văn Tám\n", MARCH: f"{FRONT}{minutes}"})).found.vi


@pytest.mark.parametrize(("profile", "severity"), [("internal", "notice"), ("public", "warning")])
def test_it_weighs_more_where_the_store_is_public(tmp_path: Path, profile: str, severity: str) -> None:
    write(tmp_path, {FILE: "dv01: Lý Văn Tám\n", MARCH: f"{FRONT}Lý Văn Tám\n"})
    diagnostic = only(check_store(Options(root=tmp_path, as_of=AS_OF, jobs=1, profile=profile)).diagnostics)
    assert diagnostic.severity == severity
    assert RULE.about_members


def test_names_kept_outside_are_known_too(tmp_path: Path) -> None:
    write(tmp_path, {MARCH: f"{FRONT}Lý Văn Tám\n"})
    names = tmp_path / "ten" / "van-quan" / "cells" / "ban-a" / "names.yml"
    names.parent.mkdir(parents=True)
    names.write_text("dv01: Lý Văn Tám 0912000000\n", "utf-8")
    options = Options(root=tmp_path, as_of=AS_OF, jobs=1)
    assert check_store(dataclasses.replace(options, names=tmp_path / "ten")).diagnostics == []
    names.write_text("dv01: Lý Văn Tám\n", "utf-8")
    assert only(check_store(dataclasses.replace(options, names=tmp_path / "ten")).diagnostics).code == "PR102"


def test_hostile_texts_and_names_take_no_longer() -> None:
    start = time.process_time()
    assert len(told("Lý Văn Tám " * 20_000)) == 1
    assert len(told("Lý Văn Tám\n" * 20_000)) == 20_000
    assert told("Lý " * 80_000) == []
    many = {f"dv{n}": f"Lý Văn Số{n}" for n in range(2_000)}
    assert len(told("Lý Văn Số1999\n" * 1_000, many)) == 1_000
    assert time.process_time() - start < 5


def typed(name: str) -> list[str]:
    """One name in the ways that keyboards type it: composed or apart, marks in either order, tone old or new, in capitals."""
    apart = unicodedata.normalize("NFD", name)
    turned = re.sub("([\u0323])([\u0302\u0306])", r"\2\1", apart)
    moved = name
    for tone in TONES:
        for pair in ("oa", "oe", "uy"):
            new, old = (unicodedata.normalize("NFC", text) for text in (f"{pair[0]}{tone}{pair[1]}", f"{pair}{tone}"))
            moved = moved.replace(new, old)
    return [name, apart, turned, moved, unicodedata.normalize("NFD", moved), moved.upper(), name.upper(), apart.lower()]


def test_a_name_is_the_same_however_it_is_typed() -> None:
    given = [
        unicodedata.normalize("NFC", f"{start}{pair[0]}{tone}{pair[1]}")
        for start, pair in (("H", "oa"), ("Kh", "oe"), ("Th", "uy"))
        for tone in ("", *TONES)
    ]
    given += ["Hoàn", "Nguyệt", "Quý", "Thuỷ", "Diễm", "Đức", "Ước", "Ửng", "Ngọc", "Khuê", "Hoa Đào", "Bền"]
    names = [
        f"{family} {middle} {one}"
        for family in ("Nông", "Đặng", "Hoàng")
        for middle in ("Thị", "Văn", "Thuý")
        for one in given
    ]
    assert len(names) >= 260
    for name in names:
        assert len({compared(way) for way in typed(name)}) == 1, typed(name)
    assert len(set(map(compared, names))) == len(set(names)) - 9, (
        "Thuỷ is there in either way, and no two others are one"
    )
