"""Where a link of somebody's prose may lead: to https, to a mail address, or within the site."""

from __future__ import annotations

import re
from urllib.parse import unquote

_HOST = re.compile(r"\w[\w.-]*")
_WEB = re.compile(r"https://([^/?#:]+)(?::[0-9]{1,5})?(?:[/?#].*)?")
_MAIL = re.compile(r"mailto:[\w.+-]+@\w[\w.-]*")
_SCHEME = re.compile(r"[^/?#]*:")
_NEVER = frozenset(" \\<>\"'`")  # what no address holds unescaped, and browsers mend in ways of their own


def allowed(url: str) -> bool:
    """Tell whether a link may lead there: https with a host, one mail address, or a path of the site itself.

    No user before the host, which makes one address look like another; no backslash, space, quote or character that
    cannot be seen, for browsers read those as something else; no subject, copies or text for a mail.
    """
    if not url.isprintable() or not _NEVER.isdisjoint(url):
        return False
    web = _WEB.fullmatch(url)
    if web is not None:
        return _HOST.fullmatch(unquote(web[1], errors="replace")) is not None
    if _MAIL.fullmatch(url):
        return True
    return not url.startswith("//") and _SCHEME.match(url) is None


def leaves_site(url: str) -> bool:
    """Tell whether an allowed link leads out of the site."""
    return _SCHEME.match(url) is not None
