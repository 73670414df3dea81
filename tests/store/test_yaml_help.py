"""What a secretary reads when YAML goes wrong: the cause by name, the cure, the place."""

from __future__ import annotations

import time

import pytest

from generator.store.yaml import parse, places

QUOTE_VI, QUOTE_EN = "trong ngoặc kép", "quote"


def told(text: str) -> tuple[tuple[str, int, int], str, str]:
    (finding,) = parse("f.yml", text).findings
    assert finding.span is not None
    vi = f"{finding.found.vi} {finding.expected.vi} {finding.hint.vi}"
    en = f"{finding.found.en} {finding.expected.en} {finding.hint.en}"
    return (finding.code, finding.span.line, finding.span.column), vi, en


@pytest.mark.parametrize(
    ("text", "place", "cause", "cure"),
    [
        # the three traps of free text
        ("theme: Rừng: giữ và trồng\n", ("YA001", 1, 12), "“: ”", "Đặt cả đoạn chữ trong ngoặc kép"),
        ("t1: {title: Họp: bàn, owner: dv05}\n", ("YA001", 1, 16), "“: ” bên trong", "mỗi mục một dòng"),
        ("t1: {title: Tổ #3, owner: dv05}\n", ("YA001", 1, 16), "“ #” bên trong", "trong ngoặc kép"),
        ("t1:\n  {title: Tổ #3,\n   owner: dv05}\n", ("YA001", 2, 14), "“ #” bên trong", "trong ngoặc kép"),
        # brackets and quotes
        ("spoke: [dv01, dv03\n", ("YA001", 1, 8), "không đóng", "mỗi mục một dòng"),
        ("a: {x: 1\nb: 2\n", ("YA001", 1, 4), "không đóng", "mỗi mục một dòng"),
        ('place: "Nhà văn hóa\ntime: 07:30-09:15\n', ("YA001", 1, 8), 'Dấu ngoặc kép (") mở mà không đóng', 'Thêm dấu " ở cuối'),
        ("place: 'Nhà văn hóa\n", ("YA001", 1, 8), "Dấu ngoặc đơn (') mở mà không đóng", "Thêm dấu ' ở cuối"),
        # indentation and lines
        ("\tplace: a\n", ("YA001", 1, 1), "phím Tab", "hai dấu cách"),
        ("attendance:\n\troll: 1\n", ("YA001", 2, 1), "phím Tab", "hai dấu cách"),
        ("attendance:\n  roll: 1\n   present: 2\n", ("YA001", 3, 11), "thụt dòng sai", "thụt dòng bằng nhau"),
        ("place: Nhà\nvăn hóa\ntime: 1\n", ("YA001", 2, 1), "không có dấu hai chấm", "nối dòng này vào dòng trên"),
        ("place: - Nhà\n", ("YA001", 1, 8), "“- ” trên cùng dòng", "trong ngoặc kép"),
        # first characters
        ("place: @nha\n", ("YA001", 1, 8), "bắt đầu bằng dấu @", "trong ngoặc kép"),
        ("place: `nha`\n", ("YA001", 1, 8), "bắt đầu bằng dấu `", "trong ngoặc kép"),
        ("place: %nha\n", ("YA001", 1, 8), "bắt đầu bằng dấu %", "trong ngoặc kép"),
        ("place: *nha\n", ("YA003", 1, 8), "bắt đầu bằng dấu *", "trong ngoặc kép"),
        ("place: &nha\n", ("YA003", 1, 8), "bắt đầu bằng dấu &", "trong ngoặc kép"),
        ("place: !nha\n", ("YA003", 1, 8), "bắt đầu bằng dấu !", "trong ngoặc kép"),
        # the rest
        ("a: 1\n---\nb: 1\n", ("YA003", 2, 1), "nhiều tài liệu", "tách thành hai tệp"),
        ("<<: {a: 1}\n", ("YA003", 1, 1), "<<", "ghi thẳng"),
        ("%YAML 1.2\n---\na: 1\n", ("YA003", 1, 1), "dòng %", "Xóa dòng"),
        ("[a]: 1\n", ("YA001", 1, 1), "Tên mục là một danh sách", "Bỏ dấu [ ]"),
    ],
)  # fmt: skip
def test_the_message_names_cause_and_cure(text: str, place: tuple[str, int, int], cause: str, cure: str) -> None:
    where, vi, en = told(text)
    assert where == place
    assert cause in vi
    assert cure in vi
    assert en
    assert en != vi


def test_a_comma_in_braces_leaves_a_key_without_value() -> None:
    parsed = parse("f.yml", "t1: {title: Hiến đất, làm đường, owner: dv05}\n")
    assert parsed.value == {"t1": {"title": "Hiến đất", "làm đường": None, "owner": "dv05"}}
    assert parsed.trapped == {"làm đường"}
    assert parse("f.yml", "t1:\n  title: Hiến đất, làm đường\n  note:\n").trapped == frozenset()


@pytest.mark.parametrize(
    ("text", "line", "column", "end", "lost", "kept"),
    [
        ("place: Họp tổ #3\n", 1, 15, 17, "#3", "Họp tổ"),
        ("a: 1\nplace:   Nhà   #A B  \n", 2, 16, 22, "#A B  ", "Nhà"),
        ("place: Nhà\t#3\n", 1, 12, 14, "#3", "Nhà"),
        ("place: #3\n", 1, 8, 10, "#3", ""),
        ("- Tổ #3\n", 1, 6, 8, "#3", "Tổ"),
        ("- #3\n", 1, 3, 5, "#3", ""),
        ("place: Nhà ##\n", 1, 12, 14, "##", "Nhà"),
        ("place: Nhà\n  văn hóa #3\n", 2, 11, 13, "#3", "Nhà văn hóa"),
        ("spoke: [dv01 #x\n]\n", 1, 14, 16, "#x", "dv01"),
        ("place: Nhà #allow[AT104]: x\n", 1, 12, 28, "#allow[AT104]: x", "Nhà"),
    ],
)
def test_text_cut_by_a_hash_is_warned_about(text: str, line: int, column: int, end: int, lost: str, kept: str) -> None:
    parsed = parse("f.yml", text)
    (finding,) = parsed.findings
    assert (finding.code, finding.span) == ("YA007", (line, column, line, end))
    assert f"“{lost}”" in finding.found.vi
    assert f"“{kept}”" in finding.found.vi if kept else "không còn gì" in finding.found.vi
    assert f'"{f"{kept} {lost}".strip()}"' in finding.hint.vi
    assert parsed.is_readable


@pytest.mark.parametrize(
    "text",
    [
        "place: Nhà # ghi chú\n", "place: Nhà #\n", "place: Nhà # allow[AT104]: lý do\n", "place: Nhà  #  ghi chú\n", "# ghi chú\nplace: Nhà\n",
        "#ghi chú\nplace: Nhà\n", "place:\n  #ghi chú\n  a: 1\n", 'place: "Họp tổ #3"\n', "place: 'Họp tổ #3'\n", "place: Tổ#3\n",
        "place: |\n  Họp tổ #3\n  xong\n", "place: >-\n  Họp tổ #3\n", 'place: "Nhà" #3\n', "place: # allow[ME105]: lý do\n  a: 1\n",
    ],
)  # fmt: skip
def test_comments_and_quoted_hashes_are_fine(text: str) -> None:
    assert parse("f.yml", text).findings == []


def test_messages_do_not_grow_with_the_text() -> None:
    for text in (
        f"a: {'x' * 50_000} #{'y' * 50_000}\n",
        f'"{"k" * 900}": 1\n"{"k" * 900}": 2\n',
        f"? {'k' * 50_000}\n: 1\n? {'k' * 50_000}\n: 2\n",
    ):
        finding = parse("f.yml", text).findings[0]
        assert len(finding.found.vi + finding.hint.vi) < 500


def test_places_can_be_asked_for_what_cannot_be_read() -> None:
    assert places("a: [\n").containers[()] == (1, 1, 1, 2)


@pytest.mark.parametrize(
    ("text", "line", "column", "key"),
    [
        ("date: 2025-03-05\nplace:Nhà văn hóa\nchair: dv01\n", 2, 6, "place"),
        ("a: 1\nplace:Nhà\n", 2, 6, "place"),
        ("place: a\nchair:dv01\n\n\nx: 1\n", 2, 6, "chair"),
        ("time:07:30-09:15\nplace: x\n", 1, 5, "time"),
        ("a:\n  roll: 4\n  present:3\n  excused:\n    dv04: sick\n", 3, 10, "present"),
        ("t1:\n  title:Vận động\n  owner: dv01\n", 2, 8, "title"),
        ("t1:\n  title:Vận động\n    hiến đất\n  owner: dv01\n", 2, 8, "title"),
        ("t1:\n  title:Vận động\n\n  # ghi chú\n  owner: dv01\n", 2, 8, "title"),
        ("# ghi chú\nplace:Nhà\n# ghi chú\nx: 1\n", 2, 6, "place"),
        ("a:\n  - b: c\n  - d:e\n    f: 1\n", 3, 6, "d"),
        ("a:\n  - b: c\n    d:e\n  - f: 1\n", 3, 6, "d"),
        ("x: 1\nvotes:{for: 3, against: 0}\ny: 1\n", 2, 6, "votes"),
        ("place:\u3000Nhà\nchair: a\n", 1, 6, "place"),
    ],
)
def test_a_missing_space_after_a_colon_is_told_at_its_own_line(text: str, line: int, column: int, key: str) -> None:
    where, vi, en = told(text)
    assert where == ("YA001", line, column)
    assert f"Thiếu dấu cách sau dấu hai chấm của “{key}”" in vi
    assert f"Viết “{key}: ”" in vi
    assert f"no space after the colon of “{key}”" in en
    assert ("dấu cách lạ" in vi) is ("\u3000" in text)


def test_a_long_word_is_looked_at_once() -> None:
    begin = time.process_time()
    for word in ("k" * 200_000, "-" * 200_000, "1-" * 100_000, "- " * 100_000, "k " * 100_000):
        assert parse("f.yml", f"a: 1\n{word}\nb: 2\n").value is None or " -" in word
        parse("f.yml", f"{word}\n? a: b: c\n  d: e\n f: g\n")
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("t1:\n  roll 4\n  present: 3\n", 2, 7),
        ("a: 1\nroll 4\nx: 1\n", 2, 5),
        ("present\nx: 1\n", 1, 8),
        ("excused:\n  dv04 sick\n  dv05: sick\n", 2, 7),
    ],
)
def test_a_missing_colon_is_told_at_its_own_line(text: str, line: int, column: int) -> None:
    where, vi, en = told(text)
    assert where == ("YA001", line, column)
    assert "không có dấu hai chấm sau tên mục" in vi
    assert "no colon after its key" in en


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("place:\n  https://a.vn/x\n  họp: bàn\n", 3, 6),
        ("place:\n  Nhà văn hóa\n  gồm: hai gian\n", 3, 6),
        ("place:\n  7:30 tại nhà\n  gồm: hai gian\n", 3, 6),
        ("roll: 1\n   present: 2\n", 2, 11),
    ],
)
def test_a_text_of_several_lines_is_no_key_that_lacks_its_colon(text: str, line: int, column: int) -> None:
    where, vi, _ = told(text)
    assert where == ("YA001", line, column)
    assert "trong ngoặc kép" in vi
