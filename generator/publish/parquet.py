"""The statistics of a site as one Parquet file; needs the extra `parquet`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from generator.publish.rows import stats
from generator.publish.sheets import number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.model.summary import DistrictSummary


class NoParquet(Exception):
    """The library that writes Parquet is not installed."""


def parquet(districts: Iterable[DistrictSummary]) -> bytes:
    """The rows of `stats.csv` of all districts, each with its district; `n` and `value` as in JSON.

    Errors: NoParquet.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise NoParquet from None
    rows = [
        (district.home.slug, scope, year, id_, float(number(n)), d, ratio.value)
        for district in districts
        for scope, year, id_, n, d, ratio in stats(district)
    ]
    words, numbers = pa.string(), pa.float64()
    columns = {
        "district": words, "scope": words, "year": words, "stat": words, "n": numbers, "d": pa.int64(),
        "value": numbers,
    }  # fmt: skip
    lists = list(zip(*rows, strict=True)) or [()] * len(columns)
    table = pa.table(
        [pa.array(values, kind) for values, kind in zip(lists, columns.values(), strict=True)],
        names=list(columns),
    )
    written = io.BytesIO()
    pq.write_table(table, written, compression="zstd")
    return written.getvalue()
