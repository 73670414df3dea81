"""Which education the members have: general and professional, two dimensions that are never added up.

Shape: one stretch of one cell, on its last day (or `as_of`); in each dimension a figure for each word that occurs, all
over those for whom the dimension is recorded.
Unit: members.
Source: the table of members by education in the committees' yearly reports.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.ratio import Ratio
from generator.model.text import Text
from generator.stats.api import MEMBERS, Family, Figure, Statistic, last_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.book import CellBook
    from generator.model.period import Span


def _general(word: str) -> Figure:
    label = codes.EDUCATION_GENERAL.get(word, Text(word, word))
    return Figure(
        f"education_general.{word}",
        Text(f"Giáo dục phổ thông: {label.vi}", f"General education: {label.en}"),
        Text(f"đảng viên có trình độ {label.vi}", f"members with {label.en}"),
        Text("đảng viên có ghi giáo dục phổ thông", "members whose general education is recorded"),
        whole="education_general",
        private=True,
    )


def _professional(word: str) -> Figure:
    label = codes.EDUCATION_PROFESSIONAL.get(word, Text(word, word))
    return Figure(
        f"education_professional.{word}",
        Text(f"Chuyên môn: {label.vi}", f"Professional education: {label.en}"),
        Text(f"đảng viên có trình độ {label.vi}", f"members with {label.en}"),
        Text("đảng viên có ghi trình độ chuyên môn", "members whose professional education is recorded"),
        whole="education_professional",
        private=True,
    )


STATISTIC = Statistic(
    by="span",
    figures=(),
    subject=MEMBERS,
    source="Biểu trình độ đảng viên; hai chiều phổ thông và chuyên môn không cộng với nhau",
    rank=200,
    families=(
        Family(
            "education_general", _general, Text("Đảng viên theo giáo dục phổ thông", "Members by general education")
        ),
        Family(
            "education_professional",
            _professional,
            Text("Đảng viên theo trình độ chuyên môn", "Members by professional education"),
        ),
    ),
)


def compute(cell: CellBook, span: Span) -> Iterator[tuple[str, Ratio]]:
    """Yield, in each dimension, the members on the roll with each word over those who have one."""
    day = last_day(cell, span)
    roll = cell.roll_on(day) if cell.is_active(day) else None
    recorded = [member.education for member in (roll or {}).values() if member.education is not None]
    for dimension in ("general", "professional"):
        words = Counter(word for education in recorded if (word := getattr(education, dimension)) is not None)
        for word, number in words.items():
            yield f"education_{dimension}.{word}", Ratio(number, words.total())
