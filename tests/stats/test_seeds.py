"""What two district committees reported in the press, told as records, gives the figures they printed."""

from __future__ import annotations

from generator.model.ratio import Ratio
from generator.views.reduce import reduce
from generator.views.summary import summarize
from tests.books import MONTHS_2024, cell, district, met, record, regular


def test_a_third_met_12_times_half_9_to_11_times_a_sixth_5_to_8_times():
    # LSO, 06/05/2021: "12 kỳ/năm chiếm 33%, số sinh hoạt 9 – 11 kỳ chiếm 51% và sinh hoạt 5 – 8 kỳ chiếm 16%".
    home = district()
    times = [12] * 33 + [9, 10, 11] * 17 + [5, 6, 7, 8] * 4
    cells = [cell(*regular(MONTHS_2024[:n]), home=home, slug=f"chi-bo-{i}") for i, n in enumerate(times)]
    whole = reduce(home, [summarize(c, {}, ()) for c in cells])
    assert {id_: ratio for id_, ratio in whole.stats[2024].items() if id_.startswith("frequency")} == {
        "frequency_12": Ratio(33, 100),
        "frequency_9_11": Ratio(51, 100),
        "frequency_5_8": Ratio(16, 100),
        "frequency_0_4": Ratio(0, 100),
    }
    assert whole.stats[2024]["meetings_per_cell"] == Ratio(33 * 12 + 17 * 30 + 4 * 26, 100)


def test_ten_regular_and_two_thematic_meetings_a_cell_with_nine_of_ten_of_the_roll():
    # Lạc Sơn, 2019: "bình quân 10 buổi/01 chi bộ/năm; chuyên đề bình quân 02 buổi; khoảng 90%/tổng số đảng viên".
    home = district()
    plan = [(9, 1, 17, 19), (11, 3, 20, 22), (10, 2, 22, 25), (10, 2, 27, 30)]
    cells = []
    for i, (meetings, thematic, present, roll) in enumerate(plan):
        held = regular(MONTHS_2024[:meetings], present=present, roll=roll)
        themes = [record(f"2024-{3 * (n + 1):02d}-thematic", met(theme="Chuyên đề")) for n in range(thematic)]
        cells.append(cell(*held, *themes, home=home, slug=f"chi-bo-{i}"))
    found = reduce(home, [summarize(c, {}, ()) for c in cells]).stats[2024]
    assert found["meetings_per_cell"] == Ratio(40, 4)
    assert found["thematic_per_cell"] == Ratio(8, 4)
    attended = 9 * 17 + 11 * 20 + 10 * 22 + 10 * 27
    assert found["attendance_rate_roll"] == Ratio(attended, 9 * 19 + 11 * 22 + 10 * 25 + 10 * 30) == Ratio(863, 963)
    assert found["attendance_rate_roll"].value == 0.896158
