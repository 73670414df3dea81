"""What every record model has in common: frozen, no unknown keys, a title and a description in both languages."""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

# No plugin of pydantic that happens to be installed may take part; not to look for any also saves a tenth of the start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from generator.model import values
from generator.model.period import covers


class Record(BaseModel):
    """A frozen record; every field carries its Vietnamese title and description, the English ones under `en`."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


def field(
    vi: str,
    en: str,
    *,
    default: Any = None,
    alias: str | None = None,
    about: str = "",
    about_en: str = "",
    required: bool = False,
) -> Any:
    """Declare a field: titles and descriptions in both languages; absent unless `required`."""
    said: dict[str, Any] = {
        "alias": alias,
        "title": vi,
        "description": about or vi,
        "json_schema_extra": {"title_en": en, "description_en": about_en or en},
    }
    if isinstance(default, dict | list):  # pydantic deep-copies such a default for each record; a factory is cheaper
        return Field(default_factory=type(default), **said)
    return Field(... if required else default, **said)


def fields_of(model: type[BaseModel]) -> list[str]:
    """The keys a record of this model may have, as written in the file."""
    return [info.alias or name for name, info in model.model_fields.items()]


class Interval(Record):
    """A stretch of days with inclusive ends; an open end is absent."""

    from_: values.Day = field("Từ ngày", "From", alias="from", required=True)
    to: values.Day | None = field("Đến hết ngày", "To (inclusive)")

    @field_validator("to")
    @classmethod
    def _in_order(cls, to: dt.date | None, info: ValidationInfo) -> dt.date | None:
        return not_before(to, info.data.get("from_"))

    def covers(self, day: dt.date) -> bool:
        """Tell whether the day lies inside, ends included."""
        return covers(self.from_, self.to, day)

    def spans(self, first: dt.date, last: dt.date) -> bool:
        """Tell whether the whole stretch from `first` to `last` lies inside."""
        return self.covers(first) and self.covers(last)


def not_before(end: dt.date | None, start: dt.date | None) -> dt.date | None:
    """Return `end`, refusing one that lies before `start`."""
    if end is not None and start is not None and end < start:
        raise values.wrong("ends_before")
    return end


__all__ = ["Interval", "Record", "field", "fields_of", "not_before"]
