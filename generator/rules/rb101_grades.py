"""The grade thresholds of the rulebook leave a gap or overlap.

Kiểm tra:
    Các mức Tốt, Khá, Trung bình, Kém trong sổ quy định nối tiếp nhau từ cao xuống thấp và mức cuối bắt đầu từ 0, để
    mỗi số điểm thuộc đúng một mức.
Vì sao:
    Văn bản thường viết “trên 50” và “dưới 50”, bỏ sót đúng 50 điểm; hoặc hai mức cùng nhận một số điểm.
Cách sửa:
    Sửa ngưỡng của mức được chỉ ra, viết rõ `>=` (từ … trở lên) hoặc `>` (trên …).
Checks:
    The thresholds of good, fair, average and poor fall one after the other and the last begins at 0: every score
    has one grade.
Why:
    Texts often say “over 50” and “under 50” and forget 50 itself, or two grades claim the same score.
Fix:
    Correct the threshold shown; write `>=` or `>` plainly.
Wrong:
    # records/rulebook/diem-2024.yml
    title: Quy định chấm điểm thử
    issuer: Huyện ủy
    source: Mục I
    applies: {from: 2024-01-01}
    scope: van-quan
    score:
      grades:
        good: ">= 90"
        fair: ">= 70"
        average: ">= 70"  # ! RB101
        poor: ">= 0"
Right:
    # records/rulebook/diem-2024.yml
    title: Quy định chấm điểm thử
    issuer: Huyện ủy
    source: Mục I
    applies: {from: 2024-01-01}
    scope: van-quan
    score:
      grades:
        good: ">= 90"
        fair: ">= 70"
        average: ">= 50"
        poor: ">= 0"
Source:
    Hướng dẫn 42-HD/BTCTW (2025): Tốt từ 90, Khá từ 70 đến dưới 90, Trung bình từ 50 đến dưới 70, Kém dưới 50;
    ngưỡng của địa phương ghi trong sổ quy định.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.text import Text
from generator.rules.api import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.diagnostic import Finding
    from generator.model.rulebook import Rulebook, Rules
    from generator.model.values import Limit

RULE = Rule(
    __name__,
    scope="store",
    title=Text("Ngưỡng xếp loại hở hoặc chồng nhau", "Thresholds leave a gap or overlap"),
    silenced_by=("FI001", "FI003"),
    silenced_within=("score", "grades"),
)


def check(rulebook: Rulebook) -> Iterator[Finding]:
    """Look at the grades of each file together with what it takes over from others in force."""
    for name, rules in sorted(rulebook.files.items()):
        if rules.score is not None and rules.score.grades:
            yield from _check_file(rulebook, name, rules, rules.score.grades)


def _check_file(rulebook: Rulebook, name: str, rules: Rules, own: dict[str, Limit]) -> Iterator[Finding]:
    district, _, unit = rules.scope.partition("/")
    where = "" if rules.scope == "all" else district
    merged = rulebook.in_force(where, (unit,) if unit else (), rules.applies.from_).group("score", "grades")
    limits = {**merged, **own}
    grades = [g for g in codes.GRADES if g in limits]
    path = f"records/rulebook/{name}.yml"
    for upper, lower in pairwise(grades):
        if _rank(limits[lower]) >= _rank(limits[upper]):
            grade = lower if lower in own else upper
            if grade in own:
                yield _overlap(path, grade, (upper, limits[upper]), (lower, limits[lower]))
    last = grades[-1]
    if last in own and (limits[last].bound > 0 or limits[last].strict):
        yield _gap(path, last, limits[last])


def _rank(limit: Limit) -> tuple[object, bool]:
    """The order of thresholds: `> 50` begins after `>= 50`."""
    return (limit.bound, limit.strict)


def _overlap(path: str, grade: str, upper: tuple[str, Limit], lower: tuple[str, Limit]) -> Finding:
    (above, high), (below, low) = upper, lower
    labels = codes.GRADES[above], codes.GRADES[below]
    return RULE.find(
        path, "score", "grades", grade,
        found=Text(
            f"{labels[0].vi} ghi “{high.written}”, {labels[1].vi} ghi “{low.written}”: "
            f"điểm {_words(low).vi} thuộc cả hai mức.",
            f"{above} says “{high.written}” and {below} “{low.written}”: a score {_words(low).en} has both grades.",
        ),
        expected=Text(
            f"Ngưỡng của {labels[1].vi} phải thấp hơn ngưỡng của {labels[0].vi}.",
            f"The threshold of {below} must lie under that of {above}.",
        ),
        hint=Text(f"Sửa `{grade}`.", f"Correct `{grade}`."), subject=grade,
    )  # fmt: skip


def _gap(path: str, grade: str, limit: Limit) -> Finding:
    label, bound = codes.GRADES[grade], limit.written.lstrip(">=≥ ")
    left = Text(f"từ 0 đến dưới {bound}", f"from 0 to under {bound}")
    if limit.strict:
        left = (
            Text(f"từ 0 đến {bound}", f"from 0 to {bound}") if limit.bound > 0 else Text("đúng bằng 0", "of exactly 0")
        )
    return RULE.find(
        path, "score", "grades", grade,
        found=Text(
            f"{label.vi} là mức thấp nhất và ghi “{limit.written}”: điểm {left.vi} không thuộc mức nào.",
            f"{grade} is the lowest grade and says “{limit.written}”: a score {left.en} has none.",
        ),
        expected=Text('Mức thấp nhất ghi ">= 0".', 'The lowest grade says ">= 0".'),
        hint=Text(
            f'Sửa `{grade}` thành ">= 0", hoặc thêm mức còn thiếu.',
            f'Set `{grade}` to ">= 0", or add the missing grade.',
        ),
        subject=grade,
    )  # fmt: skip


def _words(limit: Limit) -> Text:
    bound = limit.written.lstrip(">=≥ ")
    return (
        Text(f"trên {bound}", f"over {bound}") if limit.strict else Text(f"từ {bound} trở lên", f"of {bound} or more")
    )
