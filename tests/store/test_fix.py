"""Edits that cannot change the meaning: what is mended, what is left, and that each is proved."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from generator.store import decode, fix
from generator.store.fix import EDITS, fixed
from generator.store.paths import parse as path_of
from tests.pipeline.test_hostile import inputs

ROOT = Path(__file__).resolve().parents[2]
CELL = "records/van-quan/cells/ban-a"
MEETING = f"{CELL}/2024/03-regular.md"
NAMES = f"{CELL}/names.yml"
DISTRICT = "records/van-quan/district.yml"
RULES = "records/rulebook/quy-uoc.yml"
REVIEW = "records/van-quan/reviews/so-ket.yml"
EVENTS = "records/van-quan/events/2024.yml"


def front(text: str) -> str:
    """The front matter of a meeting after every edit that holds."""
    mended = fixed(MEETING, f"---\n{text}---\nHọp.\n".encode()).decode()
    assert mended.startswith("---\n")
    assert mended.endswith("---\nHọp.\n")
    return mended[4:].removesuffix("---\nHọp.\n")


def minutes(text: str) -> str:
    """The minutes after every edit that holds."""
    head = "---\ndate: 2024-03-05\n---\n"
    mended = fixed(MEETING, f"{head}{text}".encode()).decode()
    assert mended.startswith(head)
    return mended.removeprefix(head)


def other(path: str, text: str) -> str:
    return fixed(path, text.encode()).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("place: Nhà\u00a0văn\u202fhóa\u2007A\n", "place: Nhà văn hóa A\n"),
        ("place: Nha\u0300 va\u0306n ho\u0301a # ghi chu\u0301\n", "place: Nhà văn hóa # ghi chú\n"),
        ("place: 'Nhà\u00a0'  # x\u00a0y\n", "place: 'Nhà '  # x y\n"),
        ("date: 2024-03-05  \nplace: A\t\n  \n# x \n", "date: 2024-03-05\nplace: A\n\n# x\n"),
        ("place: A \nreason: |\n  một  \n  \n  hai \n", "reason: |\n  một  \n  \n  hai \nplace: A\n"),
        ("time: 7h30-9h15\n", "time: 07:30-09:15\n"),
        ("time: 7:30 – 9:15   # ghi chú\n", "time: 07:30-09:15   # ghi chú\n"),
        ("time: '19H00-21H45'\n", "time: '19:00-21:45'\n"),
        ('time: "7:30\u00a0-\u00a09:15"\n', 'time: "07:30-09:15"\n'),
        ("{date: 2024-03-05, time: 7h30-24h00}\n", "{date: 2024-03-05, time: 07:30-24:00}\n"),
    ],
)
def test_characters_blanks_and_hours_of_the_front_matter(before: str, after: str) -> None:
    assert front(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "time: 7h-9h\n", "time: 7:30\n", "time: 25:00-26:00\n", "time: 9:15\n", "time:\n", "time: [7h30-9h15]\n", "time: 07:30-09:15\n", "time: >-\n  7h30-9h15\n",
        "reason: từ 7h30-9h15\n", "tasks:\n  t1:\n    title: 7h30-9h15\n", "place: a\u200bb\n", "place: a\u202eb\n", "place: >-\n  A  \n  B\n",
        'place: "A\\\n  B"\n', "place: Nhà\u00a0# 3\n", "place: a\n\u00a0\u00a0chair: b\n", "place: a\nplace: b \n", "chair: *a \n", "chair: [a \n", "place: |+\n  a\n\n\n",
    ],
)  # fmt: skip
def test_what_is_not_understood_is_left(text: str) -> None:
    assert front(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("date: 2024-03-05\nplace:Nhà văn hóa\nchair: dv01\n", "date: 2024-03-05\nplace: Nhà văn hóa\nchair: dv01\n"),
        ("date:2024-03-05\ntime:07:30-09:15\nplace: A\n", "date: 2024-03-05\ntime: 07:30-09:15\nplace: A\n"),
        ("date: 2024-03-05\nplace:\u3000Nhà\nchair: dv01\n", "date: 2024-03-05\nplace: Nhà\nchair: dv01\n"),
        ("attendance:\n  roll: 4\n  present:3\n  excused:\n    dv04:sick\n    dv05: sick\n", "attendance:\n  roll: 4\n  present: 3\n  excused:\n    dv04: sick\n    dv05: sick\n"),
        ("tasks:\n  t1:\n    title:Hiến đất\n    owner: dv01\n", "tasks:\n  t1:\n    title: Hiến đất\n    owner: dv01\n"),
    ],
)  # fmt: skip
def test_a_space_is_put_behind_the_colon_of_a_key(before: str, after: str) -> None:
    assert front(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "place: Nhà\nvăn:hóa\nchair: dv01\n", "date: 2024-03-05\nnote:x\nchair: dv01\n", "place: a\nplace:b\nchair: dv01\n", "place: Nhà\nhttp://a.vn\nchair: dv01\n",
        "place: Nhà\nhọp:7 giờ\nchair: dv01\n", "date: 2024-03-05\nplace:Nhà\nchair: [dv01\n", "attendance:\n  roll: 4\n  title:x\n  present: 3\n",
    ],
)  # fmt: skip
def test_what_may_be_no_key_gets_no_space(text: str) -> None:
    assert front(text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("place: Nhà họp tổ #3\n", 'place: "Nhà họp tổ #3"\n'),
        ("place: Tổ #3 và #4  # ghi chú\n", 'place: "Tổ #3 và #4"  # ghi chú\n'),
        ("place: Tổ #3 # allow[AT104]: lý do\n", 'place: "Tổ #3" # allow[AT104]: lý do\n'),
        ("theme: Năm 2026: giữ gìn đường phố\n", 'theme: "Năm 2026: giữ gìn đường phố"\n'),
        ("theme: Năm 2026: giữ #1 \n", 'theme: "Năm 2026: giữ #1"\n'),
        ("reason: Hai việc:\n", 'reason: "Hai việc:"\n'),
        ('theme: A: "b" \\ c\n', 'theme: "A: \\"b\\" \\\\ c"\n'),
        ("place: a: b\ntheme: c: d\nreason: e #f\n", 'reason: "e #f"\nplace: "a: b"\ntheme: "c: d"\n'),
        ("place: *Nhà\n", 'place: "*Nhà"\n'),
        ("place: *nha\n", 'place: "*nha"\n'),
        ("place: &A tòa nhà\n", 'place: "&A tòa nhà"\n'),
        ("place: !gấp họp\n", 'place: "!gấp họp"\n'),
        ("place: %20\n", 'place: "%20"\n'),
        ("place: @tổ 3\n", 'place: "@tổ 3"\n'),
        ("place: `x`\n", 'place: "`x`"\n'),
        ("place: [cũ] Nhà\n", 'place: "[cũ] Nhà"\n'),
        ("place: [cũ Nhà\n", 'place: "[cũ Nhà"\n'),
        ("place: {a} b\n", 'place: "{a} b"\n'),
        ("place: > 50 người\n", 'place: "> 50 người"\n'),
        ("place: | x\n", 'place: "| x"\n'),
        ("place: - Nhà\n", 'place: "- Nhà"\n'),
        ("place: ? Nhà\n", 'place: "? Nhà"\n'),
        ("place: , x\n", 'place: ", x"\n'),
        ("resolution:\n  number: 03: NQ\n", 'resolution:\n  number: "03: NQ"\n'),
        ("tasks:\n  t1:\n    title: Sửa đường: 200 m\n    owner: dv01\n", 'tasks:\n  t1:\n    title: "Sửa đường: 200 m"\n    owner: dv01\n'),
        ("place: a: b\nplace: c #d\n", 'place: "a: b"\nplace: c #d\n'),
        ("postponed:\n  reason: lũ #2\n", 'postponed:\n  reason: "lũ #2"\n'),
    ],
)  # fmt: skip
def test_free_text_that_was_cut_or_unreadable_is_quoted(before: str, after: str) -> None:
    assert front(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "present: 5 #x\n", "chair: dv01: x\n", "chair: *x\n", "place: #3\n", "place: A #allow[AT104]: x\n", "place: [cũ]\n", "place: >-\n  x\n", "place: A: b\n  c\n",
        'place: "Nhà" văn hóa\n', "place: 'A' b: c\n", 'theme: "A "b": c"\n', "tasks:\n  t1: {title: A: b}\n", "tasks:\n  t1: {title: Hiến đất, làm đường, owner: dv02}\n",
        "tasks:\n  t1: {title: Tổ #3, owner: dv02}\n", "place: A\n  theme: b: c\n", "place: a: b\nchair: c: d\n", "score: a: b\n", "note: a: b\n", "place: a\nplace: c #d\n",
        "place: a #b\n  c\n", "place: -\n", "place: A # một ghi chú\n", "place: a: b\ndate: [\n", "tasks: x\ntasks:\n  t1:\n    title: a #b\n", "place: \"a\nb: c: 'd\n",
    ],
)  # fmt: skip
def test_what_might_mean_something_else_is_not_quoted(text: str) -> None:
    assert front(text) == text


def test_free_text_of_other_files_is_quoted_too() -> None:
    assert other(NAMES, "dv01: Nông Thị Hoa #2\ndv02: Lý: A\n") == 'dv01: "Nông Thị Hoa #2"\ndv02: "Lý: A"\n'
    assert other(EVENTS, "training:\n  - title: Lớp #1\n") == 'training:\n  - title: "Lớp #1"\n'
    assert other(RULES, "confidence:\n  score: nguồn: b\n") == 'confidence:\n  score: "nguồn: b"\n'
    assert (
        other(REVIEW, "date: 2024-01-01 #x\noptions:\n  keep: a #b\n")
        == 'date: 2024-01-01 #x\noptions:\n  keep: "a #b"\n'
    )
    assert (
        other(f"{CELL}/allowances.yml", "- code: AT104 #1\n  reason: x #2\n") == '- code: AT104 #1\n  reason: "x #2"\n'
    )


def test_fifty_cuts_are_mended_and_beyond_the_rest_too() -> None:
    text = "tasks:\n" + "".join(f"  t{i}:\n    title: Tổ #{i}\n" for i in range(120))
    assert front(text).count('"Tổ #') == 120


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Họp\u00a0bàn\u202f3\u2007việc.\n", "Họp bàn 3 việc.\n"),
        ("\u00a0\u00a0\u00a0\u00a0Đồng chí A.\n", "Đồng chí A.\n"),
        ("Một\u00a0\u00a0\nhai\n", "Một\nhai\n"),
        ("a\u200bb\x7fc\x9fd\u00ade\ufefff\n", "abcdef\n"),
        ("một\u2028hai\u2029ba\x85bốn\n", "một hai ba bốn\n"),
        ("-\u00a0một\n-\u00a0hai\n", "- một\n- hai\n"),
        ("1.\u00a0một\n2.\u00a0hai\n", "1. một\n2. hai\n"),
        ("##\u00a0Mở đầu\n", "## Mở đầu\n"),
        ("```\n\u00a0\u00a0x\u00a0\u00a0\n```\n", "```\n  x  \n```\n"),
        ("| a\u00a0|\u00a0b |\n|---|---|\n", "| a | b |\n|---|---|\n"),
        ("👩\u200d👧 1\ufe0f\u20e3 a\u200db\n", "👩\u200d👧 1\ufe0f\u20e3 ab\n"),
        ("a\ufe0f\u200d b \U000e0041\U000e0042\n", "a b\n"),
        ("Tie\u0302\u0301ng\n", "Tiếng\n"),
        ("Tie\u0302\u200b\u0301ng\n", "Tiếng\n"),
        ("một \nhai\t\n   \nba \t \n", "một\nhai\n\nba\n"),
        ("một  \nhai   \n", "một  \nhai   \n"),
        ("một<!-- allow[PR102]: lý do --> \n", "một<!-- allow[PR102]: lý do -->\n"),
        ("một", "một\n"),
        ("một\n\n\n", "một\n"),
        ("\n\n", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_minutes(before: str, after: str) -> None:
    assert minutes(before) == after
    assert decode.check_characters("", after, minutes_from=0) == []


@pytest.mark.parametrize(
    "text",
    [
        "```\nx \n   \n~~~ \n```\n", "~~~\nx \n", "```\nx\n\n\n", "    mã\n      \n    mã \n", "a\\ \nb\n", "a <!-- x --> \nb\n", "x\u202ey\n", "x\x01y\n",
        "[a](https://x/\u200by)\n", "[a](https://x/e\u0301)\n", "1.\u00a0a\n5.\u00a0b\n", "&\u200b#65;\n", "\\\u200b&#65;\n", "\\\u200b<\n", "a\u200b  \u00a0\n===\n",
    ],
)  # fmt: skip
def test_minutes_that_would_read_otherwise_are_left(text: str) -> None:
    if "1.\u00a0a" in text:  # the first item alone is a list by itself; the second would become number 2
        assert "5.\u00a0b" in minutes(text) or minutes(text) == text.replace("\u00a0b", " b")
    elif "===" not in text:
        assert minutes(text) == text
    assert minutes(minutes(text)) == minutes(text)


def test_one_bad_line_keeps_no_other_from_being_mended() -> None:
    lines = [f"Việc\u00a0{i}.\n\n" for i in range(30)]
    lines[17] = "[a](https://x/y\u00a0z)\n\n"
    mended = minutes("".join(lines))
    assert mended.count("\u00a0") == 1
    assert "(https://x/y\u00a0z)" in mended


@pytest.mark.parametrize("eol", ["\r\n", "\r"])
def test_line_ends_and_bom(eol: str) -> None:
    text = f"---{eol}date: 2024-03-05{eol}---{eol}Họp.{eol}"
    assert fixed(MEETING, b"\xef\xbb\xbf" + text.encode()) == "---\ndate: 2024-03-05\n---\nHọp.\n".encode()
    assert fixed(NAMES, b"\xef\xbb\xbf" + f"dv01: A{eol}dv02: 'B".encode()) == b"dv01: A\ndv02: 'B"


def test_fences_and_the_end_of_a_meeting() -> None:
    assert fixed(MEETING, b"--- \ndate: 2024-03-05\n---\t\nx\n") == b"---\ndate: 2024-03-05\n---\nx\n"
    assert fixed(MEETING, b"---\ndate: 2024-03-05\n---") == b"---\ndate: 2024-03-05\n---\n"
    assert fixed(MEETING, b"---\ndate: x \n\nHop \n") == b"---\ndate: x \n\nHop \n"
    assert fix.fix(MEETING, b"---\ndate: 2024-03-05\n--- \n").edits == ("blanks",)
    assert fix.fix(MEETING, b"---\ndate: 2024-03-05\n--- ").edits == ("blanks", "end")


@pytest.mark.parametrize(
    ("before", "after"),
    [("dv01: A", "dv01: A\n"), ("dv01: A\n\n\n", "dv01: A\n"), ("", ""), ("\n\n", "\n"), ("dv01: |\n  A", "dv01: |\n  A"), ("a: |+\n  A\n\n\n", "a: |+\n  A\n\n\n")],
)  # fmt: skip
def test_the_end_of_other_files(before: str, after: str) -> None:
    assert other(NAMES, before) == after


def test_breaks_that_only_yaml_knows_keep_the_front_matter_as_it_is() -> None:
    text = "chair: dv01 \nplace: a\x85b\ndate: 2024-03-05\n"
    assert front(text) == text


def test_every_edit_is_named_in_the_order_it_is_made() -> None:
    raw = "\ufeff---\r\nplace: Tổ #3\nchair:dv01 \ndate: 2024-03-05\ntime: 7h30-9h15\n---\nHo\u0323p\u00a0bàn".encode()
    done = fix.fix(MEETING, raw)
    assert done.edits == tuple(EDITS)
    assert done.left is None
    assert done.raw.decode() == '---\ndate: 2024-03-05\ntime: 07:30-09:15\nplace: "Tổ #3"\nchair: dv01\n---\nHọp bàn\n'


@pytest.mark.parametrize(
    ("path", "raw", "why"),
    [
        ("records/van-quan/anh.jpg", b"x \n", "grammar"), ("docs/index.md", b"x \n", "grammar"),
        (NAMES, b"a: \xff \n", "UTF-8"), (NAMES, "a: b \n".encode("utf-16"), "UTF-16"), (NAMES, b"a: " + b"x" * 300_000 + b" \n", "256 KiB"),
    ],
)  # fmt: skip
def test_a_file_left_alone_says_why(path: str, raw: bytes, why: str) -> None:
    done = fix.fix(path, raw)
    assert (done.raw, done.edits) == (raw, ())
    assert done.left is not None
    assert why in done.left.en or (why == "grammar" and path_of(path) is None)


def test_edits_that_never_come_to_rest_are_not_made() -> None:
    raw = "\ufeff".encode() * 40 + b"a: b \n"
    assert fixed(NAMES, raw) == raw


@pytest.mark.parametrize("path", sorted((ROOT / "records").rglob("*.*")), ids=lambda p: p.name)
def test_the_sample_keeps_all_but_its_hours(path: Path) -> None:
    name, raw = path.relative_to(ROOT).as_posix(), path.read_bytes()
    done = fix.fix(name, raw)
    assert done.edits in {(), ("hours",)}
    hours = re.compile(rb"^time: .*$", re.MULTILINE)
    assert hours.sub(b"", done.raw, count=1) == hours.sub(b"", raw, count=1)
    assert fixed(name, done.raw) == done.raw


@pytest.mark.parametrize("part", range(8))
def test_hostile_input_is_read_and_nothing_is_raised(part: int) -> None:
    for number, (label, path, raw) in enumerate(inputs()):
        if number % 8 == part:
            started = time.process_time()
            mended = fixed(path, raw)
            assert time.process_time() - started < 3, label
            assert fixed(path, mended) == mended, label


NBSP = "\u00a0"
LONG = {
    "nbsp": NBSP * 120_000, "nbsp-lines": f"{NBSP}x\n" * 60_000, "nbsp-list": f"-{NBSP}x\n" * 50_000, "nbsp-link": f"[a](x{NBSP}y)\n" * 20_000, "hidden": "\u200b" * 80_000,
    "tags": "x" + "\U000e0041" * 60_000, "joiners": "\ufe0f\u200d" * 40_000, "blanks": "x \n" * 80_000, "indented": "    x \n      \n" * 18_000, "fences": "```\nx \n```\n" * 20_000,
    "apart": "e\u0301" * 80_000, "spaces": "x" + " " * 250_000 + "y", "trailing": "x" + " " * 250_000, "comments": "<!-- \n" * 40_000 + NBSP, "mixed": f" \t{NBSP}" * 60_000 + "x",
    "backslashes": "\\" * 250_000 + NBSP,
}  # fmt: skip
LONG_FRONT = {
    "colons": "place: a: b\n" * 20_000, "cuts": "tasks:\n" + "".join(f"  t{i}:\n    title: a #x\n" for i in range(9000)), "spaces": "place: a: b" + " " * 240_000 + "c",
    "hashes": "place: a" + " #x" * 80_000, "order": "tasks:\n" + "".join(f"  t{i}:\n    due: 2024-01-01\n    title: a\n" for i in range(5000)),
    "remarks": "chair: x\n" + "# x\n" * 60_000 + "place: y\n", "samples": "chair: x\n" + "#  a: x\n" * 30_000 + "place: y\n", "aliases": "tasks:\n" + "".join(f"  t{i}:\n    title: *a b\n" for i in range(9000)),
    "anchors": "tasks:\n" + "".join(f"  t{i}:\n    title: &a b\n" for i in range(8000)), "blanks": "tasks:\n" + "".join(f"  t{i}: \n    title: a \n" for i in range(9000)), "gaps": f"place: a{NBSP * 120_000}b",
}  # fmt: skip


@pytest.mark.parametrize("name", [*LONG, *LONG_FRONT])
def test_the_longest_files_take_no_long_time(name: str) -> None:
    head, body = LONG_FRONT.get(name, "date: 2024-03-05\n"), LONG.get(name, "x\n")
    raw, started = f"---\n{head}\n---\n{body}".encode(), time.process_time()
    assert len(raw) < decode.FILE_LIMIT or len(head) > 200_000
    mended = fixed(MEETING, raw)
    assert time.process_time() - started < 6
    assert fixed(MEETING, mended) == mended
