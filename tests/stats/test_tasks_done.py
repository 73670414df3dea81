from __future__ import annotations

from generator.model.period import Period, Span, year_span
from generator.model.ratio import Ratio
from generator.stats.tasks_done import compute
from tests.books import cell, district, met, record

YEAR = year_span(2024)


def gave(month, **due):
    return record(
        month, met(tasks={id_: {"title": "Việc"} | ({"due": day} if day else {}) for id_, day in due.items()})
    )


def told(month, **more):
    return record(month, met(followup=more.pop("followup"), **more))


def of(*records, span=YEAR, **more):
    return dict(compute(cell(*records, **more), span))["tasks_done"]


def test_tasks_reported_done_over_tasks_due():
    given = gave("2024-02", t1="2024-03-25", t2="2024-04-01", t3="2024-05-01")
    reports = told("2024-03", followup={"2024-02/t1": "done", "2024-02/t2": "doing"})
    assert of(given, reports) == Ratio(1, 3)


def test_a_dropped_task_counts_in_neither_part():
    given = gave("2024-02", t1="2024-03-25", t2="2024-04-01")
    reports = told("2024-03", followup={"2024-02/t1": "dropped", "2024-02/t2": "done"})
    assert of(given, reports) == Ratio(1, 1)


def test_the_due_day_decides_the_year_and_the_half_year():
    given = gave("2023-12", t1="2023-12-31", t2="2024-01-01", t3="2024-06-30", t4="2024-07-01", t5="2024-12-31")
    early = district(records_from="2023-01")
    assert of(given, home=early) == Ratio(0, 4)
    assert of(given, home=early, span=Span(Period(2024, 1), Period(2024, 6))) == Ratio(0, 2)
    assert of(given, home=early, span=year_span(2023)) == Ratio(0, 1)


def test_nothing_is_due_after_the_day_of_the_figures_or_without_a_due_day():
    given = gave("2024-02", t1="2024-05-08", t2="2024-05-09", t3=None)
    assert of(given, home=district(as_of="2024-05-08")) == Ratio(0, 1)


def test_a_report_after_the_day_of_the_figures_is_not_known_yet():
    records = gave("2024-02", t1="2024-03-25"), told("2024-05", followup={"2024-02/t1": "done"})
    assert of(*records, home=district(as_of="2024-05-04")) == Ratio(0, 1)
    assert of(*records, home=district(as_of="2024-05-05")) == Ratio(1, 1)


def test_done_later_than_due_is_done():
    assert of(gave("2024-02", t1="2024-03-25"), told("2024-11", followup={"2024-02/t1": "done"})) == Ratio(1, 1)


def test_tasks_and_reports_of_records_that_cannot_be_counted_do_not_count():
    task = {"t1": {"title": "Việc", "due": "2024-03-25"}}
    assert of(record("2024-02", met(tasks=task), valid=False)) == Ratio(0, 0)
    unread = record("2024-03", met(followup={"2024-02/t1": "done"}), valid=False)
    assert of(gave("2024-02", t1="2024-03-25"), unread) == Ratio(0, 1)


def test_of_two_reports_of_one_month_the_later_day_has_the_last_word():
    given = gave("2024-02", t1="2024-03-25")
    done = told("2024-03", followup={"2024-02/t1": "done"}, date="2024-03-05")
    dropped = told("2024-03-committee", followup={"2024-02/t1": "dropped"}, date="2024-03-28")
    assert of(given, done, dropped) == Ratio(0, 0)
