"""Text values to frozen records, and what is wrong with them in the words of the contract.

An unknown key is FI001, a missing one FI002, a wrong value FI003. A record with such faults is read as far as it can be
(`Read.partial`), so that the other checks still see the rest of it.
"""

from __future__ import annotations

import copy
import dataclasses
import functools
import typing
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel, RootModel, ValidationError

from generator.model import meeting as meetings
from generator.model.district import Review
from generator.model.meeting import Meeting
from generator.model.text import nearest
from generator.store.faults import Fault, finding_of, place_of, unlisted

if typing.TYPE_CHECKING:
    from generator.model.diagnostic import Finding, Key
    from generator.store.yaml import Parsed

M = TypeVar("M", bound=BaseModel)
_FAULTS = 200  # of one file are told one by one, so that a hostile one cannot flood the report; the rest are counted
_ROUNDS = 4  # how often faults are cut out before the record is given up


class Read(NamedTuple):
    """A record as far as it could be read (None: not at all); `partial` tells that something was cut out.

    `faulty` are its own keys that something is wrong with, and those that an unknown key is close to.
    """

    record: Any
    findings: list[Finding]
    partial: bool
    faulty: frozenset[str] = frozenset()


def read(model: type[M], path: str, parsed: Parsed, kind: str = "") -> Read:
    """Turn parsed text values into a record. `kind` is a meeting's kind, which decides what it must have.

    Errors: FI001, FI002, FI003.
    """
    value = parsed.value
    if value is None:
        value = [] if _is_list(model) else {}
    faults: list[Fault] = []
    if parsed.has_empty:
        faults += [f for f in _validate(model, value)[1] if f.code == "FI001"]
        value = _prune(value)
    record, found = _validate(model, value)
    known = {(f.code, f.key) for f in faults}
    faults += [f for f in found if (f.code, f.key) not in known]
    rounds = 0
    while record is None and rounds < _ROUNDS and isinstance(value, dict):
        value = _without(value, found)
        record, found = _validate(model, value)
        rounds += 1
    if model is Meeting:
        faults += _lacking(value, kind, faults)
    faults = _one_cause(faults)
    lacking = [f for f in faults[_FAULTS:] if f.error is None]  # they decide whether a meeting can be used at all
    told = [finding_of(model, path, f, parsed) for f in [*faults[:_FAULTS], *lacking]]
    total = len(faults)
    if isinstance(record, Review):
        units = record.unlisted()
        told += [unlisted(path, record, unit) for unit in units[:_FAULTS]]
        total += len(units)
    if total > len(told):
        told[-1] = dataclasses.replace(told[-1], more=total - len(told))
    return Read(record, told, bool(told), _faulty(model, faults))


def _faulty(model: type[BaseModel], faults: list[Fault]) -> frozenset[str]:
    keys = {str(fault.key[0]) for fault in faults[:_FAULTS] if fault.key}
    fields = [info.alias or name for name, info in model.model_fields.items()]
    unknown = [str(f.key[0]) for f in faults[:_FAULTS] if f.code == "FI001" and len(f.key) == 1]
    return frozenset(keys | {meant for name in unknown if (meant := nearest(name, fields)) is not None})


def _is_list(model: type[BaseModel]) -> bool:
    return issubclass(model, RootModel) and typing.get_origin(model.model_fields["root"].annotation) is list


def _validate(model: type[M], value: Any) -> tuple[M | None, list[Fault]]:
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, [_fault(e) for e in error.errors(include_url=False)]


def _fault(error: Any) -> Fault:
    code = {"missing": "FI002", "extra_forbidden": "FI001"}.get(error["type"], "FI003")
    return Fault(code, place_of(error["loc"], error["type"])[0], error)


def _prune(value: Any) -> Any:
    """Drop keys with an empty value: they count as absent."""
    if isinstance(value, dict):
        return {k: _prune(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return ["" if v is None else _prune(v) for v in value]
    return value


def _without(value: dict[str, Any], faults: list[Fault]) -> dict[str, Any]:
    """A copy without the faulty parts; a fault inside a list or the attendance takes the whole of it."""
    result = copy.deepcopy(value)
    for fault in faults:
        key = fault.key[:-1] if fault.code == "FI002" else fault.key
        if (
            key[:1] == ("attendance",)
            and key[1:2] not in {("roll",), ("present",), ("spoke",)}
            and fault.code != "FI001"
        ):
            key = key[:1]
        if any(isinstance(part, int) for part in key):
            key = key[: next(i for i, part in enumerate(key) if isinstance(part, int))]
        target: Any = result
        for step in key[:-1]:
            target = target.get(step) if isinstance(target, dict) else None
        if isinstance(target, dict) and key:
            target.pop(key[-1], None)
    return result


def _lacking(value: Any, kind: str, faults: list[Fault]) -> list[Fault]:
    """The keys that a meeting of its state and kind must have and lacks."""
    if not isinstance(value, dict) or any(f.key == ("state",) for f in faults):
        return []
    wrong = {f.key for f in faults if f.code == "FI003"}
    needed: list[tuple[Key, str]] = [((), k) for k in meetings.required_keys(value.get("state", "held"), kind)]
    attendance = value.get("attendance")
    if isinstance(attendance, dict) and value.get("state", "held") == "held":
        needed += [(("attendance",), k) for k in meetings.ATTENDANCE_REQUIRED]
    found = []
    for parent, name in needed:
        holder = value if not parent else attendance
        if isinstance(holder, dict) and name not in holder:
            key = (*parent, name)
            found += [] if any(k[: len(key)] == key for k in wrong) else [Fault("FI002", key)]
    return found


def _one_cause(faults: list[Fault]) -> list[Fault]:
    """Drop a missing key where an unknown one next to it is close to it: the unknown one names the cause."""
    unknown: dict[Key, list[str]] = {}
    for fault in faults:
        if fault.code == "FI001":
            unknown.setdefault(fault.key[:-1], []).append(str(fault.key[-1]))
    return [f for f in faults if f.code != "FI002" or not _is_meant(str(f.key[-1]), unknown.get(f.key[:-1], []))]


def _is_meant(name: str, unknown: list[str]) -> bool:
    return any(_is_near(written, name) for written in unknown[:_FAULTS])


@functools.lru_cache(maxsize=1024)
def _is_near(written: str, name: str) -> bool:
    return nearest(written, [name]) is not None
