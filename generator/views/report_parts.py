"""What a report says that is no figure of its own: how many of what, which cells, what falls short."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from generator.model import codes
from generator.model.frame import Link
from generator.model.ratio import Ratio
from generator.views.figures import value_of
from generator.views.pages.reviews import OptionRow, asked_units, option_rows
from generator.views.scope_rows import is_direct, is_of_cells, short_name, unit_tree
from generator.views.site import cell_url
from generator.views.stretch import cells_at, figures_url, last_day, months_in, year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.model.figure import Value
    from generator.model.period import Period
    from generator.model.summary import CellSummary, DistrictSummary, Key, MeetingLine
    from generator.model.values import Limit
    from generator.views.site import Site

NAMED = 5  # how many of the cells concerned are named


class Fault(NamedTuple):
    """Something that falls short, and where.

    Attributes:
        number: How much of it in all.
        cells: In how many cells.
        worst: The cells with most of it, each with its number.
    """

    number: int
    cells: int
    worst: tuple[tuple[Link, int], ...]

    @property
    def unnamed(self) -> int:
        """How many of the cells are not named."""
        return self.cells - len(self.worst)


class TypeTarget(NamedTuple):
    """A type of cells with an attendance target of its own.

    Attributes:
        label: The type.
        target: Its target.
        reached: The cells that reached it, of those of the type with a meeting.
    """

    label: str
    target: Limit
    reached: Ratio


class ReviewLine(NamedTuple):
    """A review held in the stretch.

    Attributes:
        review: Its page.
        answered: The units that answered, of those asked.
        options: Its options with the units that propose each.
    """

    review: Link
    answered: Ratio
    options: tuple[OptionRow, ...]


class Work(NamedTuple):
    """How many meetings, resolutions and tasks.

    Attributes:
        thematic: Thematic and combined meetings held.
        themes: Different themes among them.
        constant: Cells that had a theme in every month they met, where they met in three at least.
        resolutions: Resolutions and conclusions with a number.
        given: Tasks given.
        overdue: Tasks due in the stretch and overdue on the day of the figures.
        pilots: Cells that try out a scheme.
    """

    thematic: int
    themes: int
    constant: tuple[Link, ...]
    resolutions: int
    given: int
    overdue: Fault
    pilots: int


class Faults(NamedTuple):
    """What falls short in a stretch.

    Attributes:
        missing: Months without the record that is due.
        not_held: Months in which no meeting was held, or it was postponed.
        late: Records that came late.
        uncovered: Quarters without a theme.
        below: The cells whose attendance missed its target, lowest first, as many as are named.
        below_cells: How many there are.
        problems: Open findings by severity, most serious first.
    """

    missing: Fault
    not_held: Fault
    late: Fault
    uncovered: Fault
    below: tuple[tuple[Link, Value], ...]
    below_cells: int
    problems: tuple[tuple[int, str], ...]

    @property
    def unnamed(self) -> int:
        """How many of the cells below their target are not named."""
        return self.below_cells - len(self.below)


def work_of(summary: DistrictSummary, key: Key) -> Work:
    """Meetings, resolutions and tasks of a stretch."""
    lines = list(_lines(summary, key))
    themed = [line for _, line in lines if line.is_thematic]
    first, last = months_in(key)[0].first, months_in(key)[-1].last
    overdue = Counter(
        {cell.slug: sum(due is not None and first <= due <= last for due in cell.overdue) for cell in summary.cells}
    )
    return Work(
        thematic=len(themed),
        themes=len({line.theme for line in themed}),
        constant=tuple(_constant(summary, lines)),
        resolutions=sum(bool(line.resolution) for _, line in lines),
        given=sum(len(line.tasks) for _, line in lines),
        overdue=_fault(summary, overdue),
        pilots=sum(_is_pilot(cell, key) for cell, _ in cells_at(summary, key)),
    )


def _lines(summary: DistrictSummary, key: Key) -> Iterator[tuple[CellSummary, MeetingLine]]:
    """The meetings of a stretch that count, with their cells."""
    months = set(months_in(key))
    for cell in summary.cells:
        yield from ((cell, line) for line in cell.meetings_of(year_of(key)) if line.counts and line.period in months)


def _constant(summary: DistrictSummary, lines: list[tuple[CellSummary, MeetingLine]]) -> Iterator[Link]:
    met: dict[str, set[Period]] = defaultdict(set)
    themed: dict[str, set[Period]] = defaultdict(set)
    for cell, line in lines:
        if line.kind == "regular":
            met[cell.slug].add(line.period)
        if line.is_thematic:
            themed[cell.slug].add(line.period)
    for cell in summary.cells:
        if len(met[cell.slug]) > 2 and met[cell.slug] <= themed[cell.slug]:
            yield _link(cell)


def _is_pilot(cell: CellSummary, key: Key) -> bool:
    if cell.pilot is None:
        return False
    months, (_, first, last) = months_in(key), cell.pilot
    return first <= months[-1].last and (last is None or last >= months[0].first)


def faults_of(site: Site, summary: DistrictSummary, key: Key) -> Faults:
    """What falls short in a stretch; open findings are those of the whole district, whatever their date."""
    below = sorted(_below(summary, key), key=lambda found: (found[1].ratio.share or 0, found[0].label))
    problems = Counter[str]()
    for cell in summary.cells:
        problems.update(cell.problems)
    return Faults(
        missing=_fault(summary, _months(summary, key, {"missing"})),
        not_held=_fault(summary, _months(summary, key, {"not_held", "postponed"})),
        late=_fault(summary, _months(summary, key, {"late"})),
        uncovered=_fault(summary, _quarters(summary, key)),
        below=tuple(below[:NAMED]),
        below_cells=len(below),
        problems=tuple((problems[name], site.say(word)) for name, word in codes.SEVERITIES.items() if problems[name]),
    )


def _months(summary: DistrictSummary, key: Key, states: set[str]) -> Counter[str]:
    months = set(months_in(key))
    return Counter(
        {
            cell.slug: sum(m.state in states and m.period in months for m in cell.months.get(year_of(key), ()))
            for cell in summary.cells
        }
    )


def _quarters(summary: DistrictSummary, key: Key) -> Counter[str]:
    inside = {month.quarter.number for month in months_in(key)}
    missing = {cell.slug: cell.thematic_missing.get(year_of(key), ()) for cell in summary.cells}
    return Counter({slug: sum(number in inside for number in numbers) for slug, numbers in missing.items()})


def _fault(summary: DistrictSummary, numbers: Counter[str]) -> Fault:
    found = [(cell, numbers[cell.slug]) for cell in summary.cells if numbers[cell.slug]]
    worst = sorted(found, key=lambda entry: -entry[1])[:NAMED]
    return Fault(sum(n for _, n in found), len(found), tuple((_link(cell), n) for cell, n in worst))


def _below(summary: DistrictSummary, key: Key) -> Iterator[tuple[Link, Value]]:
    for cell, target in _targets(summary, key):
        value = value_of(cell.stats.get(key), "attendance_rate_due", figures_url(cell_url(cell.ref), key))
        share = value.ratio.share
        if share is not None and not target.holds(share):
            yield _link(cell), value


def _targets(summary: DistrictSummary, key: Key) -> Iterator[tuple[CellSummary, Limit]]:
    """The cells that had a unit in the stretch, with the attendance target in force for them at its end."""
    home = summary.home
    day = min(last_day(home, key), home.district.to or home.as_of)
    last_first = [str(month) for month in reversed(months_in(key))]
    for cell in summary.cells:
        latest = next((unit for month in last_first if (unit := cell.month_units.get(month))), None)
        if latest is None:
            continue
        rules = home.in_force(home.district.ancestors(latest), day)
        target = rules.get("attendance", "target", cell.type) or rules.get("attendance", "target", "default")
        if target is not None:
            yield cell, target


def type_targets(site: Site, summary: DistrictSummary, key: Key) -> tuple[TypeTarget, ...]:
    """The types whose attendance target is not that of all, with the cells that reached it."""
    home = summary.home
    day = min(last_day(home, key), home.district.to or home.as_of)
    own = home.in_force((), day).group("attendance", "target")
    found = []
    for type_, label in codes.CELL_TYPES.items():
        if type_ not in own:
            continue
        rates = [
            (target, share)
            for cell, target in _targets(summary, key)
            if cell.type == type_ and (share := value_of(cell.stats.get(key), "attendance_rate_due").ratio.share)
        ]
        if rates:
            reached = Ratio(sum(target.holds(share) for target, share in rates), len(rates))
            found.append(TypeTarget(site.say(label), own[type_], reached))
    return tuple(found)


def reviews_of(summary: DistrictSummary, key: Key) -> tuple[ReviewLine, ...]:
    """The reviews held in a stretch, by day."""
    home, months = summary.home, months_in(key)
    first, last = months[0].first, last_day(home, key)
    held = [(slug, review) for slug, review in home.reviews.items() if first <= review.date <= last]
    return tuple(
        ReviewLine(
            Link(review.title, f"/{home.slug}/reviews/{slug}/"),
            Ratio(len(review.proposals), len(asked_units(home, review))),
            option_rows(summary, slug, review),
        )
        for slug, review in sorted(held, key=lambda found: (found[1].date, found[0]))
    )


def directly_below(summary: DistrictSummary, key: Key) -> tuple[int, int]:
    """How many committees directly below the district have cells at the end of a stretch, and cells below none."""
    home, cells = summary.home, cells_at(summary, key)
    with_cells = {above for _, unit in cells for above in home.district.ancestors(unit)}
    units = [unit for unit, depth in unit_tree(summary, None, with_cells) if depth == 0]
    return (
        sum(not is_of_cells(home, unit) for unit in units),
        sum(is_direct(home, unit) for _, unit in cells),
    )


def _link(cell: CellSummary) -> Link:
    return Link(short_name(cell.name), cell_url(cell.ref))
