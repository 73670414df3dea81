"""An allowance is unused, expired or without reason.

Kiểm tra:
    Mỗi chỗ cho phép (`# allow[MÃ]: lý do`, hoặc một mục trong allowances.yml) có ghi lý do và đang che một việc có
    thật. Các lỗi YA, PA, FI, RE và ME101 không cho phép được.
Vì sao:
    Chỗ cho phép bỏ quên sẽ che cả những lỗi về sau; không có lý do thì không ai biết vì sao được phép.
Cách sửa:
    Ghi thêm lý do; nếu việc đã hết thì xóa dòng cho phép; nếu đã hết hạn mà việc vẫn còn thì xin gia hạn rồi sửa
    `until`.
Checks:
    Every allowance (`# allow[CODE]: reason`, or an entry of allowances.yml) has a reason and covers something that is
    there. YA, PA, FI, RE and ME101 cannot be allowed.
Why:
    A forgotten allowance hides later faults; without a reason nobody knows why it was given.
Fix:
    Add the reason; delete the allowance where there is nothing left to allow; prolong `until` where it has expired and
    the matter has not.
Wrong:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    # allow[ME111]: Cả bản đi chống lũ  # ! AL101 2:1
    date: 2024-03-05
    time: 07:30-09:30
    attendance:
      roll: 5
      present: 4
    ---
Right:
    # records/van-quan/cells/ban-a/2024/03-regular.md
    ---
    # allow[ME111]: Cả bản đi chống lũ, Đảng ủy xã đã đồng ý
    state: not_held
    reason: Lũ chia cắt bản
    ---
Source:
    Quy ước của Sổ Chi Bộ, mục cho phép.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.allow import can_be_allowed
from generator.model.text import Text, day_text
from generator.rules.api import Rule, did_you_mean, rules

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from generator.model.allow import Allow
    from generator.model.diagnostic import Finding

RULE = Rule(
    __name__,
    scope="allowances",
    title=Text("Cho phép không dùng đến, hết hạn hoặc thiếu lý do", "Unused, expired or reasonless allowance"),
    kind="unmet",
    severity="warning",
)


def check(allow: Allow, is_used: bool, as_of: dt.date) -> Iterator[Finding]:  # noqa: FBT001 - the engine's answer
    """Ask of an allowance whether it has a reason, may be given at all, and is of use."""
    unknown = [code for code in allow.codes if code not in rules()]
    firm = [code for code in allow.codes if not can_be_allowed(code)]
    if unknown or not allow.codes:
        yield _find(allow, *_of_unknown(unknown[0] if unknown else ""))
    elif firm:
        yield _find(allow, *_of_firm(firm[0]))
    elif not allow.reason:
        yield _find(
            allow,
            Text(f"Cho phép {_listed(allow)} mà không ghi lý do.", f"{_listed(allow)} is allowed without a reason."),
            Text("Không có lý do thì không được tính.", "Without a reason it does not count."),
            Text("Ghi lý do sau dấu hai chấm.", "Write the reason after the colon.")
            if allow.is_inline
            else Text("Ghi `reason`.", "Write `reason`."),
        )
    elif not is_used:
        yield _find(allow, *_of_unused(allow, as_of))


def _listed(allow: Allow) -> str:
    return ", ".join(allow.codes)


def _find(allow: Allow, found: Text, expected: Text, hint: Text) -> Finding:
    key = () if allow.is_inline else (allow.number,)
    return RULE.find(
        allow.path, *key, found=found, expected=expected, hint=hint, span=allow.span,
        subject="/".join((*allow.codes, allow.first.isoformat() if allow.first else "")),
    )  # fmt: skip


def _of_unknown(code: str) -> tuple[Text, Text, Text]:
    return (
        Text(f"Cho phép “{code}”, mà không có mã ấy.", f"“{code}” is allowed, and there is no such code."),
        Text("Cần: một mã trong danh sách quy tắc.", "Expected: a code of the list of rules."),
        did_you_mean(code, [known for known in rules() if can_be_allowed(known)]),
    )


def _of_firm(code: str) -> tuple[Text, Text, Text]:
    month = code == "ME101"
    return (
        Text(f"{code} không cho phép được.", f"{code} cannot be allowed."),
        Text("Cho phép này không có tác dụng.", "This allowance has no effect."),
        Text(
            "Ghi biên bản của tháng; không họp thì ghi `state: not_held` kèm `reason`."
            if month
            else "Sửa chỗ sai rồi xóa dòng cho phép.",
            "Write the month's record; if there was no meeting, `state: not_held` with `reason`."
            if month
            else "Mend the fault and delete the allowance.",
        ),
    )


def _of_unused(allow: Allow, as_of: dt.date) -> tuple[Text, Text, Text]:
    if allow.until is not None and allow.until < as_of:
        last = day_text(allow.until)
        return (
            Text(
                f"Cho phép {_listed(allow)} đã hết hạn từ {last.vi} và không che việc nào.",
                f"The allowance of {_listed(allow)} expired on {last.en} and covers nothing.",
            ),
            Text("", ""),
            Text(
                "Xóa mục này, hoặc sửa `until` nếu đã được gia hạn.",
                "Delete it, or correct `until` if it was prolonged.",
            ),
        )
    return (
        Text(
            f"Cho phép {_listed(allow)} mà ở đây không có việc nào phải cho phép.",
            f"{_listed(allow)} is allowed where there is nothing to allow.",
        ),
        Text("", ""),
        Text(
            "Xóa dòng cho phép, hoặc chuyển nó lên ngay trên dòng có việc ấy.",
            "Delete the allowance, or move it to the line above what it is for.",
        )
        if allow.is_inline
        else Text(
            "Xóa mục này, hoặc sửa lại mã, `from` và `until`.", "Delete it, or correct its code, `from` and `until`."
        ),
    )
