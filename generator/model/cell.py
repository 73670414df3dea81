"""A cell and the people on its roll: `cell.yml`, `members.yml`, `names.yml`."""

from __future__ import annotations

import datetime as dt

from pydantic import RootModel, ValidationInfo, field_validator

from generator.model import codes, values
from generator.model.period import covers
from generator.model.record import Interval, Record, field, not_before


class Under(Interval):
    """The unit a cell belonged to, for a stretch of days."""

    unit: values.Slug = field("Đảng bộ cấp trên trực tiếp", "Unit", required=True, about="Mã đơn vị trong district.yml")


class Pilot(Interval):
    """A pilot scheme the cell takes part in."""

    scheme: values.Words | None = field("Mô hình làm điểm", "Pilot scheme")


class Cell(Record):
    """A party cell, as `cell.yml` describes it."""

    name: values.Words = field("Tên chi bộ", "Name", required=True, about="Tên đầy đủ, ví dụ Chi bộ bản Nà Lộc")
    type: values.code(codes.CELL_TYPES) = field("Loại hình", "Type", required=True)  # type: ignore[valid-type]  # a type made from a code list
    under: list[Under] = field(
        "Trực thuộc", "Under", required=True, about="Đơn vị cấp trên, có ngày bắt đầu và kết thúc"
    )
    founded: values.Day = field("Ngày thành lập", "Founded", required=True)
    closed: values.Day | None = field("Ngày kết thúc hoạt động", "Closed", about="Ngày hoạt động cuối cùng")
    successor: values.CellRef | None = field("Chi bộ kế tục", "Successor", about="Mã chi bộ, hoặc ĐẢNG-BỘ/CHI-BỘ")
    fixed_day: values.FixedDay | None = field("Ngày sinh hoạt cố định", "Fixed day", about="Ngày trong tháng, 1 đến 28")
    pilot: Pilot | None = field("Làm điểm", "Pilot")

    @field_validator("closed")
    @classmethod
    def _in_order(cls, closed: dt.date | None, info: ValidationInfo) -> dt.date | None:
        return not_before(closed, info.data.get("founded"))

    def unit_on(self, day: dt.date) -> str | None:
        """The unit the cell belonged to that day, or None."""
        return next((u.unit for u in reversed(self.under) if u.covers(day)), None)

    def exists(self, day: dt.date) -> bool:
        """Tell whether the cell is founded and not yet closed that day."""
        return covers(self.founded, self.closed, day)


class Role(Interval):
    """A role in the cell, for a stretch of days."""

    role: values.code(codes.ROLES) = field("Chức vụ", "Role", required=True)  # type: ignore[valid-type]  # a type made from a code list


class Away(Interval):
    """A stretch of days in which the member need not attend here."""

    kind: values.code(codes.AWAY_KINDS) = field("Diện không phải dự", "Kind", required=True)  # type: ignore[valid-type]  # a type made from a code list


class Education(Record):
    """General and professional education: two dimensions, never added up."""

    general: values.Key | None = field("Giáo dục phổ thông", "General education")
    professional: values.Key | None = field("Chuyên môn", "Professional education")


class Member(Record):
    """One person on the roll, known by an id; the name stands in `names.yml`."""

    joined: values.Day = field("Vào danh sách chi bộ từ", "On this roll from", required=True)
    was: values.WasRef | None = field("Mã ở chi bộ trước", "Id in a predecessor cell")
    admitted: values.Day | None = field("Ngày vào Đảng", "Admitted to the Party")
    official: values.Day | None = field("Ngày chính thức", "Full member from", about="Không ghi: đảng viên dự bị")
    left: values.Day | None = field("Ngày cuối trong danh sách", "Last day on the roll")
    how: values.code(codes.LEAVINGS) | None = field("Lý do ra khỏi danh sách", "How the member left")  # type: ignore[valid-type]  # a type made from a code list
    roles: list[Role] = field("Chức vụ", "Roles", default=[])
    away: list[Away] = field("Miễn hoặc ở nơi khác", "Away", default=[])
    education: Education | None = field("Trình độ", "Education")

    @field_validator("left")
    @classmethod
    def _in_order(cls, left: dt.date | None, info: ValidationInfo) -> dt.date | None:
        return not_before(left, info.data.get("joined"))

    def on_roll(self, day: dt.date) -> bool:
        """Tell whether the member is on the roll that day (both ends included)."""
        return covers(self.joined, self.left, day)

    def away_on(self, day: dt.date) -> str | None:
        """The kind of absence in force that day (`exempt`, `temp_out`, …), or None when due to attend."""
        return next((a.kind for a in self.away if a.covers(day)), None)

    def role_on(self, day: dt.date) -> str | None:
        """The highest role held that day, or None."""
        held = {r.role for r in self.roles if r.covers(day)}
        return next((role for role in codes.ROLES if role in held), None)

    def is_official(self, day: dt.date) -> bool:
        """Tell whether the member is a full member that day; a probationary one never votes."""
        return self.official is not None and self.official <= day


class Members(RootModel[dict[values.Slug, Member]]):
    """`members.yml`: who is on the roll, from when to when, without names."""


class Names(RootModel[dict[values.Slug, values.Words]]):
    """`names.yml`: id to name."""
