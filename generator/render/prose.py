"""Handbook prose, already sanitised, made fit for the keyboard and small screens."""

from __future__ import annotations

from markupsafe import Markup


def boxed(html: str, name: str) -> str:
    """Put each table into a box of its own that scrolls, named `Bảng 1 …`; a head cell without text is a plain cell."""
    if "<table>" not in html:
        return html
    head, *tables = html.replace("<th></th>", "<td></td>").split("<table>")
    boxes = (
        f'<div class="scroll" role="region" tabindex="0" aria-label="Bảng {n} trong {name}"><table>{table}'
        for n, table in enumerate(tables, 1)
    )
    return (head + "".join(boxes)).replace("</table>", "</table></div>")


def prose(html: Markup) -> Markup:
    """Return sanitised prose with its tables in boxes and its code reachable by keyboard."""
    return Markup(boxed(str(html), "trang này").replace("<pre>", '<pre tabindex="0">'))  # noqa: S704  # sanitised before
