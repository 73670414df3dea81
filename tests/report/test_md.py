from __future__ import annotations

import re

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options

from generator.model.diagnostic import Span
from generator.model.text import Text
from generator.report import md
from tests.report.samples import PATH, diagnostic, missing, report


def html(markdown: str) -> str:
    """Markdown as a forge shows it, HTML let through."""
    shown: str = cmarkgfm.github_flavored_markdown_to_html(markdown, options=Options.CMARK_OPT_UNSAFE)
    return shown


def test_the_total_then_faults_by_severity_rule_and_cell() -> None:
    several = [
        missing("2024-03", path="records/van-quan/cells/ban-b/cell.yml", document=""),
        diagnostic(),
        diagnostic(code="ME105", severity="warning", title=Text("Họp ngắn", "x"), document="", hint=Text("", "")),
    ]
    assert md.render(report(*several), "vi") == (
        "## Kiểm tra sổ\n\n"
        "**2 lỗi, 1 cảnh báo trong 12 tệp; số liệu đến ngày 15/4/2024.**\n\n"
        "### Lỗi (2)\n\n"
        "#### AT101 Số điểm danh cộng không khớp\n\n"
        "**van-quan/ban-a**\n\n"
        f"- <code>{PATH}&#58;9</code> Cộng 17. Phải dự 18 (theo Hướng dẫn 12). → Sửa <code>present</code>.\n\n"
        "#### ME101 Thiếu biên bản sinh hoạt thường kỳ\n\n"
        "**van-quan/ban-b**\n\n"
        "- <code>records/van-quan/cells/ban-b/cell.yml&#58;1</code> Thiếu 2024-03. → Sửa <code>present</code>.\n\n"
        "### Cảnh báo (1)\n\n"
        "#### ME105 Họp ngắn\n\n"
        "**van-quan/ban-a**\n\n"
        f"- <code>{PATH}&#58;9</code> Cộng 17. Phải dự 18.\n"
    )


def test_nothing_wrong_is_two_lines() -> None:
    assert md.render(report(), "en") == "## Check of the records\n\n**No problems in 12 files; as of 2024-04-15.**\n"


def test_months_are_put_together_and_all_counted() -> None:
    printed = md.render(report(*(missing(f"2024-0{i}") for i in range(1, 6))), "vi")
    assert printed.count("\n- ") == 1
    assert "2024-01 … 2024-05, 5 tháng (theo Hướng dẫn 12)." in printed
    assert "### Lỗi (5)" in printed


@pytest.mark.parametrize(
    ("path", "cell"),
    [
        ("records/rulebook/a.yml", "Quy định (rulebook)"),
        ("records/van-quan/district.yml", "van-quan"),
        ("records/van-quan/cells/ban-a/cell.yml", "van-quan/ban-a"),
        ("records/van-quan/cells/x.yml", "van-quan"),
        ("records/van-quan/a/b/c.yml", "van-quan"),
        ("names/van-quan/cells/ban-a/names.yml", "van-quan/ban-a"),
        ("x.yml", "x.yml"),
    ],
)
def test_files_stand_below_their_cell_or_district(path: str, cell: str) -> None:
    assert f"\n**{cell}**\n" in md.render(report(diagnostic(path=path)), "vi")


def test_rules_are_linked_where_their_pages_are_known() -> None:
    assert "#### AT101 Số" in md.render(report(diagnostic()), "vi")
    for base in ("https://so.example.invalid/rules/", "https://so.example.invalid/rules"):
        printed = md.render(report(diagnostic()), "vi", rules_url=base)
        assert "#### [AT101](<https://so.example.invalid/rules/AT101/>) Số" in printed
        assert '<a href="https://so.example.invalid/rules/AT101/">AT101</a>' in html(printed)


def test_of_a_flood_the_number_stands_below_what_is_told_of_the_file() -> None:
    many = [diagnostic(span=Span(i, 1, i, 2)) for i in range(1, 41)]
    mild = diagnostic(code="ME105", severity="warning", span=Span(50, 1, 50, 2))
    lines = md.render(report(*many, mild), "vi").splitlines()
    assert lines[-1] != f"- <code>{PATH}</code> … còn 30 mục nữa trong tệp này."
    assert lines.count(f"- <code>{PATH}</code> … còn 30 mục nữa trong tệp này.") == 1
    assert "### Lỗi (40)" in lines
    assert "### Cảnh báo (1)" in lines


def test_notes_stand_last_and_are_escaped() -> None:
    printed = md.render(report(notes=(Text("<b>*Văn Quan*", "x"), Text("Hai", "x"))), "vi")
    assert printed.endswith("\n\n- &#60;b&#62;&#42;Văn Quan&#42;\n- Hai\n")


def test_a_summary_never_grows_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    assert md.LIMIT < 1024 * 1024
    monkeypatch.setattr(md, "LIMIT", 2000)
    many = [diagnostic(path=f"records/d/cells/c{i}/cell.yml") for i in range(50)]
    printed = md.render(report(*many), "vi")
    assert len(printed.encode()) < 2200
    assert printed.endswith("\n\nBản tóm tắt đã đầy; xem mọi mục bằng: `chibo check`.\n")
    assert "**50 lỗi trong" in printed
    assert "đã đầy" not in md.render(report(*many[:5]), "vi")


HOSTILE = [
    "@octocat", "xin @đảng-ủy/nhóm", "a@b.vn", "[x](http://x.invalid)", "![x](http://x.invalid/x.png)", "<http://x.invalid>",
    "http://x.invalid/a?b", "HTTPS://x.invalid", "www.x.invalid", "ftp://x.invalid", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "<!-- -->", "<b>", "&lt;b&gt;", "&#64;x", "**đậm**", "__đậm__", "*nghiêng*", "~~gạch~~", "`mã`", "``mã``", "`<b>`", "`@octocat`", "`a|b`", "\\", "\\*x\\*",
    "| a | b |", "a|b\n-|-", "# Tiêu đề", "\n\n# Tiêu đề", "- [x] việc", "1. một", "> trích", "---", "```\nx", "$x$", "$$x$$", ":smile:", "#12", "x#12",
    "[x]: http://x.invalid", "[^1]", "</code>", "</code><b>", "<details>", "&copy;", "\u202e\u200b",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_a_record_is_shown_as_it_is_written(text: str) -> None:
    shown = html(f"- a {md.plain(text)}\n")
    inside = re.fullmatch(r"<ul>\n<li>a (.*)</li>\n</ul>\n", shown, re.DOTALL)
    assert inside is not None, shown
    assert re.sub(r"</?code>", "", inside[1]).count("<") == 0, shown
    words = re.sub(r"<[^>]*>", "", inside[1]).replace("\u200b", "")
    for entity, char in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        words = words.replace(entity, char)
    plain = text.replace("\n", "␊").replace("\u202e\u200b", "⟨U+202E⟩⟨U+200B⟩")
    assert words.strip() in {plain.strip(), re.sub(r"`([^`]+)`", r"\1", plain).strip()}


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_is_left_for_a_forge_to_link(text: str) -> None:
    printed = re.sub(
        r"</?code>", "", md.render(report(diagnostic(found=Text(text, text), path=f"records/{text}.md")), "vi")
    )
    below = html(printed)
    assert "<a " not in below
    assert "<img" not in below
    assert not re.search(r"@\w|#\d|://\w|www\.", re.sub(r"</?h\d>|&#\d+;", "", below), re.IGNORECASE)


def test_short_names_in_backticks_are_code() -> None:
    assert (
        md.plain("`present` và `state: not_held`.") == "<code>present</code> và <code>state&#58; not&#95;held</code>."
    )
    assert md.plain("` ` và ` x`") == "&#96; &#96; và &#96; x&#96;"
