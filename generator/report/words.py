"""The words that several formats print: how severe, how many, as of when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.text import Text, day_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.model.diagnostic import CheckReport

_PLURAL = {"error": "errors", "warning": "warnings", "notice": "notices"}


def severity(level: str) -> Text:
    """`lỗi`, `cảnh báo` or `lưu ý`."""
    label = codes.SEVERITIES[level]
    return Text(label.vi.lower(), label.en.lower())


def counts(result: CheckReport) -> dict[str, int]:
    """How many faults there are of each severity, those that are only counted among them."""
    found = dict.fromkeys(codes.SEVERITIES, 0)
    for diagnostic in result.diagnostics:
        found[diagnostic.severity] += 1 + diagnostic.more
    return found


def listed(found: Mapping[str, int]) -> Text:
    """The numbers that are not 0, such as “1 lỗi, 2 cảnh báo”; empty where all are."""
    some = [(level, n) for level, n in found.items() if n]
    return Text(
        ", ".join(f"{n} {severity(level).vi}" for level, n in some),
        ", ".join(f"{n} {level if n == 1 else _PLURAL[level]}" for level, n in some),
    )


def left_out(number: int) -> Text:
    """The line that stands for the faults of a file that are not printed."""
    return Text(f"… còn {number} mục nữa trong tệp này.", f"… {number} more in this file.")


def summary(result: CheckReport) -> Text:
    """The closing line, such as “1 lỗi, 2 cảnh báo trong 12 tệp; số liệu đến ngày 15/4/2024.”."""
    found = listed(counts(result))
    some, some_en = found.vi or "Không có lỗi nào", found.en or "No problems"
    old = f"; chưa kể {result.backlog} mục có từ trước" if result.backlog else ""
    old_en = f"; {result.backlog} older ones not shown" if result.backlog else ""
    day, files = day_text(result.as_of), "file" if result.records == 1 else "files"
    return Text(
        f"{some} trong {result.records} tệp{old}; số liệu đến ngày {day.vi}.",
        f"{some_en} in {result.records} {files}{old_en}; as of {day.en}.",
    )
