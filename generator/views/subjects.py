"""What the figures are about: the order in which tables of many figures group them."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from generator.model.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

# Each subject with the beginnings of its figures' ids; the longest that fits decides.
SUBJECTS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (
        Text("Kỳ sinh hoạt", "Meetings"),
        ("meeting", "frequency", "fixed_day", "common_day", "on_time", "model_meetings", "guests"),
    ),
    (Text("Sinh hoạt chuyên đề", "Thematic meetings"), ("thematic",)),
    (Text("Dự sinh hoạt và phát biểu", "Attendance and speaking"), ("attendance", "unexcused", "speaker")),
    (Text("Cấp ủy cấp trên dự", "Superior members attending"), ("observer",)),
    (Text("Chất lượng, nhiệm vụ, sổ sách", "Quality, tasks, registers"), ("grades", "score", "tasks", "registers")),
    (Text("Chi bộ và đảng viên", "Cells and members"), ("cells_by", "members", "admissions", "education")),
    (Text("Hoạt động của cấp trên", "Work of the superior committee"), ("training", "commended", "inspections")),
    (Text("Ý kiến trong các đợt sơ kết", "Proposals in reviews"), ("review",)),
)
OTHER = Text("Chỉ tiêu khác", "Other figures")


@functools.lru_cache(maxsize=4096)
def subject_of(id_: str) -> Text:
    """The subject of a figure, or of a family of figures given by its prefix."""
    found = [(len(prefix), subject) for subject, prefixes in SUBJECTS for prefix in prefixes if id_.startswith(prefix)]
    return max(found)[1] if found else OTHER


def by_subject(ids: Iterable[str]) -> list[tuple[Text, list[str]]]:
    """Ids grouped by subject, in the order of the subjects; within one as given."""
    groups: dict[Text, list[str]] = {subject: [] for subject in (*(s for s, _ in SUBJECTS), OTHER)}
    for id_ in ids:
        groups[subject_of(id_)].append(id_)
    return [(subject, found) for subject, found in groups.items() if found]
