"""The path grammar: what each good path says, and that every other one is refused with the nearest good one."""

from __future__ import annotations

import pytest

from generator.store import paths
from generator.store.paths import RESERVED, RecordPath, is_passed_over, parse, refuse, suggest

D = "records/van-quan"
C = f"{D}/cells/ban-a"
LONG, TOO_LONG = "x" * 64, "x" * 65

GOOD: list[tuple[str, tuple[object, ...]]] = [
    # kind, district, cell, year, month, meeting, name
    ("records/rulebook/hd-12-btctw-2018.yml", ("rules", "", "", 0, 0, "", "hd-12-btctw-2018")),
    (f"records/rulebook/{LONG}.yml", ("rules", "", "", 0, 0, "", LONG)),
    (f"{D}/district.yml", ("district", "van-quan", "", 0, 0, "", "")),
    (f"{D}/allowances.yml", ("allowances", "van-quan", "", 0, 0, "", "")),
    (f"{D}/observers/2024.yml", ("observers", "van-quan", "", 2024, 0, "", "")),
    (f"{D}/observers/1930.yml", ("observers", "van-quan", "", 1930, 0, "", "")),
    (f"{D}/events/2199.yml", ("events", "van-quan", "", 2199, 0, "", "")),
    (f"{D}/reviews/2017-office-cells.yml", ("review", "van-quan", "", 0, 0, "", "2017-office-cells")),
    (f"{C}/cell.yml", ("cell", "van-quan", "ban-a", 0, 0, "", "")),
    (f"{C}/members.yml", ("members", "van-quan", "ban-a", 0, 0, "", "")),
    (f"{C}/names.yml", ("names", "van-quan", "ban-a", 0, 0, "", "")),
    (f"{C}/allowances.yml", ("allowances", "van-quan", "ban-a", 0, 0, "", "")),
    (f"{C}/2024/year.yml", ("year", "van-quan", "ban-a", 2024, 0, "", "")),
    (f"{C}/1930/year.yml", ("year", "van-quan", "ban-a", 1930, 0, "", "")),
    (f"{C}/2199/12-regular.md", ("meeting", "van-quan", "ban-a", 2199, 12, "regular", "")),
    (f"{C}/2024/01-regular.md", ("meeting", "van-quan", "ban-a", 2024, 1, "regular", "")),
    (f"{C}/2024/03-thematic.md", ("meeting", "van-quan", "ban-a", 2024, 3, "thematic", "")),
    (f"{C}/2024/03-thematic-rung.md", ("meeting", "van-quan", "ban-a", 2024, 3, "thematic", "rung")),
    (f"{C}/2024/03-thematic-{LONG}.md", ("meeting", "van-quan", "ban-a", 2024, 3, "thematic", LONG)),
    (f"{C}/2024/05-extraordinary-2.md", ("meeting", "van-quan", "ban-a", 2024, 5, "extraordinary", "2")),
    (f"{C}/2024/12-committee.md", ("meeting", "van-quan", "ban-a", 2024, 12, "committee", "")),
    (f"{C}/2024/06-congress-nhiem-ky-2025.md", ("meeting", "van-quan", "ban-a", 2024, 6, "congress", "nhiem-ky-2025")),
    ("records/a/district.yml", ("district", "a", "", 0, 0, "", "")),
    (f"records/{LONG}/cells/{LONG}/cell.yml", ("cell", LONG, LONG, 0, 0, "", "")),
    ("records/0/cells/1-2/cell.yml", ("cell", "0", "1-2", 0, 0, "", "")),
    ("records/rules-2/district.yml", ("district", "rules-2", "", 0, 0, "", "")),
]  # fmt: skip

BAD = [
    "records", "records/", "records/x.yml", "record/van-quan/district.yml", "van-quan/district.yml", "",
    "records/rulebook/HD-12.yml", "records/rulebook/hd-12.yaml", "records/rulebook/a/b.yml", f"records/rulebook/{TOO_LONG}.yml", "records/rulebook/.yml",
    "records/Van-Quan/district.yml", "records/văn-quan/district.yml", "records/van_quan/district.yml", f"records/{TOO_LONG}/district.yml",
    "records/van-quan-/district.yml", "records/-van-quan/district.yml", "records/van--quan/district.yml", "records/van quan/district.yml",
    f"{D}/District.yml", f"{D}/district.yaml", f"{D}/district.yml.bak", f"{D}/readme.md", f"{D}/cells", f"{D}/cells/ban-a",
    f"{D}/observers/1929.yml", f"{D}/observers/2200.yml", f"{D}/observers/24.yml", f"{D}/observers/2024.yaml", f"{D}/observers/2024/a.yml",
    f"{D}/observers/٢٠٢٤.yml", f"{D}/events/nam-2024.yml", f"{D}/reviews/So-Ket.yml", f"{D}/reviews/2017/a.yml", f"{D}/review/a.yml",
    f"{D}/cell/ban-a/cell.yml", f"{D}/cells/Ban-A/cell.yml", f"{D}/cells/ban-a/cells.yml", f"{D}/cells/ban-a/sub/cell.yml/x", f"{D}/cells/{TOO_LONG}/cell.yml",
    f"{C}/2024/01-regular.yml", f"{C}/2024/1-regular.md", f"{C}/2024/00-regular.md", f"{C}/2024/13-regular.md", f"{C}/2024/01-Regular.md",
    f"{C}/2024/01-regular-a.md", f"{C}/2024/01-regular-.md", f"{C}/2024/01-thematic-.md", f"{C}/2024/01-thematic-Rung.md", f"{C}/2024/01-thematic--a.md",
    f"{C}/2024/01-thematic-{TOO_LONG}.md", f"{C}/2024/01-party.md", f"{C}/2024/01.md", f"{C}/2024/2024-01-regular.md", f"{C}/2024/01-regular.md.txt",
    f"{C}/1929/01-regular.md", f"{C}/2200/01-regular.md", f"{C}/24/01-regular.md", f"{C}/2024/a/01-regular.md", f"{C}/01-regular.md", f"{C}/2024/names.yml",
    f"{C}/2024/٠١-regular.md", f"{C}/2024/01-regular.md\n", f"{D}//district.yml", "records/../records/a/district.yml",
]  # fmt: skip


@pytest.mark.parametrize(("path", "expected"), GOOD)
def test_a_good_path_says_what_the_file_is(path: str, expected: tuple[object, ...]) -> None:
    assert parse(path) == RecordPath(path, *expected)  # type: ignore[arg-type]  # the rest of the fields in order


@pytest.mark.parametrize("path", BAD)
def test_any_other_path_is_refused(path: str) -> None:
    assert parse(path) is None


def test_the_tables_are_long_enough() -> None:
    assert len(GOOD) + len(BAD) >= 60
    assert len(set(BAD)) == len(BAD)


@pytest.mark.parametrize("name", ["rules", "data", "handbook", "definitions", "assets", "search", "en"])
def test_names_of_pages_are_no_districts(name: str) -> None:
    assert parse(f"records/{name}/district.yml") is None
    assert f"“{name}”" in refuse(f"records/{name}/district.yml").expected.vi


def test_only_these_names_are_reserved() -> None:
    assert {"rulebook", "rules", "data", "handbook", "definitions", "assets", "search", "en"} == RESERVED
    assert parse("records/rulebook/cells/ban-a/cell.yml") is None


DEVICE_NAMES = ["con", "prn", "aux", "nul", "com0", "com1", "com9", "lpt0", "lpt1", "lpt9"]


@pytest.mark.parametrize("name", DEVICE_NAMES)
def test_names_of_devices_are_refused_with_the_reason(name: str) -> None:
    for path in (
        f"records/{name}/district.yml", f"{D}/cells/{name}/cell.yml", f"{D}/cells/{name}/2024/01-regular.md", f"records/rulebook/{name}.yml",
        f"{D}/reviews/{name}.yml", f"{D}/{name.upper()}.yml", f"{C}/{name}.tar.gz",
    ):  # fmt: skip
        assert parse(path) is None
        finding = refuse(path)
        assert "Windows" in finding.expected.vi
        assert "Windows" in finding.expected.en
        assert name in finding.expected.en.casefold()
        assert suggest(path) is None or name not in (suggest(path) or "").split("/")[-1].split(".")


@pytest.mark.parametrize("name", ["cons", "com", "lpt", "com10", "nul-1", "a-con", "auxx"])
def test_names_like_those_of_devices_are_fine(name: str) -> None:
    assert parse(f"records/{name}/district.yml") is not None
    assert parse(f"{D}/cells/{name}/cell.yml") is not None
    assert parse(f"{C}/2024/01-thematic-con.md") is not None
    assert "Windows" not in refuse(f"{D}/{name}.txt").expected.en


@pytest.mark.parametrize(
    ("path", "passed"),
    [
        (f"{C}/.cell.yml.swp", True), (f"{D}/.git/x", True), ("records/~van-quan/district.yml", True), (f"{C}/2024/~$01-regular.md", True),
        (f"{C}/2024/01-regular.md~", False), (f"{C}/cell.yml", False), (f"{C}/2024/#01-regular.md#", False),
    ],
)  # fmt: skip
def test_names_that_begin_with_a_dot_or_tilde_are_passed_over(path: str, passed: bool) -> None:
    assert is_passed_over(path) is passed


@pytest.mark.parametrize(
    ("path", "good"),
    [
        (f"{C}/2024/1-regular.md", f"{C}/2024/01-regular.md"),
        (f"{C}/2024/03-Regular.md", f"{C}/2024/03-regular.md"),
        (f"{C}/2024/03-regular.MD", f"{C}/2024/03-regular.md"),
        (f"{C}/2024/03-regular.txt", f"{C}/2024/03-regular.md"),
        (f"{C}/2024/2024-03-regular.md", f"{C}/2024/03-regular.md"),
        (f"{C}/2024/03-regular-hop.md", f"{C}/2024/03-regular.md"),
        (f"{C}/2024/03-thematic-Rừng xanh.md", f"{C}/2024/03-thematic-rung-xanh.md"),
        (f"{C}/2024/03-themaitc-rung.md", f"{C}/2024/03-thematic-rung.md"),
        (f"{C}/2024/03.md", f"{C}/2024/03-regular.md"),
        (f"{C}/Cell.yml", f"{C}/cell.yml"),
        (f"{C}/member.yml", f"{C}/members.yml"),
        (f"{C}/members.yaml", f"{C}/members.yml"),
        (f"{D}/District.yml", f"{D}/district.yml"),
        ("records/Văn Quan/district.yml", "records/van-quan/district.yml"),
        ("records/rulebook/HD 12.yml", "records/rulebook/hd-12.yml"),
        (f"{D}/reviews/Sơ kết 2017.yml", f"{D}/reviews/so-ket-2017.yml"),
        ("records/rulebook/Members.yaml", "records/rulebook/members.yml"),
        ("records/rulebook/con.yml", None),
        ("records/rulebook/nul", None),
        ("records/rulebook/sub/cell.yaml", None),
        (f"{C}/2024/13-regular.md", None),
        (f"{C}/hinh-anh/anh.jpg", None),
        ("records/data/district.yml", None),
        (f"{D}/", None),
    ],
)
def test_the_nearest_good_path_is_suggested(path: str, good: str | None) -> None:
    assert suggest(path) == good
    hint = refuse(path).hint.vi
    assert (f"“{good}”" in hint) if good else ("Có phải" not in hint)


@pytest.mark.parametrize(("path", "_"), GOOD)
def test_a_good_path_is_never_its_own_suggestion(path: str, _: object) -> None:
    assert suggest(path) != path


def test_findings_about_paths_stand_on_line_one_and_name_the_path() -> None:
    for finding in (
        refuse(f"{D}/x.txt"),
        paths.not_regular(f"{D}/x.txt", "link"),
        paths.collides(f"{D}/x.txt", f"{D}/X.txt"),
    ):
        assert finding.span == (1, 1, 1, 1)
        assert finding.subject == finding.path == f"{D}/x.txt"
        assert f"{D}/x.txt" in finding.found.vi
