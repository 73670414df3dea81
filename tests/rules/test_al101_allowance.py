from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from generator.model.allow import Allow
from generator.model.diagnostic import START
from generator.rules.al101_allowance import check
from tests.support import AS_OF, CELL, DISTRICT, FEBRUARY, MARCH, OBSERVERS, OTHER, USUAL, found, meeting, only, places

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support import Files

ALLOWANCES = "records/van-quan/cells/ban-a/allowances.yml"
OF_DISTRICT = "records/van-quan/allowances.yml"
NOT_HELD = meeting("state: not_held\nreason: Lũ chia cắt bản")
ALLOWED = meeting("# allow[ME111]: Đảng ủy xã đã đồng ý\nstate: not_held\nreason: Lũ chia cắt bản")


def entry(more: str = "", code: str = "ME111", reason: str = "Lũ lịch sử") -> str:
    """An `allowances.yml` with one entry."""
    return f"- code: {code}\n{more}" + (f"  reason: {reason}\n" if reason else "")


def test_a_comment_above_or_on_the_line(tmp_path: Path) -> None:
    assert found(tmp_path, {MARCH: ALLOWED}) == []


def test_a_comment_on_the_line(tmp_path: Path) -> None:
    on = meeting("state: not_held  # allow[ME111]: Đảng ủy xã đã đồng ý\nreason: Lũ chia cắt bản")
    assert found(tmp_path, {MARCH: on}) == []


def test_comments_and_empty_lines_between_the_comment_and_its_line(tmp_path: Path) -> None:
    text = "# allow[ME111]: Đồng ý\n# allow[ME106]: Lễ  # ! AL101 3:1\n\nstate: not_held\nreason: Lũ"
    found(tmp_path, {MARCH: meeting(text)})


def test_another_remark_between_the_comment_and_its_line(tmp_path: Path) -> None:
    text = "# allow[ME111]: Đồng ý\n# Biên bản giấy trang 12\nstate: not_held\nreason: Lũ"
    assert found(tmp_path, {MARCH: meeting(text)}) == []


def test_a_comment_two_lines_above_is_of_no_use(tmp_path: Path) -> None:
    text = "# allow[ME111]: Đồng ý  # ! AL101 2:1\nreason: Lũ\nstate: not_held  # ! ME111"
    diagnostics = found(tmp_path, {MARCH: meeting(text)})
    unused = next(d for d in diagnostics if d.code == "AL101")
    assert (unused.kind, unused.severity) == ("unmet", "warning")
    assert "ME111" in unused.found.vi
    assert "ngay trên dòng" in unused.hint.vi


def test_on_a_line_it_covers_that_line_alone(tmp_path: Path) -> None:
    text = "reason: Lũ  # allow[ME111]: Đồng ý\nstate: not_held"
    found(tmp_path, {MARCH: meeting(text)}, f"AL101 {MARCH}:2:13", f"ME111 {MARCH}:3:1")


def test_several_codes_at_once(tmp_path: Path) -> None:
    text = "# allow[ME106, ME111]: Đồng ý\nstate: not_held\nreason: Lũ"
    assert found(tmp_path, {MARCH: meeting(text)}) == []


@pytest.mark.parametrize("written", ["# allow[ME111]", "# allow[ME111]:", "# allow[ME111]:   "])
def test_without_a_reason_it_does_not_count(tmp_path: Path, written: str) -> None:
    text = f"{written}\nstate: not_held\nreason: Lũ"
    diagnostics = found(tmp_path, {MARCH: meeting(text)}, f"AL101 {MARCH}:2:1", f"ME111 {MARCH}:3:1")
    assert "lý do" in diagnostics[0].found.vi
    assert "reason" in diagnostics[0].found.en
    assert "sau dấu hai chấm" in diagnostics[0].hint.vi
    assert diagnostics[0].subject == "ME111/"


@pytest.mark.parametrize("code", ["YA006", "FI001", "RE101", "PA001", "ME101", "AL101"])
def test_what_cannot_be_allowed(tmp_path: Path, code: str) -> None:
    text = f"# allow[{code}]: Xin phép  # ! AL101 2:1\n{USUAL[MARCH]!s}".replace("---\n", "", 1)
    firm = only(found(tmp_path, {MARCH: f"---\n{text}"}))
    assert f"{code} không cho phép được" in firm.found.vi
    assert ("state: not_held" in firm.hint.vi) == ("state: not_held" in firm.hint.en) == (code == "ME101")


def test_a_fault_that_cannot_be_allowed_stays(tmp_path: Path) -> None:
    text = "# allow[RE101]: Xin phép\nchair: dv99\n"
    changed = str(USUAL[MARCH]).replace("---\n", f"---\n{text}", 1)
    found(tmp_path, {MARCH: changed}, f"AL101 {MARCH}:2:1", f"RE101 {MARCH}:3:1")


def test_a_code_that_does_not_exist(tmp_path: Path) -> None:
    text = "# allow[ME11]: Xin phép  # ! AL101 2:1\n"
    unknown = only(found(tmp_path, {MARCH: str(USUAL[MARCH]).replace("---\n", f"---\n{text}", 1)}))
    assert "“ME11”" in unknown.found.vi
    assert "ME1" in unknown.hint.vi


def test_no_code_that_cannot_be_allowed_is_suggested(tmp_path: Path) -> None:
    text = "# allow[YA06]: Xin phép  # ! AL101 2:1\n"
    unknown = only(found(tmp_path, {MARCH: str(USUAL[MARCH]).replace("---\n", f"---\n{text}", 1)}))
    assert "YA006" not in unknown.hint.vi


def test_no_code_at_all(tmp_path: Path) -> None:
    text = "# allow[ ]: Xin phép  # ! AL101 2:1\n"
    unknown = only(found(tmp_path, {MARCH: str(USUAL[MARCH]).replace("---\n", f"---\n{text}", 1)}))
    assert "không có mã ấy" in unknown.found.vi


def test_an_allowed_fault_does_not_stop_the_record(tmp_path: Path) -> None:
    wrong = str(USUAL[MARCH]).replace("  present: 4", "  # allow[AT101]: Sổ giấy ghi vậy\n  present: 3")
    assert found(tmp_path, {MARCH: wrong}) == []


# --- for a while -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stretch", "covers"),
    [
        ("", True),
        ("  from: 2024-03-01\n  until: 2024-03-31\n", True),
        ("  until: 2024-03-01\n", True),  # the month touches the stretch
        ("  until: 2024-02-29\n", False),
        ("  from: 2024-03-31\n", True),
        ("  from: 2024-04-01\n", False),
    ],
)
@pytest.mark.parametrize("path", [ALLOWANCES, OF_DISTRICT])
def test_an_entry_covers_its_stretch(tmp_path: Path, path: str, stretch: str, covers: bool) -> None:
    rest = () if covers else (f"ME111 {MARCH}:2:1", f"AL101 {path}:1:3")
    found(tmp_path, {MARCH: NOT_HELD, path: entry(stretch)}, *rest)


def test_an_entry_covers_a_meeting_by_its_day(tmp_path: Path) -> None:
    late = {
        MARCH: str(USUAL[MARCH]).replace("05", "06", 1),
        CELL: f"{str(USUAL[CELL]).rstrip()}\n        fixed_day: 5\n",
    }
    stretch = "  from: 2024-03-06\n  until: 2024-03-06\n"
    assert found(tmp_path, {**late, ALLOWANCES: entry(stretch, "ME106")}) == []
    day_after = entry("  from: 2024-03-07\n", "ME106")
    found(tmp_path, {**late, ALLOWANCES: day_after}, f"ME106 {MARCH}:2:1", f"AL101 {ALLOWANCES}:1:3")


def test_an_entry_covers_a_quarter(tmp_path: Path) -> None:
    plain = str(USUAL[FEBRUARY]).replace("theme: Xây dựng nông thôn mới\n", "")
    stretch = "  from: 2024-01-01\n  until: 2024-03-31\n"
    assert found(tmp_path, {FEBRUARY: plain, ALLOWANCES: entry(stretch, "ME102")}) == []
    found(
        tmp_path, {FEBRUARY: plain, ALLOWANCES: entry("  from: 2024-04-01\n", "ME102")},
        f"ME102 {CELL}:1:1", f"AL101 {ALLOWANCES}:1:3",
    )  # fmt: skip


def test_an_entry_of_another_cell_covers_nothing_here(tmp_path: Path) -> None:
    other = f"{OTHER}/allowances.yml"
    found(tmp_path, {MARCH: NOT_HELD, other: entry()}, f"ME111 {MARCH}:2:1", f"AL101 {other}:1:3")


def test_an_entry_without_a_reason(tmp_path: Path) -> None:
    text = entry(reason="")
    diagnostics = found(tmp_path, {MARCH: NOT_HELD, ALLOWANCES: text}, f"ME111 {MARCH}:2:1", f"AL101 {ALLOWANCES}:1:3")
    assert "`reason`" in next(d for d in diagnostics if d.code == "AL101").hint.vi


def test_an_expired_entry_says_since_when(tmp_path: Path) -> None:
    unused = only(found(tmp_path, {ALLOWANCES: entry("  until: 2024-02-29\n")}, f"AL101 {ALLOWANCES}:1:3"))
    assert "hết hạn từ 29/02/2024" in unused.found.vi
    assert "2024-02-29" in unused.found.en


def test_an_entry_that_has_not_expired_is_merely_unused(tmp_path: Path) -> None:
    for until in ("2024-04-15", "2024-12-31"):
        unused = only(found(tmp_path, {ALLOWANCES: entry(f"  until: {until}\n")}, f"AL101 {ALLOWANCES}:1:3"))
        assert "hết hạn" not in unused.found.vi
        assert "`until`" in unused.hint.vi


def test_nothing_is_called_unused_while_a_record_cannot_be_counted(tmp_path: Path) -> None:
    unreadable = str(USUAL[MARCH]).replace("roll: 5", "roll: [5  # ! YA001")
    found(tmp_path, {MARCH: unreadable, ALLOWANCES: entry()})


def test_a_comment_in_a_broken_record_is_not_called_unused(tmp_path: Path) -> None:
    text = (
        str(USUAL[MARCH]).replace("---\n", "---\n# allow[ME111]: Đồng ý\n", 1).replace("roll: 5", "roll: [5  # ! YA001")
    )
    found(tmp_path, {MARCH: text})


def test_a_comment_is_known_by_its_place_an_entry_by_its_number() -> None:
    comment, entry_ = (Allow(MARCH, ("ME111",), "Lũ", span=span, number=2) for span in (START, None))
    assert [finding.key for one in (comment, entry_) for finding in check(one, False, AS_OF)] == [(), (2,)]


def test_equal_entries_are_told_apart(tmp_path: Path) -> None:
    text = entry("  from: 2024-01-01\n") + entry("  from: 2024-02-01\n", reason="Khác")
    diagnostics = found(tmp_path, {ALLOWANCES: text}, f"AL101 {ALLOWANCES}:1:3", f"AL101 {ALLOWANCES}:4:3")
    assert len({d.fingerprint for d in diagnostics}) == 2
    assert [d.subject for d in diagnostics] == ["ME111/2024-01-01", "ME111/2024-02-01"]
    assert [place[1] for place in places(diagnostics)] == [1, 4]


# --- across cells --------------------------------------------------------------------------------------


def together(first: str = "", second: str = "") -> Files:
    """Two cells with the same observer at the same hour."""
    return {
        MARCH: str(USUAL[MARCH]).replace("attendance:", f"{first}observers: [btv-01]\nattendance:"),
        f"{OTHER}/2024/03-regular.md": str(USUAL[f"{OTHER}/2024/03-regular.md"]).replace(
            "attendance:", f"{second}observers: [btv-01]\nattendance:"
        ),
    }


def test_what_takes_several_cells_can_be_allowed_in_each(tmp_path: Path) -> None:
    leave = "# allow[ME110]: Hai nơi cạnh nhau, dự nửa buổi mỗi nơi\n"
    found(tmp_path, together(leave), f"ME110 {OTHER}/2024/03-regular.md:4:13")
    assert found(tmp_path, together(leave, leave)) == []


def test_unused_across_cells(tmp_path: Path) -> None:
    text = str(USUAL[MARCH]).replace("attendance:", "# allow[ME110]: Đồng ý  # ! AL101 4:1\nattendance:")
    found(tmp_path, {MARCH: text})


def test_a_plan_can_be_allowed_in_its_own_file(tmp_path: Path) -> None:
    plan = "btv-01:\n  level: standing_committee\n  cells:\n    ban-a: 1  # allow[OB101]: Đi học cả năm\n"
    last = "records/van-quan/observers/2023.yml"
    assert found(tmp_path, {last: plan}) == []
    found(tmp_path, {last: plan.replace("  # allow[OB101]: Đi học cả năm", "  # ! OB101")})


def test_a_district_covers_its_plans_by_year(tmp_path: Path) -> None:
    plan = "btv-01:\n  level: standing_committee\n  cells:\n    ban-a: 1\n"
    last = "records/van-quan/observers/2023.yml"
    year = "  from: 2023-01-01\n  until: 2023-12-31\n"
    assert found(tmp_path, {last: plan, OF_DISTRICT: entry(year, "OB101")}) == []
    found(
        tmp_path, {last: plan, OF_DISTRICT: entry("  from: 2024-01-01\n", "OB101")},
        f"OB101 {last}:4:5", f"AL101 {OF_DISTRICT}:1:3",
    )  # fmt: skip


def test_cells_as_of_the_day_asked_for(tmp_path: Path) -> None:
    april = entry("  from: 2024-04-01\n  until: 2024-04-30\n", "OB101")
    found(tmp_path, {OF_DISTRICT: april}, f"AL101 {OF_DISTRICT}:1:3", as_of=dt.date(2024, 4, 15))


def test_unused_in_a_district_is_told_once(tmp_path: Path) -> None:
    unused = only(found(tmp_path, {OF_DISTRICT: entry(), DISTRICT: USUAL[DISTRICT]}, f"AL101 {OF_DISTRICT}:1:3"))
    assert OBSERVERS not in unused.path
