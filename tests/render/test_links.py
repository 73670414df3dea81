"""Which addresses prose may link to: a table of what is written and whether it stays a link."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.links import allowed
from generator.render.minutes import render_minutes
from generator.render.prose import sanitised
from tests.inert import parts

WEB = [
    "https://a.invalid", "https://a.invalid/", "https://a.invalid:8443/x?y=1#z", "https://a.invalid?x", "https://a.invalid#x",
    "https://a.invalid/~x/@y", "https://a.invalid/x%20y", "https://xn--bo-8ia.invalid/", "https://báo.invalid/tin", "https://b%C3%A1o.invalid/",
    "https://127.0.0.1/", "https://a.invalid/?u=https://b.invalid", "https://A.invalid/", "https://a_b.invalid/",
]  # fmt: skip
MAIL = ["mailto:a@b.invalid", "mailto:chi.bo+1@b-c.invalid"]
SITE = [
    "", "#x", "?q=1", "a/", "../a/", "../../rules/AT101/", "/rules/AT101/", "/", ".", "a/b:c", "#a:b", "?a:b", "./a", "a.md", "a%5Cb", "/a//b",
    "#mục",
]  # fmt: skip
REFUSED = [
    # another host, or none
    "//evil.invalid", "///evil.invalid", "////evil.invalid", "\\\\evil.invalid", "/\\evil.invalid", "\\/evil.invalid", "\\evil", "..\\evil", "/a\\b",
    "https:evil.invalid", "https:/evil.invalid", "https:///evil.invalid", "https:////evil.invalid", "https:\\\\evil.invalid", "https:/\\evil.invalid",
    "https://", "https:", "https://?x", "https://#x", "https://:443", "https://.", "https://-", "https:// evil.invalid", "https://\\evil.invalid",
    # who is before the host
    "https://u@host.invalid", "https://u:p@host.invalid", "https://u:p@host.invalid/", "https://@host.invalid", "https://:@host.invalid",
    "https://good.invalid@evil.invalid", "https://good.invalid:443@evil.invalid/", "https://evil.invalid\\@good.invalid",
    "https://evil.invalid%5C@good.invalid", "https://good.invalid%40evil.invalid", "https://good.invalid%2Fx", "https://good.invalid%00.invalid",
    "https://good.invalid%23.evil.invalid", "https://good.invalid%3F.evil.invalid", "https://good.invalid\uff20evil.invalid",
    "https://good.invalid\uff0fevil.invalid", "https://evil\u3002invalid", "https://evil.invalid:", "https://evil.invalid:x", "https://evil.invalid:999999",
    "https://[::1]/", "https://a.invalid;b/", "https://a.invalid,b.invalid/", "https://a!b/", "https://%ff/",
    # other schemes, however written
    "http://a.invalid", "HTTP://a.invalid", "HTTPS://a.invalid", "Https://a.invalid", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript:", "javascript://a.invalid/%0aalert(1)",
    " javascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "java\rscript:alert(1)", "\x01javascript:alert(1)", "javascript\x00:alert(1)",
    "vbscript:x", "data:text/html,<script>", "data:,x", "file:///etc/passwd", "ftp://a.invalid", "blob:https://a.invalid/x",
    "filesystem:https://a.invalid", "view-source:https://a.invalid", "about:blank", "tel:0912345678", "sms:0912", "ws://a.invalid", "feed:https://a.invalid",
    "intent://x#Intent;end", "x:y", "a b:c", ":", ":x", "jar:https://a.invalid!/x", "1:2", "chibo:", "\u2003javascript:x",
    # mail to more than one, or with more than an address
    "mailto:", "mailto:a", "mailto:@b.invalid", "mailto:a@", "mailto:a@b.invalid?bcc=c@d.invalid", "mailto:a@b.invalid?subject=x", "mailto:a@b.invalid?",
    "mailto:?to=a@b.invalid", "mailto:a@b.invalid,c@d.invalid", "mailto:a@b.invalid;c@d.invalid", "mailto:a%2Cc@b.invalid", "mailto:a@b.invalid%0D%0Abcc:c@d.invalid",
    "mailto:a@b.invalid&bcc=x", "mailto:a@b@c.invalid", "mailto://a@b.invalid", "MAILTO:a@b.invalid", "mailto:a b@c.invalid", "mailto:a@b.invalid#x",
    # what cannot be seen, or is no part of an address
    "https://a.invalid/\u202egnp.exe", "https://a.invalid/\u200b", "https://a.invalid/\x7f", "https://a.invalid/\x85", "https://a.invalid/\u2028",
    "https://a.invalid/\n", "https://a.invalid/\t", "https://a.invalid/a b", 'https://a.invalid/"x', "https://a.invalid/<x>", "https://a.invalid/'", "https://a.invalid/`",
    "https://a.invalid/\\b", "https://a.invalid\t/", "/\t/evil.invalid", "/\n/evil.invalid", "/\r/evil.invalid", "\t//evil.invalid", " //evil.invalid", " /a", "/a ", "\x00/a",
    "#a b", '?"', "/\ufeff", "a\u00adb", "\ud800",
]  # fmt: skip


@pytest.mark.parametrize("url", [*WEB, *MAIL, *SITE])
def test_these_addresses_may_be_linked(url: str) -> None:
    assert allowed(url)


@pytest.mark.parametrize("url", REFUSED)
def test_these_may_not(url: str) -> None:
    assert not allowed(url)


def attribute(url: str) -> str:
    """A link as somebody may write it into a page of Markdown."""
    escaped = url.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return f'<a href="{escaped}">x</a>'


@pytest.mark.parametrize("url", [url for url in REFUSED if "\ud800" not in url and "\x00" not in url])
def test_refused_addresses_are_no_links_in_the_handbook(url: str) -> None:
    assert "href" not in sanitised(attribute(url))


@pytest.mark.parametrize("url", [*WEB, *MAIL, *SITE])
def test_the_handbook_keeps_the_others(url: str) -> None:
    assert f'href="{url}"' in sanitised(attribute(url))


@pytest.mark.parametrize("url", [url for url in REFUSED if "\ud800" not in url])
@pytest.mark.parametrize("form", ["[x](<{}>)", "[x]({})", "<{}>", "[x][1]\n\n[1]: {}", "[x][1]\n\n[1]: <{}>"])
def test_minutes_link_to_none_of_them(url: str, form: str) -> None:
    html = render_minutes(form.format(url))
    links = [part.split('"')[0] for part in html.split('href="')[1:]]
    for link in links:  # of an address that ended early a harmless part may be left
        assert allowed(link.replace("&amp;", "&").replace("&#x27;", "'"))
        assert link.startswith(("https://a.invalid", "mailto:a@b.invalid"))


@pytest.mark.parametrize("url", ["https://a.invalid/x", "mailto:a@b.invalid"])
def test_minutes_keep_what_leads_to_the_web_and_to_a_mail_address(url: str) -> None:
    assert f'href="{url}"' in render_minutes(f"[x]({url})")


@given(st.text(alphabet="htps:/\\@?#.%0aA\t\u202e x;,[]", max_size=16).map("https:/".__add__) | st.text(max_size=12))
def test_what_is_allowed_has_a_host_or_is_of_the_site(url: str) -> None:
    if not allowed(url):
        return
    parts = urlsplit(url)
    assert (parts.scheme, bool(parts.netloc)) in {("https", True), ("mailto", False), ("", False)}
    assert "@" not in parts.netloc
    assert not set(url) & set(" \\\t\r\n\x00")


def scheme_of(url: str) -> str:
    """The scheme of an address as a browser reads it, `//` where it names a host without one, else nothing."""
    seen = re.sub(r"[\t\n\r]", "", url.strip("".join(map(chr, range(33)))))
    found = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*(?=:)", seen)
    return found[0].lower() if found else "//" if re.match(r"[/\\]{2}", seen) else ""


def vectors() -> list[str]:
    """Addresses that lead elsewhere, by scheme, by how that is dressed up, and by what follows."""
    tails = [
        "alert(1)",
        "//evil.invalid/x",
        "text/html,<script>alert(1)</script>",
        "/evil.invalid",
        "\\\\evil.invalid",
        "%0aalert(1)",
        "evil.invalid@good.invalid",
    ]
    dressed = [
        dress.format(scheme) for scheme in [*parts.SCHEMES, "https", "HTTPS", "http", "mailto"] for dress in parts.DRESS
    ]
    return [f"{start}{tail}" for start in dressed for tail in tails]


def test_thousands_of_addresses_lead_nowhere_else() -> None:
    assert len(set(vectors())) >= 2500
    for url in vectors():
        assert not allowed(url) or scheme_of(url) in {"", "https", "mailto"}, url
        for html in (sanitised(f'<a href="{url}">x</a>'), sanitised(attribute(url)), render_minutes(f"[x](<{url}>)")):
            if "href" not in html:
                continue
            for found in html5lib.parseFragment(str(html), namespaceHTMLElements=False).iter("a"):
                href = found.get("href", "")
                assert scheme_of(href) in {"", "https", "mailto"}, (url, href)
                assert urlsplit(href).username is None, (url, href)
