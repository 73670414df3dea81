"""The people of a cell as pages name them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model import codes
from generator.model.text import Text, person_key

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from generator.model.book import CellBook
    from generator.model.cell import Member
    from generator.model.standing import Standing

ROLE_RANK = {role: rank for rank, role in enumerate(codes.ROLES)}
ROLE_SHORT = {
    "secretary": Text("BT", "Sec."),
    "deputy": Text("PBT", "Dep."),
    "committee_member": Text("CUV", "Com."),
    "group_leader": Text("TT", "Grp."),
}


class People:
    """Names for the ids of one cell; an id without a name stands for itself.

    Args:
        cell: The cell whose records name people by id.
        names: Names by id; None where they are kept elsewhere.
    """

    def __init__(self, cell: CellBook, names: dict[str, str] | None) -> None:
        self._cell = cell
        self._officers = [entry for entry in (cell.members or {}).items() if entry[1].roles]
        self._names = names or {}
        self._keys: dict[str, tuple[object, ...]] = {}
        self._signers: dict[Standing, tuple[str, str, bool]] = {}

    def name(self, ref: str) -> str:
        """The name behind an id; of a person of another cell (`CELL/ID`) the id with that cell's name."""
        own = self._names.get(ref)
        if own is not None:
            return own
        cell, _, person = ref.rpartition("/")
        if not cell or self._cell.home.full(cell) == self._cell.ref:
            return self._names.get(person, person)
        facts = self._cell.facts.get(self._cell.home.full(cell))
        return f"{person} ({facts.name if facts else cell})"

    def names(self, refs: Iterable[str]) -> tuple[str, ...]:
        """The names behind ids, in Vietnamese order."""
        return tuple(sorted(map(self.name, refs), key=self._key))

    def _key(self, name: str) -> tuple[object, ...]:
        """The place of a name in Vietnamese order."""
        key = self._keys.get(name)
        if key is None:
            key = self._keys[name] = person_key(name)
        return key

    def role(self, ref: str, day: dt.date) -> Text | None:
        """The role held that day, in words; None where none is known."""
        member = (self._cell.members or {}).get(ref)
        role = member.role_on(day) if member is not None else None
        return codes.ROLES[role] if role else None

    def holder(self, role: str, day: dt.date) -> str:
        """Who held a role that day; empty where nobody did."""
        roll = self._cell.roll_on(day) or {}
        return ", ".join(self.name(id_) for id_, member in roll.items() if member.role_on(day) == role)

    def signer(self, day: dt.date) -> tuple[str, str, bool]:
        """Who signs for the cell that day, in which role, and whether the cell has a committee.

        The secretary signs, else the deputy; the name is empty where nobody holds the role. Where no roll is kept, a
        committee is taken for granted.
        """
        standing = self._cell.on(day)
        if standing not in self._signers:
            self._signers[standing] = self._signer(day)
        return self._signers[standing]

    def _signer(self, day: dt.date) -> tuple[str, str, bool]:
        roles = {m.role_on(day): id_ for id_, m in self._officers if m.on_roll(day)}
        role = "deputy" if "deputy" in roles and "secretary" not in roles else "secretary"
        signer = roles.get(role)
        has_committee = self._cell.members is None or "committee_member" in roles
        return self.name(signer) if signer else "", role, has_committee

    def in_order(self, members: Iterable[tuple[str, Member]], day: dt.date) -> list[tuple[str, Member]]:
        """Members in the order of a roll: by role on that day, then by given name."""
        return sorted(members, key=lambda m: (_rank(m[1], day), self._key(self.name(m[0])), m[0]))


def _rank(member: Member, day: dt.date) -> int:
    role = member.role_on(day) if member.roles else None
    return ROLE_RANK[role] if role else len(ROLE_RANK)
