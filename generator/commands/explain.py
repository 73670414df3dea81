"""`chibo explain CODE`: a rule in words, from its own docstring."""

from __future__ import annotations

from generator.model.codes import KINDS, SEVERITIES
from generator.model.text import Text, nearest
from generator.rules import api

HEADINGS = {
    "vi": {
        "Kiểm tra": "Kiểm tra", "Vì sao": "Vì sao", "Cách sửa": "Cách sửa",
        "Wrong": "Sai", "Right": "Đúng", "Source": "Căn cứ",
    },
    "en": {
        "Checks": "Checks", "Why": "Why", "Fix": "How to fix", "Wrong": "Wrong", "Right": "Right", "Source": "Source",
    },
}  # fmt: skip


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
            body = "\n".join(f"  {line}".rstrip() for line in found[key].splitlines())
            parts.append(f"\n{heading}\n{body}")
    return "\n".join(parts) + "\n"
