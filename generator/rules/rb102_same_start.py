"""Two rulebook files of one scope come into force on the same day.

Kiểm tra:
    Trong một phạm vi, không có hai tệp quy định cùng ngày bắt đầu hiệu lực.
Vì sao:
    Quy định sau thay quy định trước; cùng một ngày thì không biết tệp nào thay tệp nào.
Cách sửa:
    Sửa ngày ở `applies.from`, gộp hai tệp làm một, hoặc thu hẹp phạm vi (`scope`) của một tệp.
Checks:
    Within one scope no two rulebook files have the same `applies.from`.
Why:
    A later rule replaces an earlier one; on the same day nobody knows which replaces which.
Fix:
    Correct `applies.from`, merge the two files, or narrow the `scope` of one.
Wrong:
    # records/rulebook/van-quan-2024.yml
    title: Quy định của huyện
    issuer: Huyện ủy
    source: Mục I
    applies:
      from: 2018-07-06  # ! RB102
    scope: all
Right:
    # records/rulebook/van-quan-2024.yml
    title: Quy định của huyện
    issuer: Huyện ủy
    source: Mục I
    applies:
      from: 2018-07-06
    scope: van-quan
Source:
    Quy ước của sổ quy định: trong một phạm vi, quy định có hiệu lực đến hôm trước ngày quy định sau bắt đầu.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.text import Text, day_text
from generator.rules.api import Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.diagnostic import Finding
    from generator.model.rulebook import Rulebook

RULE = Rule(__name__, scope="store", title=Text("Hai quy định cùng ngày hiệu lực", "Two rules with the same start"))


def check(rulebook: Rulebook, districts: frozenset[str]) -> Iterator[Finding]:  # noqa: ARG001  # the signature of all rules of this scope
    """Look for files of one scope that start together; each later one by name is reported."""
    first: dict[tuple[str, dt.date], str] = {}
    for name, rules in sorted(rulebook.files.items()):
        other = first.setdefault((rules.scope, rules.applies.from_), name)
        if other == name:
            continue
        day = day_text(rules.applies.from_)
        yield RULE.find(
            f"records/rulebook/{name}.yml", "applies", "from",
            found=Text(
                f"Tệp này và {other}.yml cùng phạm vi “{rules.scope}”, cùng hiệu lực từ {day.vi}.",
                f"This file and {other}.yml have the scope “{rules.scope}” and both apply from {day.en}.",
            ),
            expected=Text("Trong một phạm vi, mỗi ngày chỉ một quy định bắt đầu.", "One start a day within a scope."),
            hint=Text(
                "Sửa `from`, gộp hai tệp, hoặc thu hẹp `scope` của một tệp.",
                "Correct `from`, merge the files, or narrow the `scope` of one.",
            ),
            subject=other,
        )  # fmt: skip
