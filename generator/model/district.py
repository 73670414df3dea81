"""A district and its yearly files: `district.yml`, `observers/`, `events/`, `reviews/`, `year.yml`, allowances."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Annotated, Any

from pydantic import Discriminator, PlainValidator, RootModel, Tag

from generator.model import codes, values
from generator.model.period import covers
from generator.model.record import Interval, Record, field
from generator.model.shapes import SHAPES
from generator.model.text import fold

DEFAULT_ZONE = "Asia/Ho_Chi_Minh"


class Unit(Interval):
    """A committee ("đảng bộ, đảng ủy") between the district and its cells."""

    name: values.Words = field("Tên đơn vị", "Name", required=True)
    level: values.code(codes.LEVELS) = field("Cấp", "Level", required=True)  # type: ignore[valid-type]  # a type made from a code list
    parent: values.Slug | None = field("Đơn vị cấp trên", "Parent unit")
    successor: values.CellRef | None = field("Đơn vị kế tục", "Successor", about="Mã đơn vị, hoặc ĐẢNG-BỘ/ĐƠN-VỊ")

    @property
    def is_committee(self) -> bool:
        """Tell whether it is a committee of its own: “Chi bộ …” and “Các chi bộ …” are cells directly below."""
        return not fold(self.name).startswith(("chi bo ", "cac chi bo "))


class District(Interval):
    """A district and its units, as `district.yml` describes them."""

    name: values.Words = field("Tên đảng bộ", "Name", required=True)
    level: values.code(codes.LEVELS) = field("Cấp", "Level", required=True)  # type: ignore[valid-type]  # a type made from a code list
    successor: values.Slug | None = field("Đảng bộ kế tục", "Successor")
    records_from: values.Month | None = field("Bắt đầu ghi sổ từ tháng", "Records from")
    timezone: values.Zone = field("Múi giờ", "Time zone", default=DEFAULT_ZONE)
    units: dict[values.Slug, Unit] = field("Các đơn vị trực thuộc", "Units", required=True)

    def ancestors(self, unit: str | None) -> tuple[str, ...]:
        """The unit and those above it, nearest first; stops where a parent is unknown or comes round again."""
        return self._chains.get(unit or "", ())

    @functools.cached_property
    def _chains(self) -> dict[str, tuple[str, ...]]:
        return {unit: tuple(self._chain(unit)) for unit in self.units}

    def _chain(self, unit: str | None) -> list[str]:
        chain: list[str] = []
        while unit is not None and unit in self.units and unit not in chain:
            chain.append(unit)
            unit = self.units[unit].parent
        return chain

    def exists(self, day: dt.date) -> bool:
        """Tell whether the district exists that day."""
        return covers(self.from_, self.to, day)


def _visits(value: Any) -> int:
    try:
        return values.read_count(value)
    except ValueError:
        raise values.wrong("visits") from None


_Visits = Annotated[int, PlainValidator(_visits), values.seen_as("visits", SHAPES["count"])]
Visits = Annotated[
    Annotated[dict[values.Slug, _Visits], Tag("@counts")] | Annotated[list[values.Slug], Tag("@list")],
    Discriminator(lambda value: "@list" if isinstance(value, list) else "@counts"),
]


class Seat(Record):
    """One superior committee member and the cells to attend. Unit: planned visits."""

    level: values.code(codes.SEAT_LEVELS) = field("Cấp", "Level", required=True)  # type: ignore[valid-type]  # a type made from a code list
    name: values.Words | None = field("Tên gọi", "Name")
    cells: Visits = field("Chi bộ được phân công", "Cells", default={})

    @property
    def plan(self) -> dict[str, int]:
        """Cell to planned visits; a plain list means one visit each."""
        return self.cells if isinstance(self.cells, dict) else dict.fromkeys(self.cells, 1)


class Observers(RootModel[dict[values.Slug, Seat]]):
    """`observers/2024.yml`: which superior committee member attends which cells."""


class Training(Record):
    """A training class."""

    date: values.Day | None = field("Ngày", "Date")
    title: values.Words | None = field("Tên lớp", "Title")
    participants: values.Count | None = field("Số người học", "Participants")


class Commendation(Record):
    """A commendation of collectives and persons."""

    date: values.Day | None = field("Ngày", "Date")
    title: values.Words | None = field("Nội dung", "Title")
    collectives: values.Count | None = field("Tập thể", "Collectives")
    persons: values.Count | None = field("Cá nhân", "Persons")


class Inspection(Record):
    """An inspection or supervision of cells."""

    date: values.Day | None = field("Ngày", "Date")
    kind: values.code(codes.INSPECTIONS) | None = field("Hình thức", "Kind")  # type: ignore[valid-type]  # a type made from a code list
    cells: list[values.Slug] = field("Chi bộ", "Cells", default=[])


class Events(Record):
    """`events/2024.yml`: training classes, commendations, inspections."""

    training: list[Training] = field("Bồi dưỡng", "Training", default=[])
    commendations: list[Commendation] = field("Khen thưởng", "Commendations", default=[])
    inspections: list[Inspection] = field("Kiểm tra, giám sát", "Inspections", default=[])


class Review(Record):
    """A review: what each unit proposes."""

    title: values.Words = field("Tên đợt sơ kết", "Title", required=True)
    date: values.Day = field("Ngày", "Date", required=True)
    options: dict[values.Key, values.Words] = field("Các lựa chọn", "Options", required=True)
    proposals: dict[values.Slug, values.Words] = field("Kiến nghị của từng đơn vị", "Proposals", required=True)

    def unlisted(self) -> list[str]:
        """The units whose proposal is none of the options."""
        return [unit for unit, option in self.proposals.items() if option not in self.options]


class Theme(Record):
    """A planned theme."""

    quarter: values.QuarterNumber = field("Quý", "Quarter", required=True)
    theme: values.Words = field("Chuyên đề", "Theme", required=True)


class CellYear(Record):
    """A cell's `year.yml`: thematic plan, registers kept, annual grade."""

    thematic_plan: list[Theme] = field("Kế hoạch chuyên đề", "Thematic plan", default=[])
    registers: dict[values.Key, values.code(codes.REGISTER_STATES)] = field("Sổ sách", "Registers", default={})  # type: ignore[valid-type]  # a type made from a code list
    grade: values.code(codes.ANNUAL_GRADES) | None = field("Xếp loại năm", "Annual grade")  # type: ignore[valid-type]  # a type made from a code list


class Allowance(Record):
    """Leave to deviate from one rule for a while."""

    code: values.RuleCode = field("Mã quy tắc", "Rule", required=True)
    from_: values.Day | None = field("Từ ngày", "From", alias="from")
    until: values.Day | None = field("Đến hết ngày", "Until")
    reason: values.Words | None = field("Lý do", "Reason")


class Allowances(RootModel[list[Allowance]]):
    """`allowances.yml` of a cell or a district."""
