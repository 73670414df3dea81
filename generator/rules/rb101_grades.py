"""The grade thresholds of the rulebook leave a gap or overlap.

Kiểm tra:
    Các mức Tốt, Khá, Trung bình, Kém trong sổ quy định nối tiếp nhau từ cao xuống thấp và mức cuối bắt đầu từ 0, để
    mỗi số điểm thuộc đúng một mức. Quy định chỉ ghi một số mức thì xét cùng các mức của văn bản rộng hơn, suốt thời
    gian nó có hiệu lực.
Vì sao:
    Văn bản thường viết “trên 50” và “dưới 50”, bỏ sót đúng 50 điểm; hoặc hai mức cùng nhận một số điểm.
Cách sửa:
    Sửa ngưỡng của mức được chỉ ra, viết rõ `>=` (từ … trở lên) hoặc `>` (trên …).
Checks:
    The thresholds of good, fair, average and poor fall one after the other and the last begins at 0: every score
    has one grade. A file that states only some is judged with those of the wider documents, as long as it is in force.
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

import dataclasses
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.text import Text, day_text
from generator.rules.api import Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.diagnostic import Finding
    from generator.model.rulebook import Rulebook, Rules
    from generator.model.values import Limit

RULE = Rule(
    __name__,
    scope="store",
    title=Text("Ngưỡng xếp loại hở hoặc chồng nhau", "Thresholds leave a gap or overlap"),
)


def check(rulebook: Rulebook, districts: frozenset[str]) -> Iterator[Finding]:  # noqa: ARG001  # the signature of all rules of this scope
    """Look at the grades of each file together with what it takes over from others, on every day that changes them."""
    for name, rules in sorted(rulebook.files.items()):
        told: set[str] = set()
        for day in rulebook.turning_days(name):
            for finding in _check_on(rulebook, name, rules, day):
                if finding.subject not in told:  # once a grade, on the first day that shows it
                    told.add(finding.subject)
                    yield finding


def _check_on(rulebook: Rulebook, name: str, rules: Rules, day: dt.date) -> Iterator[Finding]:
    district, _, unit = rules.scope.partition("/")
    in_force = rulebook.in_force(district, (unit,), day)  # for `all`, and without a unit, nothing narrower is found
    limits: dict[str, Limit] = in_force.group("score", "grades")
    own = {grade for grade in limits if in_force.leaves["score", "grades", grade].file == name}
    if not own:
        return
    grades = [g for g in codes.GRADES if g in limits]
    path = f"records/rulebook/{name}.yml"
    for upper, lower in pairwise(grades):
        if _rank(limits[lower]) >= _rank(limits[upper]) and own.intersection((lower, upper)):
            place, other = (lower, upper) if lower in own else (upper, lower)
            finding = _overlap(path, place, (upper, limits[upper]), (lower, limits[lower]))
            document = "" if other in own else in_force.document("score", "grades", other)
            yield dataclasses.replace(finding, found=_since(finding.found, rules, day), document=document)
    last = grades[-1]
    if last in own and (limits[last].bound > 0 or limits[last].strict):
        finding = _gap(path, last, limits[last])
        yield dataclasses.replace(finding, found=_since(finding.found, rules, day))


def _since(found: Text, rules: Rules, day: dt.date) -> Text:
    """What was found, with the day from which it is so, where that is not the file's first."""
    if day == rules.applies.from_:
        return found
    since = day_text(day)
    return Text(f"Từ {since.vi}: {found.vi}", f"From {since.en}: {found.en}")


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
