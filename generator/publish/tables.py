"""The tables that data files are made of: CSV, XLSX, SQLite, Parquet and the data package all read this one list.

A table is described once, with its columns, keys and titles in both languages; its rows come from `rows`. A column that
is added here is in every format.
"""

from __future__ import annotations

from generator.model import codes
from generator.model.text import Text
from generator.publish import rows
from generator.publish.codelists import EVENTS, SOURCES, STAT_KINDS, TASK_STATES
from generator.publish.table import Column, Reference, Table


def tables(profile: str) -> tuple[Table, ...]:
    """The tables of a profile, in the order in which each one's references come before it."""
    return tuple(seen for table in TABLES if (seen := table.of_profile(profile)) is not None)


CELL = Column("cell", "id", Text("Chi bộ", "Cell"))
MEETING = Column(
    "meeting", "id", Text("Cuộc họp", "Meeting"), about=Text("Năm/tên tệp, như 2024/03-regular", "Year/file name")
)
PERIOD = Column("period", "month", Text("Kỳ", "Month"))
UNIT = Column("unit", "id", Text("Đơn vị", "Unit"))
YEAR = Column("year", "integer", Text("Năm", "Year"))
DATE = Column("date", "date", Text("Ngày", "Date"))
URL = Column("url", "id", Text("Trang", "Page"), about=Text("Đường dẫn từ đầu trang", "Path from the top of the site"))
_LAST_DAY = Text("Ngày 31/12 hoặc ngày tính số liệu", "On 31 December or the day of the figures")
_SPACED = Text("Cách nhau bằng dấu cách", "Separated by spaces")
_TO_CELL = Reference(("cell",), "cells", ("cell",))
_TO_MEETING = Reference(("cell", "meeting"), "meetings", ("cell", "meeting"))
_TO_UNIT = Reference(("unit",), "units", ("unit",))


def _persons(name: str, vi: str, en: str) -> Column:
    return Column(name, "integer", Text(vi, en))


TABLES: tuple[Table, ...] = (
    Table(
        "definitions",
        Text("Cách tính số liệu", "Definitions of the figures"),
        (
            Column("id", "id", Text("Mã", "Id")),
            Column("kind", "id", Text("Dạng", "Kind"), STAT_KINDS),
            Column("label_vi", "text", Text("Chỉ tiêu", "Figure (Vietnamese)")),
            Column("label_en", "text", Text("Chỉ tiêu (tiếng Anh)", "Figure")),
            Column("numerator_vi", "text", Text("Tử số", "Numerator (Vietnamese)")),
            Column("numerator_en", "text", Text("Tử số (tiếng Anh)", "Numerator")),
            Column("denominator_vi", "text", Text("Mẫu số", "Denominator (Vietnamese)")),
            Column("denominator_en", "text", Text("Mẫu số (tiếng Anh)", "Denominator")),
        ),
        rows.definitions,
        key=("id",),
        public=True,
        shared=True,
    ),
    Table(
        "units",
        Text("Đơn vị", "Units"),
        (
            UNIT,
            Column("name", "text", Text("Tên", "Name")),
            Column("level", "id", Text("Cấp", "Level"), codes.LEVELS),
            Column("from", "date", Text("Từ ngày", "From")),
            Column("to", "date", Text("Đến ngày", "To")),
            Column("parent", "id", Text("Đơn vị cấp trên", "Parent unit")),
            Column("successor", "id", Text("Đơn vị kế tục", "Successor")),
        ),
        rows.units,
        key=("unit",),
        references=(Reference(("parent",), "units", ("unit",)),),
        public=True,
    ),
    Table(
        "cells",
        Text("Chi bộ", "Cells"),
        (
            CELL,
            Column("name", "text", Text("Tên", "Name")),
            Column("type", "id", Text("Loại hình", "Type"), codes.CELL_TYPES),
            Column("founded", "date", Text("Thành lập", "Founded")),
            Column("closed", "date", Text("Kết thúc", "Closed")),
            Column("successor", "id", Text("Chi bộ kế tục", "Successor")),
            Column("unit", "id", Text("Đơn vị (gần nhất)", "Unit (latest)")),
            Column("fixed_day", "integer", Text("Ngày cố định", "Fixed day"), private=True),
        ),
        rows.cells,
        cut="cells",
        key=("cell",),
        references=(_TO_UNIT,),
        public=True,
    ),
    Table(
        "months",
        Text("Các kỳ", "Months"),
        (
            CELL,
            PERIOD,
            Column("state", "id", Text("Trạng thái", "State"), codes.MONTH_STATES),
            Column("required", "flag", Text("Phải họp", "Required")),
            UNIT,
        ),
        rows.months,
        cut="cells",
        key=("cell", "period"),
        references=(_TO_CELL, _TO_UNIT),
        year="period",
        public=True,
    ),
    Table(
        "stats",
        Text("Số liệu", "Figures"),
        (
            Column("scope", "id", Text("Phạm vi", "Scope")),
            Column("year", "id", Text("Năm, nửa năm, quý", "Year or part of it")),
            Column("stat", "id", Text("Chỉ tiêu", "Figure")),
            Column("n", "number", Text("Tử số", "Numerator")),
            Column("d", "integer", Text("Mẫu số", "Denominator")),
            Column("value", "value", Text("Giá trị", "Value")),
        ),
        rows.stats,
        cut="scopes",
        key=("scope", "year", "stat"),
        references=(Reference(("stat",), "definitions", ("id",)),),
        year="year",
        public=True,
    ),
    Table(
        "attendance",
        Text("Điểm danh", "Attendance"),
        (
            CELL,
            PERIOD,
            Column("kind", "id", Text("Loại", "Kind"), codes.MEETING_KINDS),
            _persons("roll", "Danh sách", "On the roll"),
            _persons("due", "Phải dự", "Due"),
            _persons("present", "Có mặt", "Present"),
            _persons("excused", "Vắng có lý do", "Excused"),
            _persons("unexcused", "Vắng không lý do", "Unexcused"),
            _persons("also_present", "Không phải dự nhưng có dự", "Also present"),
        ),
        rows.attendance,
        cut="cells",
        references=(_TO_CELL,),
        year="period",
    ),
    Table(
        "cell_years",
        Text("Chi bộ trong năm", "Cells by year"),
        (
            CELL,
            YEAR,
            UNIT,
            Column("active", "flag", Text("Còn hoạt động", "Active"), about=_LAST_DAY),
            Column("full_year", "flag", Text("Đủ cả năm", "Full year")),
            _persons("members", "Đảng viên", "Members"),
            _persons("official", "Chính thức", "Full members"),
            _persons("probationary", "Dự bị", "Probationary"),
            _persons("exempt", "Được miễn", "Exempt"),
            _persons("elsewhere", "Ở nơi khác", "Elsewhere"),
            Column("grade", "id", Text("Xếp loại", "Grade"), codes.ANNUAL_GRADES),
        ),
        rows.cell_years,
        cut="cells",
        key=("cell", "year"),
        references=(_TO_CELL, _TO_UNIT),
        year="year",
    ),
    Table(
        "meetings",
        Text("Cuộc họp", "Meetings"),
        (
            CELL,
            MEETING,
            PERIOD,
            Column("kind", "id", Text("Loại", "Kind"), codes.MEETING_KINDS),
            Column("slug", "id", Text("Đuôi tên tệp", "Slug")),
            Column("state", "id", Text("Trạng thái", "State"), codes.MEETING_STATES),
            Column("counts", "flag", Text("Được tính", "Counts")),
            DATE,
            Column("start", "id", Text("Bắt đầu", "Start")),
            Column("end", "id", Text("Kết thúc", "End")),
            Column("minutes", "integer", Text("Số phút", "Minutes")),
            Column("thematic", "flag", Text("Có chuyên đề", "Thematic")),
            Column("theme", "text", Text("Chuyên đề", "Theme")),
            Column("resolution", "text", Text("Nghị quyết, kết luận", "Resolution")),
            Column("grade", "id", Text("Xếp loại", "Grade"), codes.GRADES),
            Column("model", "flag", Text("Sinh hoạt mẫu", "Model meeting")),
            Column("place", "text", Text("Địa điểm", "Place")),
            Column("recorded", "date", Text("Ngày ghi vào kho", "First committed")),
            URL,
        ),
        rows.meetings,
        cut="cells",
        key=("cell", "meeting"),
        references=(_TO_CELL,),
        year="period",
    ),
    Table(
        "tasks",
        Text("Nhiệm vụ", "Tasks"),
        (
            CELL,
            MEETING,
            Column("task", "id", Text("Mã", "Id")),
            Column("title", "text", Text("Nhiệm vụ", "Task")),
            Column("due", "date", Text("Thời hạn", "Due")),
            Column("state", "id", Text("Kết quả", "State"), TASK_STATES),
            Column("closed", "id", Text("Kết thúc ở cuộc họp", "Closed by the meeting")),
            Column("carried", "integer", Text("Số lần báo đang làm", "Times carried over")),
            Column("overdue", "integer", Text("Số ngày quá hạn", "Days overdue")),
        ),
        rows.tasks,
        cut="cells",
        key=("cell", "meeting", "task"),
        references=(_TO_CELL, _TO_MEETING),
        year="meeting",
    ),
    Table(
        "themes",
        Text("Chuyên đề", "Themes"),
        (
            CELL,
            YEAR,
            Column("quarter", "integer", Text("Quý", "Quarter")),
            Column("source", "id", Text("Nguồn", "Source"), SOURCES),
            Column("theme", "text", Text("Chuyên đề", "Theme")),
            MEETING,
        ),
        rows.themes,
        cut="cells",
        references=(_TO_CELL,),
        year="year",
    ),
    Table(
        "observers",
        Text("Cấp ủy viên dự sinh hoạt", "Observers"),
        (
            YEAR,
            Column("seat", "id", Text("Mã", "Seat")),
            Column("level", "id", Text("Cấp", "Level"), codes.SEAT_LEVELS),
            CELL,
            Column("planned", "integer", Text("Số lần theo kế hoạch", "Planned visits")),
            Column("visits", "integer", Text("Số lần đã dự", "Visits")),
        ),
        rows.observers,
        references=(_TO_CELL,),
        year="year",
    ),
    Table(
        "events",
        Text("Sự kiện", "Events"),
        (
            YEAR,
            Column("type", "id", Text("Loại", "Type"), EVENTS),
            Column("number", "integer", Text("Số thứ tự", "Number")),
            DATE,
            Column("title", "text", Text("Nội dung", "Title")),
            Column("kind", "id", Text("Hình thức", "Kind"), codes.INSPECTIONS),
            _persons("participants", "Số người học", "Participants"),
            _persons("collectives", "Tập thể", "Collectives"),
            _persons("persons", "Cá nhân", "Persons"),
            Column("cells", "id", Text("Các chi bộ", "Cells"), about=_SPACED),
        ),
        rows.events,
        key=("year", "type", "number"),
        year="year",
    ),
    Table(
        "reviews",
        Text("Sơ kết", "Reviews"),
        (
            Column("review", "id", Text("Đợt", "Review")),
            DATE,
            Column("title", "text", Text("Tên đợt", "Title")),
            UNIT,
            Column("option", "id", Text("Mã kiến nghị", "Option")),
            Column("label", "text", Text("Kiến nghị", "Proposal")),
        ),
        rows.reviews,
        key=("review", "unit"),
        references=(_TO_UNIT,),
        year="date",
    ),
)  # fmt: skip
