"""`chibo explain CODE`: a rule in words, from its own docstring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.codes import KINDS, SEVERITIES
from generator.model.snippet import snippets
from generator.model.text import Text, day_text, nearest
from generator.rules import api

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

HEADINGS = {
    "vi": {
        "Kiểm tra": "Kiểm tra", "Vì sao": "Vì sao", "Cách sửa": "Cách sửa",
        "Wrong": "Sai", "Right": "Đúng", "Source": "Căn cứ",
    },
    "en": {
        "Checks": "Checks", "Why": "Why", "Fix": "How to fix", "Wrong": "Wrong", "Right": "Right", "Source": "Source",
    },
}  # fmt: skip


EXAMPLES = frozenset({"Wrong", "Right"})


class UnknownCode(Exception):
    """There is no such rule; `text` names the nearest."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.vi)
        self.text = text


def render(code: str, lang: str) -> str:
    """Explain a rule: what, why, how to mend it, wrong, right, source.

    Errors: UnknownCode.
    """
    rules = api.rules()
    rule = rules.get(code.upper())
    if rule is None:
        near = nearest(code, rules)
        raise UnknownCode(
            Text(
                f"Không có mã “{code}”." + (f" Có phải {near}?" if near else "") + f" Các mã: {', '.join(rules)}.",
                f"There is no code “{code}”."
                + (f" Did you mean {near}?" if near else "")
                + f" Codes: {', '.join(rules)}.",
            )
        )
    found = api.sections(rule.code)
    head = f"{rule.code} {rule.title.to(lang)} ({KINDS[rule.kind].to(lang)}, {SEVERITIES[rule.severity].to(lang)})"
    parts = [head, "=" * len(head)]
    for key, heading in HEADINGS[lang].items():
        if found.get(key):
            lines = _example(found[key], lang) if key in EXAMPLES else found[key].splitlines()
            parts += [f"\n{heading}", *(f"  {line}".rstrip() for line in lines)]
    return "\n".join(parts) + "\n"


def _example(text: str, lang: str) -> Iterator[str]:
    """An example file by file: its path, its lines further in, an arrow where the rule finds fault."""
    for number, file in enumerate(snippets(text)):
        if number:
            yield ""
        inside = "    " if file.path else ""
        if file.path:
            yield f"{file.path}{_recorded(file.recorded, lang) if file.recorded else ''}:"
        yield from (f"{inside}{line.text}{f'  ← {line.codes}' if line.codes else ''}" for line in file.lines)
        for place in file.elsewhere:
            yield f"→ {place.codes} {Text('ở', 'at').to(lang)} {place.path}:{place.line}"


def _recorded(day: dt.date, lang: str) -> str:
    shown = day_text(day)
    return Text(f" (vào kho ngày {shown.vi})", f" (first commit {shown.en})").to(lang)
