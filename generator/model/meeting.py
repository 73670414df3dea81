"""A meeting: the front matter of `2024/03-regular.md`."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, PlainValidator, Tag

from generator.model import codes, values
from generator.model.record import Record, field
from generator.model.shapes import SHAPES


def _count_or(kind: str) -> Any:
    def read(value: Any) -> int:
        try:
            return values.read_count(value)
        except ValueError:
            raise values.wrong(kind) from None

    return Annotated[int, PlainValidator(read), values.seen_as(kind, SHAPES["count"])]


def _either(named: Any, shape: type, kind: str) -> Any:
    """The type of people named by id, or of a bare number, told apart by the shape of what is written."""
    tagged: Any = Annotated[named, Tag("@ids")] | Annotated[_count_or(kind), Tag("@count")]
    return Annotated[tagged, Discriminator(lambda value: "@ids" if isinstance(value, shape) else "@count")]


# `Any` to the type checker, which cannot follow a type that is made while the program runs.
_Reason: Any = values.code(codes.REASONS)
_TaskState: Any = values.code(codes.TASK_STATES)
Excused: Any = _either(dict[values.Slug, _Reason], dict, "excused")
People: Any = _either(list[values.Slug], list, "people")
Followup: Any = dict[values.TaskRef, _TaskState]


class Attendance(Record):
    """Who was there, by exception with a checksum. Unit: persons."""

    roll: values.Count | None = field("Tổng số đảng viên", "On the roll", about="Số đảng viên trong danh sách hôm họp")
    away: values.Count | None = field("Miễn, ở nơi khác", "Away", about="Chỉ ghi khi chi bộ không có members.yml")
    present: values.Count | None = field("Có mặt", "Present", about="Số người có mặt trong số phải dự")
    excused: Excused = field("Vắng có lý do", "Excused", default={})
    unexcused: People = field("Vắng không lý do", "Unexcused", default=[])
    also_present: People = field("Không phải dự nhưng có dự", "Not due but came", default=[])
    spoke: People | None = field("Đã phát biểu", "Spoke", about="Không ghi nghĩa là chưa rõ, khác với 0")

    @property
    def absent(self) -> int:
        """How many due members did not come, excused or not."""
        return count(self.excused) + count(self.unexcused)

    @property
    def due(self) -> int | None:
        """Present plus absent: how many had to attend, once the totals are known to add up."""
        return None if self.present is None else self.present + self.absent

    @property
    def there(self) -> int:
        """Everybody in the room who is on the roll: present plus also present."""
        return (self.present or 0) + count(self.also_present)


def count(people: dict[str, str] | list[str] | int) -> int:
    """How many people a list, a list with reasons, or a bare number stands for."""
    return people if isinstance(people, int) else len(people)


def ids(people: dict[str, str] | list[str] | int | None) -> list[str]:
    """The ids named, in order of writing; nobody in counts mode."""
    if isinstance(people, list):
        return people
    return list(people) if isinstance(people, dict) else []


class Votes(Record):
    """A vote. Unit: votes."""

    for_: values.Count | None = field("Tán thành", "For", alias="for")
    against: values.Count | None = field("Không tán thành", "Against")
    other: values.Count | None = field("Ý kiến khác", "Other")

    @property
    def cast(self) -> int:
        """All votes written down: for, against and other together."""
        return (self.for_ or 0) + (self.against or 0) + (self.other or 0)


class Resolution(Record):
    """The outcome of the meeting."""

    number: values.Words | None = field("Số, ký hiệu", "Number")
    kind: values.code(codes.OUTCOMES) | None = field("Hình thức", "Kind")  # type: ignore[valid-type]  # a type made from a code list
    votes: Votes | None = field("Biểu quyết", "Votes")


class Task(Record):
    """Who does what by when."""

    title: values.Words | None = field("Nhiệm vụ", "Task")
    owner: values.Slug | None = field("Người thực hiện", "Owner")
    due: values.Day | None = field("Thời hạn", "Due")


class Postponed(Record):
    """The meeting was held later than planned."""

    from_: values.Day | None = field("Ngày định họp", "Planned day", alias="from")
    reason: values.Words | None = field("Lý do hoãn", "Reason")


class Score(Record):
    """The quality of the meeting: the cell's own points and the two grades. Unit: points."""

    self: dict[values.Key, values.Points] | None = field("Tự chấm", "Self score")
    self_grade: values.code(codes.GRADES) | None = field("Tự xếp loại", "Self grade")  # type: ignore[valid-type]  # a type made from a code list
    official_grade: values.code(codes.GRADES) | None = field("Cấp trên xếp loại", "Official grade")  # type: ignore[valid-type]  # a type made from a code list


class Meeting(Record):
    """A meeting, held or not. Which keys are required depends on `state` and kind: `required_keys`."""

    state: values.code(codes.MEETING_STATES) = field("Trạng thái", "State", default="held")  # type: ignore[valid-type]  # a type made from a code list
    reason: values.Words | None = field("Lý do không họp", "Reason")
    decision: values.Words | None = field("Văn bản cho miễn", "Decision")
    date: values.Day | None = field("Ngày họp", "Date")
    time: values.Time | None = field("Thời gian", "Time", about="Giờ bắt đầu-giờ kết thúc, ví dụ 07:30-09:15")
    place: values.Words | None = field("Địa điểm", "Place")
    chair: values.PersonRef | None = field("Chủ trì", "Chair")
    minutes_by: values.PersonRef | None = field("Thư ký", "Minutes by")
    joint_with: list[values.CellRef] = field("Họp chung với", "Joint with", default=[])
    attendance: Attendance | None = field("Điểm danh", "Attendance")
    observers: list[values.Slug] = field("Cấp ủy viên dự", "Observers", default=[])
    guests: dict[values.code(codes.GUESTS), values.Count] = field("Khách dự", "Guests", default={})  # type: ignore[valid-type]  # a type made from a code list
    theme: values.Words | None = field("Chuyên đề", "Theme")
    documents_posted: values.Day | None = field("Ngày gửi tài liệu", "Documents posted")
    reported: values.Day | None = field("Ngày báo cáo cấp trên", "Reported")
    resolution: Resolution | None = field("Nghị quyết, kết luận", "Resolution")
    tasks: dict[values.Slug, Task] = field("Nhiệm vụ giao", "Tasks", default={})
    followup: Followup = field("Kết quả nhiệm vụ trước", "Follow-up", default={})
    postponed: Postponed | None = field("Hoãn từ", "Postponed")
    score: Score | None = field("Chấm điểm", "Score")
    model: values.Flag | None = field("Sinh hoạt mẫu", "Model meeting")


REQUIRED = {
    "held": ("date", "time", "attendance"),
    "not_held": ("reason",),
    "postponed": ("reason",),
    "waived": ("reason", "decision"),
    "planned": ("date",),
}
ATTENDANCE_REQUIRED = ("roll", "present")


def required_keys(state: str, kind: str) -> tuple[str, ...]:
    """The top-level keys a meeting of this state and kind must have."""
    keys = REQUIRED.get(state, ())
    return (*keys, "theme") if state == "held" and kind == "thematic" else keys
