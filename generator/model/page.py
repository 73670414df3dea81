"""A page of the site, before it is rendered: where it stands, which template prints it, and the view it prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.model.frame import Frame


class View(Protocol):
    """What every page's view has: the frame around the content. All other fields are the page's own."""

    @property
    def frame(self) -> Frame:
        """The frame around the content."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its URL from the top of the site (`/van-quan/`), its template (`pages/district.html`) and its view.

    `made` is the view, or what makes it when the page is rendered.
    """

    url: str
    template: str
    made: View | Callable[[], View]

    @property
    def view(self) -> View:
        """The view; made anew each time where it is made late."""
        return self.made() if callable(self.made) else self.made
