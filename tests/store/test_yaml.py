"""YAML without guessing: scalars arrive as written, everything clever is refused at its place."""

from __future__ import annotations

import time
import unicodedata
from typing import Any

import pytest

from generator.store.yaml import DEPTH_LIMIT, FINDING_LIMIT, NODE_LIMIT, Parsed, parse

TRAPS = [
    "19:30", "no", "yes", "on", "off", "012", "0o14", "0x1f", "0b1", "1e3", "12_000", "1.000", "+1", "-1", ".5", "~", "null", "Null", "true", "True",
    "2024-03-05", "2024-03-05T07:30:00Z", ".inf", "-.inf", ".nan", "=", "Nà Lộc", "C:/a", "a:b", "x#y", "100%", "a, b", "-x", "?x", ":x", "(a) [b]",
]  # fmt: skip


def places(parsed: Parsed) -> list[tuple[str, int, int, int]]:
    return [(f.code, f.span.line, f.span.column, f.span.end_column) for f in parsed.findings if f.span is not None]


def only(text: str, first_line: int = 1) -> tuple[str, int, int, int]:
    (place,) = places(parse("f.yml", text, first_line))
    return place


@pytest.mark.parametrize("written", TRAPS)
def test_a_plain_scalar_arrives_as_written(written: str) -> None:
    assert parse("f.yml", f"a: {written}\n") == ({"a": written}, [], False, frozenset())
    assert parse("f.yml", f"- {written}\n").value == [written]


@pytest.mark.parametrize("written", TRAPS)
def test_a_quoted_scalar_arrives_as_written(written: str) -> None:
    assert parse("f.yml", f"a: \"{written}\"\nb: '{written}'\n").value == {"a": written, "b": written}


@pytest.mark.parametrize("key", ["19:30", "no", "012", "1e3", "~", "2024-03-05", "2024-02/t1", "=", "null"])
def test_a_key_arrives_as_written(key: str) -> None:
    assert parse("f.yml", f"{key}: a\n").value == {key: "a"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("\n\n", None), ("# ghi chú\n", None), ("---\na: 1\n", {"a": "1"}), ("a: 1\n...\n", {"a": "1"}), ("hello\n", "hello"),
        ("a:\n", {"a": None}), ('a: ""\n', {"a": None}), ("a: ''\n", {"a": None}), ("a: {}\n", {"a": {}}), ("a: []\n", {"a": []}),
        ("- \n- a\n", [None, "a"]), ("a: |\n  một\n  hai\n", {"a": "một\nhai\n"}), ("a: >-\n  một\n  hai\n", {"a": "một hai"}),
        ("a: một\n  hai\n", {"a": "một hai"}), ("a: {b: 1, c: [2, 3]}\n", {"a": {"b": "1", "c": ["2", "3"]}}), ("{a: 1}\n", {"a": "1"}),
        ("a:\n- 1\n- 2\n", {"a": ["1", "2"]}), ("? a\n: b\n", {"a": "b"}), ('"a b": c\n', {"a b": "c"}), ('a: "x\\ty"\n', {"a": "x\ty"}),
    ],
)  # fmt: skip
def test_plain_structures_are_read(text: str, value: Any) -> None:
    parsed = parse("f.yml", text)
    assert (parsed.value, parsed.findings) == (value, [])


def test_empty_values_are_told_from_zero() -> None:
    assert parse("f.yml", "a:\nb: 0\n") == ({"a": None, "b": "0"}, [], True, frozenset())
    assert parse("f.yml", "b: 0\n").has_empty is False


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: &nhan x\n", ("YA003", 1, 4, 11)),
        ("b: 1\na: *nhan\n", ("YA003", 2, 4, 9)),
        ("a: &n {b: 1}\n", ("YA003", 1, 4, 8)),
        ("a: !!str 1\n", ("YA003", 1, 4, 11)),
        ("a: !python/object x\n", ("YA003", 1, 4, 20)),
        ("a: ! x\n", ("YA003", 1, 4, 7)),
        ("!!map {a: 1}\n", ("YA003", 1, 1, 8)),
        ("<<: {a: 1}\n", ("YA003", 1, 1, 3)),
        ("x:\n  <<: {a: 1}\n", ("YA003", 2, 3, 5)),
        ("%YAML 1.1\n---\na: 1\n", ("YA003", 1, 1, 2)),
        ("%TAG ! tag:x\n---\na: 1\n", ("YA003", 1, 1, 2)),
        ("a: 1\n---\nb: 2\n", ("YA003", 2, 1, 4)),
        ("a: 1\n...\n---\nb: 2\n", ("YA003", 3, 1, 4)),
        ("? [a]\n: b\n", ("YA001", 1, 3, 4)),
        ("? {a: 1}\n: b\n", ("YA001", 1, 3, 4)),
        ("[a]: b\n", ("YA001", 1, 1, 2)),
        ('a: "\\x00"\n', ("YA004", 1, 4, 10)),
        ('a: "\\u202e"\n', ("YA004", 1, 4, 12)),
        ('a: "\\ud800"\n', ("YA004", 1, 5, 6)),
    ],
)
def test_what_is_clever_is_refused_at_its_place(text: str, place: tuple[str, int, int, int]) -> None:
    assert only(text) == place
    assert not parse("f.yml", text).is_readable


def test_a_merge_key_in_quotes_is_a_name() -> None:
    assert parse("f.yml", '"<<": a\n').findings == []


@pytest.mark.parametrize(
    ("text", "place", "first"),
    [
        ("a: 1\nb: 2\na: 3\n", ("YA002", 3, 1, 2), 1),
        ("x:\n  b: 1\n  c: 2\n  b: 3\n", ("YA002", 4, 3, 4), 2),
        ("a: {b: 1, b: 2}\n", ("YA002", 1, 11, 12), 1),
        ("- a: 1\n  a: 2\n", ("YA002", 2, 3, 4), 1),
        ('a: 1\n"a": 2\n', ("YA002", 2, 1, 4), 1),
        ("a:\n  b: {c: 1,\n    d: 2,\n    c: 3}\n", ("YA002", 4, 5, 6), 2),
        ("a:\na: 1\n", ("YA002", 2, 1, 2), 1),
    ],
)
def test_a_key_written_twice_is_told_with_both_lines(text: str, place: tuple[str, int, int, int], first: int) -> None:
    parsed = parse("f.yml", text)
    assert places(parsed) == [place]
    assert f"lần đầu ở dòng {first})" in parsed.findings[0].found.vi
    assert f"first on line {first})" in parsed.findings[0].found.en


def test_lines_count_from_the_line_the_text_begins_on() -> None:
    parsed = parse("f.yml", "a: 1\na: 2\n", 2)
    assert places(parsed) == [("YA002", 3, 1, 2)]
    assert "dòng 2)" in parsed.findings[0].found.vi
    assert only("a: [\n", 2)[:3] == ("YA001", 2, 4)
    assert only("a: [b,\n\n", 2)[:3] == ("YA001", 2, 4)
    assert only("x: 1\na: {b: 1,\n# c\n", 2)[:3] == ("YA001", 3, 4)


def test_an_accent_apart_makes_no_second_key() -> None:
    apart = unicodedata.normalize("NFD", "quý")
    assert only(f"quý: 1\n{apart}: 2\n")[:3] == ("YA002", 2, 1)


@pytest.mark.parametrize(("depth", "codes"), [(DEPTH_LIMIT - 1, []), (DEPTH_LIMIT, []), (DEPTH_LIMIT + 1, ["YA005"])])
@pytest.mark.parametrize("shape", ["[]", "{}", "block"])
def test_entries_are_nested_32_deep_at_most(depth: int, codes: list[str], shape: str) -> None:
    texts = {
        "[]": "[" * depth + "]" * depth,
        "{}": "{a: " * (depth - 1) + "{}" + "}" * (depth - 1),
        "block": "".join(" " * i + "a:\n" for i in range(depth - 1)) + " " * (depth - 1) + "a: 1\n",
    }
    assert [f.code for f in parse("f.yml", texts[shape]).findings] == codes
    assert DEPTH_LIMIT == 32


@pytest.mark.parametrize(("entries", "codes"), [(NODE_LIMIT - 1, []), (NODE_LIMIT, ["YA005"])])
def test_a_file_has_20000_values_at_most(entries: int, codes: list[str]) -> None:
    flow = parse("f.yml", "[" + "a," * entries + "]\n")  # the list itself is one more
    block = parse("f.yml", "".join(f"k{i}: v\n" for i in range(entries)))
    assert [f.code for f in flow.findings] == codes
    assert [f.code for f in block.findings] == codes
    assert NODE_LIMIT == 20_000


@pytest.mark.parametrize("number", [1, FINDING_LIMIT - 1, FINDING_LIMIT, FINDING_LIMIT + 1, 500])
def test_a_flood_of_findings_is_cut_and_counted(number: int) -> None:
    found = parse("f.yml", "".join(f"a{i}: &x y\n" for i in range(number))).findings
    told = min(number, FINDING_LIMIT)
    assert [f.more for f in found] == [*[0] * (told - 1), number - told]


def test_findings_of_several_codes_are_cut_each_for_itself() -> None:
    found = parse("f.yml", "".join(f"a{i}: b #c\n" for i in range(60)) + "x: &y z\n" + "a: b #c\n" * 3)
    assert [f.code for f in found.findings] == [*["YA007"] * 50, "YA003", "YA002", "YA002"]
    assert [f.more for f in found.findings] == [*[0] * 49, 13, 0, 0, 0]
    assert not found.is_readable


def test_a_flood_that_ends_in_a_refusal_is_counted_too() -> None:
    found = parse("f.yml", "".join(f"a{i}: b #c\n" for i in range(60)) + "x: [\n").findings
    assert [f.code for f in found] == [*["YA007"] * 50, "YA001"]
    assert [f.more for f in found] == [*[0] * 49, 10, 0]
    found = parse("f.yml", "".join(f"a{i}: &x y\n" for i in range(60)) + "---\nb: 1\n").findings
    assert [f.more for f in found] == [*[0] * 49, 11]


def test_the_text_that_a_hash_cuts_ends_with_its_line() -> None:
    assert only("a: b #c d\ne: f\n") == ("YA007", 1, 6, 10)
    assert only("a: b #c d") == ("YA007", 1, 6, 10)


@pytest.mark.parametrize("bomb", ["[" * 100_000, "{a: " * 50_000, "- " * 100_000, "[{" * 50_000, "a: &a [" * 30_000])
def test_a_bomb_is_refused_fast(bomb: str) -> None:
    started = time.process_time()
    parsed = parse("f.yml", bomb)
    assert time.process_time() - started < 1
    assert parsed.value is None
    assert parsed.findings[-1].code in {"YA001", "YA005"}


def test_aliases_are_never_expanded() -> None:
    lol = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    parsed = parse("f.yml", lol)
    assert {f.code for f in parsed.findings} == {"YA003"}
    assert parsed.value["i"] == ["", ""]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("tho\u0302n Na\u0300 Lo\u0323\u0302c", "thôn Nà Lộc"),
        ("Nhà\u00a0văn\u202fhóa", "Nhà văn hóa"),
        ("\u00a02024-03-05\u00a0", "2024-03-05"),
        ('"a\u00a0"', "a "),
        ("7:30\u00a0–\u00a09:15", "7:30 – 9:15"),
    ],
)
def test_text_is_compared_composed_and_with_plain_spaces(written: str, value: str) -> None:
    assert parse("f.yml", f"a: {written}\n").value == {"a": value}
