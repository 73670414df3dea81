"""What MkDocs says while it builds, made fit for a terminal and for the log of a build."""

from __future__ import annotations

import logging

from generator.report.display import spoken


def keep_inert() -> None:
    """From now on nothing that MkDocs quotes (paths, links, titles) commands what shows it."""
    for name in ("mkdocs", "properdocs"):
        for handler in logging.getLogger(name).handlers:
            handler.addFilter(_inert)


def _inert(record: logging.LogRecord) -> bool:
    """Rewrite one message; `::` anywhere in it, since MkDocs breaks lines and so may put any word first."""
    record.msg, record.args = spoken(record.getMessage()).replace("::", ": :"), ()
    return True
