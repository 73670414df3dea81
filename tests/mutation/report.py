"""What became of the mutants of some modules, a line for each module, and what is wrong with that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.mutation import run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.mutation.equivalents import Equivalent
    from tests.mutation.mutants import Mutant

ROW = "{:<6}{:>12}{:>9}{:>8}{:>12}{:>11}"
HEAD = ("rule", "conditions", "mutants", "killed", "equivalent", "survivors")


def told(
    work: Iterable[tuple[run.Subject, list[Mutant]]],
    jobs: int,
    listed: Iterable[Equivalent],
    say: Callable[[str], None],
    *,
    whole: bool = True,
) -> list[str]:
    """Judge these mutants and say a line for each module; return what is wrong, nothing where all is well.

    Wrong is a mutant that no test notices, unless it is listed; where the `whole` of a module is judged, also a listed
    one that is noticed or is not there any more.
    """
    listed, wrong, totals = list(listed), [], [0] * (len(HEAD) - 1)
    run.warm()
    say(ROW.format(*HEAD))
    for subject, changes in work:
        try:
            verdicts = run.judge(subject, changes, jobs)
        except run.Unusable as error:
            wrong.append(str(error))
            continue
        own = [one for one in listed if one.code == subject.name]
        alive = [v for v in verdicts if not v.killed]
        new = [v for v in alive if not any(one.is_of(v.mutant) for one in own)]
        row = [len({m.of for m in changes}), len(changes), len(changes) - len(alive), len(alive) - len(new), len(new)]
        totals = [a + b for a, b in zip(totals, row, strict=True)]
        say(ROW.format(subject.name, *row))
        wrong += [f"{v} is noticed by no test" for v in new]
        wrong += _untrue(own, verdicts) if whole else []
    say(ROW.format("all", *totals))
    return wrong


def _untrue(listed: list[Equivalent], verdicts: list[run.Verdict]) -> list[str]:
    """What the list of equivalents says of a module and the tests do not."""
    untrue = []
    for one in listed:
        found = [v for v in verdicts if one.is_of(v.mutant)]
        if not found:
            untrue.append(
                f"{one.code}, {one.where}: `{one.was}` → `{one.to}` is no mutant any more: take it off the list"
            )
        untrue += [f"{v} is noticed by a test: take it off the list" for v in found if v.killed]
    return untrue
