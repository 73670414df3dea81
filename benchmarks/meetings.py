"""The texts of one synthetic cell: its files, and its meetings, whose totals add up as the checks demand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from random import Random

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Nông", "Lương", "Triệu")
MIDDLE = ("Văn", "Thị", "Đình", "Hữu", "Minh", "Ngọc", "Thanh", "Xuân")
GIVEN = ("An", "Bình", "Chiến", "Dũng", "Đức", "Giang", "Hạnh", "Hương", "Khánh", "Lan", "Nga", "Quân", "Sơn", "Thảo")
TYPES = ("village", "neighbourhood", "village", "school", "agency", "village", "public_service", "soe", "police", "fdi")
REASONS = ("work", "sick", "family", "away")
THEMES = ("Xây dựng nông thôn mới", "Chuyển đổi số ở cơ sở", "Công tác phát triển đảng viên", "Học tập và làm theo Bác")
TASKS = ("Vận động hiến đất làm đường", "Rà soát quần chúng ưu tú", "Tuyên truyền phòng cháy", "Thu đảng phí quý")
GROUPS = {"time": 5, "attendance": 5, "preparation": 10, "conduct": 40, "principles": 5, "results": 30, "closing": 5}
SENTENCES = (
    "Bí thư chi bộ thông tin tình hình thời sự trong tháng và các văn bản mới của cấp trên.",
    "Chi bộ đánh giá việc thực hiện nghị quyết tháng trước, nêu rõ việc đã xong, việc còn chậm và nguyên nhân.",
    "Các ý kiến thống nhất với dự thảo, đề nghị phân công cụ thể và kiểm tra tiến độ giữa tháng.",
    "Phong trào giữ gìn vệ sinh đường làng được duy trì; một số hộ chưa tham gia đầy đủ.",
    "Chi bộ nhắc việc nộp đảng phí đúng hạn và chuẩn bị tài liệu cho kỳ sau.",
    "Đảng viên trẻ nhận giúp các hộ cao tuổi làm thủ tục qua mạng.",
)
Plain = Mapping[str, object]


def dump(keys: Plain, indent: str = "") -> str:
    """Block YAML of nested mappings and lists; texts stand as they are, an empty mapping is left out."""
    lines: list[str] = []
    for key, value in keys.items():
        if isinstance(value, Mapping):
            lines += [f"{indent}{key}:\n", dump(value, indent + "  ")] if value else []
        elif isinstance(value, list) and value:
            lines.append(f"{indent}{key}:\n{_listed(value, indent + '  ')}")
        else:
            lines.append(f"{indent}{key}: {value}\n")
    return "".join(lines)


def _listed(values: Sequence[object], indent: str) -> str:
    lines = []
    for value in values:
        inside = dump(value, indent + "  ") if isinstance(value, Mapping) else f"{indent}  {value}\n"
        lines.append(f"{indent}- {inside[len(indent) + 2 :]}")
    return "".join(lines)


@dataclass(frozen=True)
class Member:
    """One member: on the roll from `joined` until `left`, voting from `official`, excused from duty from `exempt`."""

    id: str
    name: str
    joined: dt.date
    official: dt.date
    left: dt.date | None = None
    exempt: dt.date | None = None

    def is_on_roll(self, day: dt.date) -> bool:
        """Tell whether the roll of a day has this member."""
        return self.joined <= day and (self.left is None or day <= self.left)

    def is_due(self, day: dt.date) -> bool:
        """Tell whether the member must attend on a day."""
        return self.is_on_roll(day) and (self.exempt is None or day < self.exempt)


@dataclass(frozen=True)
class Meeting:
    """One record: where it stands, its front matter, its minutes, and whether it was written down late."""

    path: str
    title: str
    front: Plain
    minutes: str
    is_late: bool

    @property
    def text(self) -> str:
        """The whole file."""
        return f"---\n{dump(self.front)}---\n{self.minutes}"


@dataclass(frozen=True)
class Cell:
    """One cell; what it holds follows from its number and the seed alone."""

    number: int
    district: str
    unit: str
    seed: int
    first_year: int
    years: int

    @property
    def slug(self) -> str:
        """Its folder's name."""
        return f"chi-bo-{self.number:05d}"

    @property
    def path(self) -> str:
        """Its folder."""
        return f"records/{self.district}/cells/{self.slug}"

    @property
    def seat(self) -> str:
        """The seat that observes this cell and its neighbours."""
        return f"uv-{self.number // 5:05d}"

    @cached_property
    def people(self) -> list[Member]:
        """The members: two hold office throughout, one leaves, one is admitted, in larger cells one is exempt."""
        random = Random(f"{self.seed}/{self.number}")
        founded = dt.date(2001, 1, 1)
        found = []
        size = random.randint(8, 30)
        for n in range(1, size + 1):
            name = f"{random.choice(FAMILY)} {random.choice(MIDDLE)} {random.choice(GIVEN)}"
            official = dt.date(random.randint(1985, 2000), random.randint(1, 12), 19)
            joined, left, exempt = founded, None, None
            if n == size:
                joined = dt.date(self.first_year, random.randint(2, 11), 15)
                official = joined + dt.timedelta(days=365)
            elif n == size - 1:
                left = dt.date(self.first_year + self.years // 2, random.randint(1, 12), 20)
            elif n == size - 2 and size > 12:
                exempt = dt.date(self.first_year, random.randint(1, 12), 1)
            found.append(Member(f"dv{n:02d}", name, joined, official, left, exempt))
        return found

    def own(self) -> str:
        """Its `cell.yml`."""
        under = [{"unit": self.unit, "from": "2001-01-01"}]
        own = {"name": f"Chi bộ số {self.number}", "type": TYPES[self.number % len(TYPES)], "under": under}
        return dump({**own, "founded": "2001-01-01", "fixed_day": 3})

    def members(self) -> str:
        """Its `members.yml`."""
        random = Random(f"{self.seed}/{self.number}/roll")
        roles = ("secretary", "deputy", "committee_member")
        rolls: dict[str, object] = {}
        for place, member in enumerate(self.people):
            admitted = member.official - dt.timedelta(days=365)
            own: dict[str, object] = {"joined": member.joined, "admitted": admitted, "official": member.official}
            if member.left:
                own |= {"left": member.left, "how": "transfer"}
            if place < len(roles):
                own["roles"] = [{"role": roles[place], "from": "2015-01-01"}]
            if member.exempt:
                own["away"] = [{"kind": "exempt", "from": member.exempt}]
            studied = random.choice(("trung-cap", "cao-dang", "dai-hoc"))
            rolls[member.id] = {**own, "education": {"general": "thpt", "professional": studied}}
        return dump(rolls)

    def names(self) -> str:
        """Its `names.yml`."""
        return dump({member.id: member.name for member in self.people})

    def year(self, year: int) -> str:
        """Its `year.yml`."""
        plan = [{"quarter": n, "theme": THEMES[(self.number + n) % len(THEMES)]} for n in range(1, 5)]
        names = ("committee_minutes", "cell_minutes", "resolutions", "member_roll", "dues")
        kept = {name: "missing" if (self.number + year + n) % 23 == 0 else "kept" for n, name in enumerate(names)}
        grade = ("excellent", "good_completion", "good_completion", "completion")[(self.number + year) % 4]
        return dump({"thematic_plan": plan, "registers": kept, "grade": grade})

    def meeting(self, year: int, month: int) -> Meeting:
        """The regular meeting of a month; every third month it takes up a theme too."""
        random = Random(f"{self.seed}/{self.number}/{year}/{month}")
        day = dt.date(year, month, 3 if random.random() < 0.9 else random.randint(4, 7))
        combined = month % 3 == 0
        due = [member for member in self.people if member.is_due(day)]
        absent = random.sample(due[2:], k=random.choice((0, 0, 0, 1, 1, 2) if len(due) > 12 else (0, 0, 0, 1)))
        unexcused = absent[:1] if absent and random.random() < 0.03 else []
        there = [member for member in due if member not in absent]
        voters = sum(member.official <= day for member in there)
        against = int(random.random() < 0.1)
        spoke = sorted(member.id for member in random.sample(there, k=max(1, len(there) * 2 // 5)))
        front: dict[str, object] = {
            "date": day,
            "time": f"07:30-{'09:40' if combined else '09:15'}",
            "place": f"Nhà văn hóa số {self.number}",
            "chair": due[0].id,
            "minutes_by": due[1].id,
            "attendance": {
                "roll": sum(member.is_on_roll(day) for member in self.people),
                "present": len(there),
                "excused": {m.id: random.choice(REASONS) for m in absent if m not in unexcused},
                "unexcused": [member.id for member in unexcused],
                "spoke": spoke,
            },
        }
        if month % 6 == self.number % 5 and random.random() < 0.9:
            front["observers"] = [self.seat]
        if combined:
            front["theme"] = THEMES[(self.number + month // 3) % len(THEMES)]
        front |= _papers(day, voters, against) | self._tasks(random, year, month, due) | _score(random)
        path = f"{self.path}/{year}/{month:02d}-regular.md"
        return Meeting(path, f"{self.slug} {year}-{month:02d}", front, _minutes(random), random.random() < 0.02)

    def _tasks(self, random: Random, year: int, month: int, due: list[Member]) -> dict[str, object]:
        """Two tasks for the next month, and what became of the last two: now and then one stays open."""
        following = dt.date(year, month, 28) + dt.timedelta(days=30)
        tasks = {
            f"t{n}": {"title": random.choice(TASKS), "owner": due[n + 1].id, "due": following.replace(day=20 + n)}
            for n in (1, 2)
        }
        before = dt.date(year, month, 1) - dt.timedelta(days=1)
        found: dict[str, object] = {"tasks": tasks}
        if before.year >= self.first_year:
            last = f"{before:%Y-%m}"
            found["followup"] = {f"{last}/t1": "done", f"{last}/t2": "done" if random.random() < 0.98 else "doing"}
        return found


def _papers(day: dt.date, voters: int, against: int) -> dict[str, object]:
    votes = {"for": voters - against, "against": against, "other": 0}
    return {
        "documents_posted": day - dt.timedelta(days=1),
        "reported": day + dt.timedelta(days=1),
        "resolution": {"number": f"{day:%m}-NQ/CB", "kind": "resolution", "votes": votes},
    }


def _score(random: Random) -> dict[str, object]:
    points = {group: random.randint(most * 8 // 10, most) for group, most in GROUPS.items()}
    grade = "good" if sum(points.values()) >= 90 else "fair"
    return {"score": {"self": points, "self_grade": grade, "official_grade": grade}}


def _minutes(random: Random) -> str:
    said = random.sample(SENTENCES, k=len(SENTENCES))
    return f"""\
## Mở đầu

{said[0]} {said[1]}

## Nội dung

- **Tháng trước**: {said[2]}
- **Tháng này**: {said[3]}
- Thảo luận: {random.randint(2, 9)} ý kiến.

| Nội dung | Kết quả |
|---|---|
| Thu đảng phí | Đủ |
| Quần chúng ưu tú | {random.randint(0, 2)} |

## Kết luận

{said[4]} {said[5]}
"""


__all__ = ["Cell", "Meeting", "Member", "dump"]
