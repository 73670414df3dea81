"""The report in English: sentences that are right for one and for many."""

from __future__ import annotations

import pytest

from generator.render.engine import Engine
from generator.store.catalogue import words_of
from generator.views.pages.report import pages
from tests.pages.factory import Shown, district_of, site
from tests.pages.test_report import first, home_of, second


def english(key="2024"):
    home, words = home_of(), words_of("en")
    summary = district_of(first(home), second(home))
    made = {page.url: page for page in pages(site(words=words), summary)}
    return Shown(Engine(words=words).render(made[f"/huyen-a/report/{key}/"])).text().replace("\u00a0", " ")


ENGLISH = [
    "Cell meetings in 2024",
    "had 2 subordinate units with 2 cells in all. The whole organisation had 12 members, 6.00 a cell on average.",
    "1 cell, 50.00% of all cells; 10 members, 83.33% of all members.",
    "1 cell took part in a pilot scheme.",
    "2024: 1 member was admitted.",
    "The cells held 17 of 24 required regular meetings (70.83%).",
    "Of 2 cells active all year: 1 met in 12 months (50.00%), 0 in 9–11 (0.00%), 1 in 5–8 (50.00%) and 0 in 0–4 (0.00%).",
    "Thematic or combined meetings held: 12 meetings, on 1 theme.",
    "1 cell had a theme at every meeting:",
    "Attendance at regular meetings of members due: 84.12% (143 of 170 attendances).",
    "Absent without a reason: 5 absences, 2.94% of attendances due.",
    "Of 1 meeting graded: 1 good (100.00%), 0 fair (0.00%), 0 average (0.00%), 0 poor (0.00%).",
    "1 of 2 registered cells attended, 50.00% of the plan (2 regular, 0 thematic). By visits: 2 of 3 planned visits made, 66.67%.",
    "0 of 1 registered cell attended, 0.00% of the plan (0 regular, 0 thematic).",
    "The cells adopted 1 resolution or conclusion with a number and assigned 2 tasks.",
    "1 of 2 tasks due were done (50.00%).",
    "2 training classes were held with 712 participants.",
    "Commendations went to 70 collectives and 56 individuals.",
    "Cells had 0 inspections and 1 supervision.",
    "1 model meeting was held.",
    "Minutes are missing for 6 months in 1 cell:",
    "In 1 month the meeting was not held or was postponed, in 1 cell:",
    "4 quarters passed without a thematic meeting in 1 cell:",
    "1 task passed the due date without being done, in 1 cell:",
]  # fmt: skip


@pytest.mark.parametrize("sentence", ENGLISH)
def test_the_year_says_in_english(english_year: str, sentence: str) -> None:
    assert sentence in english_year


@pytest.fixture(scope="module")
def english_year() -> str:
    return str(english())


def test_the_half_year_in_english_is_one_of_a_pair():
    said = english("2024-H1")
    assert "Cell meetings in the first half of 2024" in said
    assert "1 training class was held with 356 participants." in said
