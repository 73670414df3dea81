"""All that a page may hold, whoever wrote what is on it: the elements and attributes of a site without a hostile text.

`PROSE` are those that only minutes and the handbook make of what somebody typed. SVG is drawn from numbers.
"""

from __future__ import annotations

_SVG = "2000/svg"
_GLOBAL = (
    "aria-current aria-describedby aria-hidden aria-label aria-labelledby class hidden id lang role tabindex title"
)
_SEARCH = (
    "action method data-count data-failed data-handbook data-index data-kind-committee data-kind-congress data-kind-extraordinary data-kind-regular "
    "data-kind-thematic data-local data-many data-more data-none data-one data-opening data-reading data-state-held data-state-not_held data-state-planned "
    "data-state-postponed data-state-waived data-task-done data-task-dropped data-task-open data-task-overdue data-top"
)
PROSE = ("blockquote", "del", "h4", "h5", "h6", "hr", "li", "ol", "strong", "sub", "sup")
_OWN = {
    "a": "href rel", "abbr": "", "article": "", "aside": "", "b": "", "body": "", "br": "", "button": "type", "caption": "", "code": "",
    "data": "data-of data-stat value", "dd": "", "details": "open", "div": "data-minutes", "dl": "", "dt": "", "em": "", "figcaption": "", "figure": "",
    "footer": "", "form": _SEARCH, "h1": "", "h2": "", "h3": "", "head": "", "header": "", "html": "", "input": "autocomplete name placeholder type",
    "kbd": "", "label": "for", "link": "href hreflang rel type", "main": "", "mark": "", "meta": "charset content http-equiv name", "nav": "", "noscript": "",
    "option": "value", "output": "", "p": "", "pre": "", "script": "defer src", "section": "data-group", "select": "name", "small": "",
    "span": "", "summary": "", "table": "data-filterable data-sortable", "tbody": "", "td": "colspan data-attendance data-due data-period data-sort data-state",
    "tfoot": "", "th": "colspan rowspan scope", "thead": "", "time": "datetime", "title": "", "tr": "data-type data-unit", "ul": "",
    **dict.fromkeys(PROSE, ""), "li": "", "ol": "start",
    f"{{{_SVG}}}circle": "cx cy r", f"{{{_SVG}}}desc": "", f"{{{_SVG}}}path": "d fill stroke stroke-width", f"{{{_SVG}}}polyline": "points",
    f"{{{_SVG}}}rect": "height width x", f"{{{_SVG}}}svg": "height viewBox width", f"{{{_SVG}}}text": "dy x y", f"{{{_SVG}}}title": "",
}  # fmt: skip
ELEMENTS = frozenset(_OWN)
ALLOWED = frozenset({(tag, name) for tag, names in _OWN.items() for name in ("", *names.split(), *_GLOBAL.split())})
SCHEMES = frozenset({"", "https", "mailto"})
