"""Numbers the way a language writes them. Formatting happens here only, exactly and half up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from generator.model.ratio import Ratio

NIL = "–"
NBSP = "\u00a0"
MINUS = "\u2212"


def half_up(n: int, d: int) -> int:
    """The quotient of two whole numbers, n from 0 and d from 1, rounded half up."""
    return (2 * n + d) // (2 * d)


@dataclass(frozen=True, eq=False)  # one for each language, so what is remembered for it is found by identity
class Numbers:
    """How numbers are written.

    Attributes:
        group: What stands between thousands.
        point: What stands before decimals.
        percent_sign: What follows a percentage.
    """

    group: str
    point: str
    percent_sign: str

    def number(self, value: int | Fraction | None) -> str:
        """A number: `1.322`, `90,5`; a nil where there is none. At most two decimals, half up."""
        if value is None:
            return NIL
        if isinstance(value, int):
            return str(value) if -1000 < value < 1000 else f"{value:,}".replace(",", self.group)
        return self.decimals(value, 2).rstrip("0").rstrip(self.point)

    def decimals(self, value: Fraction, places: int) -> str:
        """A fraction with exactly so many decimals, half up: `10,27`."""
        return self.quotient(value.numerator, value.denominator, places)

    def quotient(self, n: int, d: int, places: int) -> str:
        """The quotient of two whole numbers, d above 0, as `decimals` writes it."""
        scaled = half_up(abs(n) * 10**places, d)
        whole, part = divmod(scaled, 10**places)
        sign = "-" if n < 0 and scaled else ""
        return f"{sign}{self.number(whole)}" + (f"{self.point}{part:0{places}d}" if places else "")

    def percent(self, share: Fraction | None, places: int = 2) -> str:
        """A share as a percentage: `65,52 %` with a no-break space; a nil where there is none."""
        if share is None:
            return NIL
        return self.quotient(100 * share.numerator, share.denominator, places) + self.percent_sign

    @lru_cache(maxsize=8192)  # noqa: B019  # there are two of these, and both stay
    def share(self, value: tuple[int, int] | Ratio) -> str:
        """The percentage of a pair of numbers, `15/17` → `88,24 %`; a nil where nothing was to be counted."""
        n, d = value
        return self.quotient(100 * n.numerator, n.denominator * d, 2) + self.percent_sign if d else NIL

    @lru_cache(maxsize=8192)  # noqa: B019  # there are two of these, and both stay
    def points(self, value: tuple[int, int]) -> str:
        """The percentage of a pair with one decimal and no sign, for a column whose head says so: `93,8`, `100`."""
        if not value[1]:
            return NIL
        return "100" if value[0] == value[1] else self.quotient(100 * value[0], value[1], 1)

    def change(self, value: Fraction) -> str:
        """A difference with its sign and two decimals: `+2,87`, `−1,03`; `0,00` bears none."""
        text = self.decimals(abs(value), 2)
        return text if not text.strip(f"0{self.point}") else f"{'+' if value > 0 else MINUS}{text}"

    @lru_cache(maxsize=8192)  # noqa: B019  # there are two of these, and both stay
    def ratio(self, value: tuple[int | Fraction, int] | Ratio) -> str:
        """Numerator and denominator: `1.322/2.333`; a nil where nothing was to be counted."""
        return f"{self.number(value[0])}/{self.number(value[1])}" if value[1] else NIL

    def bound(self, value: Fraction) -> str:
        """A bound: as a percentage up to one (`90 %`), as a number above it."""
        return self.number(value * 100) + self.percent_sign if value <= 1 else self.number(value)


VIETNAMESE = Numbers(".", ",", f"{NBSP}%")
ENGLISH = Numbers(",", ".", "%")


def numbers_of(lang: str) -> Numbers:
    """How a language writes numbers."""
    return ENGLISH if lang == "en" else VIETNAMESE
