"""Whatever is written: the values stay, every comment stays, the page reads the same, and a second time nothing changes."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.model.values import read_time
from generator.render.minutes import render_minutes
from generator.store import decode, reader, yaml
from generator.store.fix import fixed

MEETING = "records/van-quan/cells/ban-a/2024/03-regular.md"
OTHERS = [
    "records/a/cells/b/cell.yml",
    "records/a/cells/b/names.yml",
    "records/a/district.yml",
    "records/rulebook/x.yml",
    "records/a/reviews/x.yml",
]
FREE = ("place", "theme", "title", "name", "reason")
PIECES = [
    "place", "theme", "time", "date", "attendance", "roll", "present", "excused", "tasks", "t1", "title", "score", "self", "chair", "followup", ": ", ":", "\n", "\n  ", "\n    ",
    "- ", "#", " # ghi chú", "# allow[AT104]: x", " #3", "\u00a0", "\u200b", "e\u0301", "ô", '"', "'", "{", "}", "[", "]", ",", "|", "|\n", ">-\n", "&a", "*a", "!x", "@", "%", "\t", " ",
    "  ", "7h30-9h15", "2024-03-05", "Nhà họp", "\r\n", "\r", "\n\n", "---\n", "...", "\x7f", "\ufeff", "?", "? ", "`", "12", "a: b", "x:", "=", "\u0338", "<", "\\", "\u202e",
    "tasks:\n  t1:\n    due: 2024-01-01\n    title: a\n", "time: 7:30 – 9:15\n", "place: a: b\n", "theme: x #3\n", "date: 2024-03-05\n", "attendance:\n  present: 1\n  roll: 2\n", "chair: dv01 \n",
]  # fmt: skip
MARKDOWN = [
    "a", "b ", "ô", "e\u0301", "\u00a0", "\u00a0\u00a0", "\u200b", "\u200d", "\ufe0f", "👩", "\n", "\n\n", "- ", "-", "1.", "1. ", "##", "## ", "```\n", "~~~\n", "    ", "  \n", " \n", "\t", "`", "*",
    "**", "|", "|-|-|\n", "<!--", "-->", "[", "](", "https://x/", ")", "&#65;", "&nbsp;", "&", "\u2028", "\x85", "\x7f", "\ufeff", ">", "> ", "\\", "\\\n", "Việc", "2024", "\U000e0041", "#", "_", "~~",
    "= ", "===\n", "---\n", "<div>", "\u00ad",
]  # fmt: skip
WORDS = st.text(st.sampled_from("aăâ bđêôơ,.;-()/0123456789\u00a0e\u0301"), min_size=1, max_size=12).map(
    lambda t: f"A{t.strip()}"
)


@st.composite
def records(draw: st.DrawFn) -> str:
    """A readable meeting: its keys in any order, with comments, blanks at the ends of lines and hours in any form."""
    values = {
        "date": "2024-03-05",
        "time": draw(st.sampled_from(["07:30-09:15", "7h30-9h15", "7:30 – 9:15", "'7:30 - 9:15'"])),
        "place": draw(WORDS),
        "chair": "dv01",
        "theme": draw(st.sampled_from(['"A: b"', "'A #3'", ">-\n  A\n  # b  \n\n  c", "|\n  A  \n  b", "A,\n  b"])),
        "attendance": "\n" + "\n".join(draw(st.permutations(["  roll: 5", "  present: 3 # ba", "  excused:\n    dv09: work\n    dv04: sick", "  unexcused: [dv02,\n    dv03] # hai"]))),
        "tasks": "\n  t2:\n" + "\n".join(draw(st.permutations(["    title: A, b", "    owner: dv05  # người làm", "    due: 2024-03-25"]))),
        "score": "\n" + "\n".join(draw(st.permutations(["  self:\n    time: 5\n    closing: 5", "  # cấp trên\n  official_grade: good"]))),
        "model": "true",
    }  # fmt: skip
    lines: list[str] = []
    for key in draw(st.permutations(sorted(values))):
        lines += [f"# {key}: {n}" for n in range(draw(st.integers(0, 2)))]
        value = values[key]
        lines += f"{key}:{'' if value.startswith(chr(10)) else ' '}{value}".split("\n")
        if "\n" not in value and draw(st.booleans()):
            lines[-1] += "  # ghi chú"
        if "A  " not in value and draw(st.integers(0, 3)) == 0:
            lines[-1] += draw(st.sampled_from([" ", "  ", "\t"]))
        if draw(st.integers(0, 4)) == 0:
            lines.append("")
    return (
        draw(st.sampled_from(["", "\ufeff"]))
        + "---\n"
        + "\n".join(lines)
        + "\n---\n"
        + draw(st.lists(st.sampled_from(MARKDOWN), max_size=12).map("".join))
    )


def parts(raw: bytes) -> tuple[str, str]:
    text = decode.decode("", raw).text
    assert text is not None
    found = reader._FRONT.match(text)
    return (found[1], text[found.end() :]) if found else (text, "")


def values_of(text: str) -> Any:
    """The values with the hours of the meeting as they are meant; None where the text cannot be used."""
    parsed = yaml.parse("", text)
    value = parsed.value if parsed.is_readable else None
    if isinstance(value, dict) and isinstance(value.get("time"), str):
        try:
            return {**value, "time": read_time(value["time"])}
        except ValueError:
            return value
    return value


def comments(text: str) -> Counter[str]:
    """Every comment, composed and with plain spaces; for texts in which `#` begins nothing but comments."""
    return Counter(decode.clean(found).rstrip() for found in re.findall(r"(?<!A )#.*", text))


def letters(minutes: str) -> list[str]:
    shown = html.unescape(re.sub(r"<[^>]*>", " ", str(render_minutes(minutes))))
    return [c for c in unicodedata.normalize("NFC", shown) if c.isalpha()]


def shapes(minutes: str) -> list[int]:
    page = str(render_minutes(minutes))
    return [page.count(tag) for tag in ("<br", "<pre", "<code", "<table", "<a ")]


def told(before: Any, after: Any, key: Any = None) -> bool:
    """Tell whether two values are the same but for free text that was cut before."""
    if isinstance(before, dict) and isinstance(after, dict):
        return before.keys() == after.keys() and all(told(before[k], after[k], k) for k in before)
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(told, before, after))
    if before == after:
        return True
    return key in FREE and isinstance(after, str) and after.startswith(before or "") and "#" in after


@given(records())
def test_a_readable_record_keeps_its_values_and_comments(text: str) -> None:
    raw = text.encode()
    mended = fixed(MEETING, raw)
    assert fixed(MEETING, mended) == mended
    (front, minutes), (new_front, new_minutes) = parts(raw), parts(mended)
    assert values_of(front) is not None
    assert values_of(new_front) == values_of(front)
    assert comments(new_front) == comments(front)
    assert letters(new_minutes) == letters(minutes)
    assert not mended.startswith(b"\xef\xbb\xbf")


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.lists(st.sampled_from(MARKDOWN), max_size=50).map("".join),
)
@example("", "\\\u200b&#65;")
@example("time\u00a0: 7h30-9h15", "")
@example("tasks: x\ntasks:\n  t1:\n    title: a #b", "")
def test_any_text_keeps_what_could_be_read(front: str, minutes: str) -> None:
    raw = f"---\n{front}\n---\n{minutes}".encode()
    mended = fixed(MEETING, raw)
    assert fixed(MEETING, mended) == mended
    (old, shown), (new, now_shown) = parts(raw), parts(mended)
    if values_of(old) is not None:
        assert told(values_of(old), values_of(new))
    assert letters(now_shown) == letters(shown)
    assert shapes(now_shown) == shapes(shown)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(OTHERS))
def test_any_other_file_keeps_what_could_be_read(text: str, path: str) -> None:
    mended = fixed(path, text.encode())
    assert fixed(path, mended) == mended
    old, new = (decode.decode("", raw).text or "" for raw in (text.encode(), mended))
    before = yaml.parse("", old)
    if before.is_readable:
        after = yaml.parse("", new)
        assert after.is_readable
        if "#" not in old:
            assert after.value == before.value


@given(st.binary(max_size=400), st.sampled_from([MEETING, *OTHERS]))
def test_any_bytes_are_taken(raw: bytes, path: str) -> None:
    assert fixed(path, fixed(path, raw)) == fixed(path, raw)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@settings(max_examples=10_000)
@given(
    records().map(str.encode)
    | st.tuples(
        st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
        st.lists(st.sampled_from(MARKDOWN), max_size=50).map("".join),
    ).map(lambda parts: f"---\n{parts[0]}\n---\n{parts[1]}".encode()),
    st.sampled_from([MEETING, MEETING, *OTHERS]),
)
def test_a_second_time_nothing_changes_in_10000_texts(raw: bytes, path: str) -> None:
    mended = fixed(path, raw)
    assert fixed(path, mended) == mended
    (old, _), (new, _) = parts(raw), parts(mended)
    if values_of(old) is not None:
        assert told(values_of(old), values_of(new))
