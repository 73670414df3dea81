"""Who looks after which part of a store on its forge: `codeowners.yml` at the store's root."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from generator.model import values
from generator.model.record import Record, field

FILE = "codeowners.yml"
TARGET = ".github/CODEOWNERS"  # where a forge looks for it
_ACCOUNT = re.compile(r"@?([A-Za-z0-9][A-Za-z0-9._-]{0,99}(?:/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,9})", re.ASCII)


def _read_account(value: Any) -> str:
    """Read an account (`thu-ky-na-loc`) or a team (`huyen-uy/van-phong`); an `@` in front is left out."""
    found = _ACCOUNT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise values.wrong("account")
    return found[1]


def _someone(accounts: list[str]) -> list[str]:
    if not accounts:
        raise values.wrong("accounts")
    return list(dict.fromkeys(accounts))


Accounts = Annotated[list[Annotated[str, BeforeValidator(_read_account)]], AfterValidator(_someone)]


class DistrictOwners(Record):
    """The accounts of a district, and of those of its units and cells that have their own."""

    owners: Accounts = field(
        "Của đảng bộ", "Of the district", required=True, about="Cho tệp của đảng bộ và chi bộ không ghi riêng"
    )
    units: dict[values.Slug, Accounts] = field("Của từng đơn vị", "Of units", default={})
    cells: dict[values.Slug, Accounts] = field("Của từng chi bộ", "Of cells", default={})


class OwnerMap(Record):
    """`codeowners.yml`: accounts and teams, nobody's name. What has no entry falls to the next wider one."""

    store: Accounts = field("Của cả sổ", "Of the store", required=True, about="Cho mọi thứ không ghi riêng")
    rulebook: Accounts | None = field("Của quy định", "Of the rulebook")
    workflows: Accounts | None = field("Của máy soát tự động", "Of the workflows", about="Cho thư mục .github")
    districts: dict[values.Slug, DistrictOwners] = field("Của từng đảng bộ", "Of districts", default={})

    def of_district(self, district: str) -> list[str]:
        """The accounts of a district's own files."""
        entry = self.districts.get(district)
        return self.store if entry is None else entry.owners

    def of_cell(self, district: str, cell: str, units: tuple[str, ...]) -> list[str]:
        """The accounts of a cell: its own, else those of the first of its units that has some, else the district's."""
        entry = self.districts.get(district)
        if entry is None:
            return self.store
        if cell in entry.cells:
            return entry.cells[cell]
        return next((entry.units[unit] for unit in units if unit in entry.units), entry.owners)
