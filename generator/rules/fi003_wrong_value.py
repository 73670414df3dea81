"""A value is not of the form that its key asks for.

Kiểm tra:
    Giá trị đúng dạng: ngày có thật viết 2024-03-05, số chỉ gồm chữ số, mã có trong danh mục. `severity` của sổ quy định
    chỉ ghi quy tắc có thật, thuộc loại chưa đạt quy định (`unmet`).
Vì sao:
    Giá trị sai dạng không tính được, và đoán thay người ghi thì dễ sai.
Cách sửa:
    Ghi lại theo dạng được nêu; có gợi ý thì xem gợi ý.
Checks:
    The value has the form of its key: an existing day written 2024-03-05, a number in digits, a word of the code
    list. `severity` of a rulebook file names rules that there are, and of the kind `unmet` only.
Why:
    Another form cannot be counted, and guessing would go wrong.
Fix:
    Write it in the form stated.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-02-30  # ! FI003
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    date: 2024-02-29
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
Source:
    Quy ước ghi tệp của Sổ Chi Bộ: dạng của từng mục.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.text import Text
from generator.rules.api import Rule, did_you_mean, join, rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.diagnostic import Finding
    from generator.model.rulebook import Rulebook

RULE = Rule(__name__, scope="file", title=Text("Giá trị sai dạng", "Wrong value"))


def check_store(rulebook: Rulebook, districts: frozenset[str]) -> Iterator[Finding]:  # noqa: ARG001  # the signature of all rules of this scope
    """Look for severities of rules that no rulebook sets: what is not there, and all that no obligation is."""
    for name, file in sorted(rulebook.files.items()):
        for code in file.severity or ():
            rule = rules().get(code)
            if rule is None or rule.kind != "unmet":
                yield _no_obligation(f"records/rulebook/{name}.yml", code, rule)


def _no_obligation(path: str, code: str, rule: Rule | None) -> Finding:
    if rule is None:
        why = Text("không có quy tắc nào mang mã ấy", "and there is no such rule")
        unmet = [known for known, other in rules().items() if other.kind == "unmet"]
        cure = join(
            did_you_mean(code, unmet), Text("Sửa mã, hoặc bỏ dòng này.", "Correct the code, or remove this line.")
        )
    else:
        kind = codes.KINDS[rule.kind]
        why = Text(f"mà {code} thuộc loại “{kind.vi}”", f"which is of the kind “{rule.kind}”")
        cure = Text(
            f"Bỏ dòng này: mức độ của {code} không đổi được.", f"Remove this line: the severity of {code} is fixed."
        )
    return RULE.find(
        path, "severity", code,
        found=Text(f"`severity` đang ghi “{code}”, {why.vi}.", f"`severity` holds “{code}”, {why.en}."),
        expected=Text(
            f"Cần: mã của một quy tắc thuộc loại “{codes.KINDS['unmet'].vi}” (unmet).",
            "Expected: the code of a rule of the kind “unmet”.",
        ),
        hint=cure, subject=code,
    )  # fmt: skip
