"""Figures grouped by what they are about, as tables of many figures show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.stats.api import SUBJECTS, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.text import Text


def by_subject(ids: Iterable[str]) -> list[tuple[Text, list[str]]]:
    """Ids grouped by subject, in the order of the subjects; within one as given."""
    groups: dict[Text, list[str]] = {subject: [] for subject in SUBJECTS}
    for id_ in ids:
        groups[subject_of(id_)].append(id_)
    return [(subject, found) for subject, found in groups.items() if found]
