"""Names as Vietnamese people sort and mistype them."""

from __future__ import annotations

import random
import shutil
import subprocess
import unicodedata
from fractions import Fraction

import pytest

from generator.model.text import (
    Text,
    compared,
    filled,
    fold,
    nearest,
    number_text,
    percent_text,
    person_key,
    shorten,
    sort_key,
)

# Letters come first (a ă â … d đ e ê … o ô ơ … u ư), then tones (ngang huyền hỏi ngã sắc nặng); numbers count as numbers.
IN_ORDER = [
    "1 tháng 5", "2 tháng 9", "19 tháng 8",
    "An", "Àn", "Ản", "Ãn", "Án", "Ạn", "Anh", "Ánh", "Ăn", "Ân", "Ấn",
    "Ba", "Bà", "Bả", "Bã", "Bá", "Bạ", "Bản 2", "Bản 10", "Bản Nà Lộc", "Bản Nà Thử", "Bang", "Bằng", "Bân",
    "Cam", "Căm", "Câm", "Dân", "Dũng", "Đa", "Đán", "Đăng", "Đến", "Đoàn", "Đức", "Em", "Êm", "Gia",
    "Hà", "Hạ", "Hải", "Hằng", "Hoa", "Hồng", "Hơn", "Huệ", "Hường", "Kiên", "Lan", "Lê",
    "Mai", "Mơ", "Năm", "Nga", "Ngọc", "Oanh", "Ổn", "Ơn", "Phú", "Tâm", "Uyên", "Ước", "Vân", "Xuân", "Ý", "Yến",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_names_sort_in_vietnamese_order(seed: int) -> None:
    assert len(IN_ORDER) >= 60
    mixed = random.Random(seed).sample(IN_ORDER, len(IN_ORDER))
    assert sorted(mixed, key=sort_key) == IN_ORDER


def test_case_does_not_change_the_order() -> None:
    assert sorted(["ĐỨC", "dũng", "Ân", "ăn"], key=sort_key) == ["ăn", "Ân", "dũng", "ĐỨC"]


def test_accents_written_apart_sort_as_composed_ones() -> None:
    apart = unicodedata.normalize("NFD", "Bản Nà Lộc")
    assert sort_key(apart)[:2] == sort_key("Bản Nà Lộc")[:2]


def test_a_number_of_any_length_has_a_key() -> None:
    assert sort_key("Tổ 2") < sort_key("Tổ 10") < sort_key("Tổ " + "9" * 5000)


def test_people_sort_by_given_name_then_by_the_whole_name() -> None:
    people = ["Nông Thị Hoa", "Hoàng Văn An", "Bế Văn Đức", "Lý Thị Hoa", "Triệu Văn Dũng", ""]
    expected = ["", "Hoàng Văn An", "Triệu Văn Dũng", "Bế Văn Đức", "Lý Thị Hoa", "Nông Thị Hoa"]
    assert sorted(people, key=person_key) == expected


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đảng bộ Xã Tân Đoàn", "dang bo xa tan doan"),
        ("ĐỨC", "duc"),
        ("e\u0302\u0301", "e"),
        ("Ước", "uoc"),
        ("", ""),
        ("03-NQ", "03-nq"),
    ],
)
def test_fold_leaves_what_a_hurried_person_types(text: str, plain: str) -> None:
    assert fold(text) == plain


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("presnt", ["roll", "present", "excused"], "present"),
        ("Đơn-vị", ["don-vi", "chi-bo"], "don-vi"),
        ("SECRETARY", ["secretary", "deputy"], "secretary"),
        ("xyz", ["roll", "present"], None),
        ("roll", [], None),
        ("", ["roll"], None),
    ],
)
def test_nearest_finds_what_was_meant_or_nothing(word: str, known: list[str], expected: str | None) -> None:
    assert nearest(word, known) == expected


def test_text_speaks_vietnamese_unless_english_is_asked_for() -> None:
    text = Text("chi bộ", "cell")
    assert [text.to("vi"), text.to("en"), text.to("fr")] == ["chi bộ", "cell", "chi bộ"]


@pytest.mark.parametrize(("length", "shown"), [(59, 59), (60, 60), (61, 60), (200_000, 60)])
def test_a_quoted_text_has_at_most_sixty_characters(length: int, shown: int) -> None:
    cut = shorten("x" * length)
    assert len(cut) == shown
    assert cut.endswith("…") is (length > 60)


COLLATE = """
use utf8; use Unicode::Collate::Locale; binmode STDIN, ':utf8'; binmode STDOUT, ':utf8';
my @words = <STDIN>; chomp @words;
print join("\\n", Unicode::Collate::Locale->new(locale => 'vi')->sort(@words));
"""


def _syllable(chance: random.Random) -> str:
    letters = [chance.choice("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz") for _ in range(chance.randint(1, 5))]
    where = [i for i, letter in enumerate(letters) if letter in "aăâeêioôơuưy"]
    if where:
        letters[chance.choice(where)] += chance.choice(["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"])
    return unicodedata.normalize("NFC", "".join(letters))


def test_syllables_sort_as_unicode_collates_vietnamese() -> None:
    """The order of the CLDR, as Perl's own module of it (part of Perl) has it; only where Perl is installed."""
    perl = shutil.which("perl")
    if (
        perl is None
        or subprocess.run([perl, "-MUnicode::Collate::Locale", "-e1"], check=False, capture_output=True).returncode
    ):
        pytest.skip("no Perl with Unicode::Collate::Locale")
    chance = random.Random(1)
    words = sorted({_syllable(chance) for _ in range(3000)})
    done = subprocess.run(
        [perl, "-e", COLLATE], input="\n".join(words), capture_output=True, encoding="utf-8", check=True
    )
    assert sorted(words, key=sort_key) == done.stdout.split("\n")


EVERY = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]


def test_what_is_folded_and_compared_is_so_letter_by_letter_for_every_character() -> None:
    text = "x".join(EVERY)
    flat = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    assert fold(text) == "".join(c for c in flat if not unicodedata.combining(c))
    usual = "".join(c for c in EVERY if c not in "\u0130\u03a3")
    for piece in (usual, text):
        composed = unicodedata.normalize("NFC", piece)
        assert compared(piece) == "".join(low if len(low := c.lower()) == 1 else c for c in composed)


@pytest.mark.parametrize(("number", "vi", "en"), [(0, "0", "0"), (999, "999", "999"), (1322, "1.322", "1,322"), (-1234567, "-1.234.567", "-1,234,567")])  # fmt: skip
def test_thousands_stand_apart(number: int, vi: str, en: str) -> None:
    assert number_text(number) == Text(vi, en)


@pytest.mark.parametrize(("n", "d", "vi", "en"), [(10, 13, "76,92 %", "76.92%"), (4, 5, "80 %", "80%"), (1, 2000, "0,05 %", "0.05%"), (11, 1, "1.100 %", "1,100%")])  # fmt: skip
def test_percentages_have_a_space_in_vietnamese_alone(n: int, d: int, vi: str, en: str) -> None:
    assert percent_text(Fraction(n, d)) == Text(vi, en)


def test_a_sentence_is_filled_in_the_way_of_its_language() -> None:
    told = filled("{n} người ({what}), {id}", "{n} persons ({what}), {id}", n=1300, what=Text("vắng", "away"), id="{n}")
    assert told == Text("1.300 người (vắng), {n}", "1,300 persons (away), {n}")
