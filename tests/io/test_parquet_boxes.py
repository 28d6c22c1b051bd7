"""The boxes of rows by pages: what pyarrow reads of them, or nothing."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xq_gis_plugin.io.parquet_boxes import box_pages, boxes_of, boxes_of_pages
from xq_gis_plugin.io.parquet_headers import DamagedPageError

SIDES = ("xmin", "ymin", "xmax", "ymax")
BBOX = tuple(f"bbox.{side}" for side in SIDES)
numbers = st.one_of(st.floats(-180, 180, width=32), st.sampled_from([0.0, 106.25, float("nan")]))


def written(rows: list[Any], kind: Any, **how: Any) -> bytes:
    fields = [pa.field(side, kind) for side in SIDES]
    boxes = [None if row is None else dict(zip(SIDES, row, strict=True)) for row in rows]
    held = io.BytesIO()
    table = pa.table({"object_id": np.arange(len(rows)), "bbox": pa.array(boxes, pa.struct(fields))})
    pq.write_table(table, held, **how)
    return held.getvalue()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.one_of(st.none(), st.tuples(*[st.one_of(st.none(), numbers)] * 4)), min_size=1, max_size=200),
    st.sampled_from([pa.float32(), pa.float64()]),
    st.sampled_from(["snappy", "zstd", "none"]),
    st.sampled_from(["1.0", "2.0"]),
    st.booleans(),
    st.sampled_from([None, 64]),
)
def test_every_box_is_the_one_that_pyarrow_reads(
    rows: list[Any], kind: Any, codec: str, version: str, repeated: bool, page: int | None
) -> None:
    data = written(
        rows, kind, compression=codec, data_page_version=version, use_dictionary=repeated,
        data_page_size=page, row_group_size=70, write_batch_size=9,
    )  # fmt: skip
    file = pq.ParquetFile(pa.BufferReader(data))
    groups = range(file.num_row_groups)
    pages = box_pages(pa, file.metadata, BBOX, groups)
    assert pages is not None
    for group in groups:
        expected = boxes_of(file.read_row_group(group), BBOX)
        np.testing.assert_array_equal(boxes_of_pages(pages, io.BytesIO(data), group), expected)


@pytest.mark.parametrize("kind", [pa.int32(), pa.decimal128(9, 4)])
def test_sides_that_are_no_numbers_of_a_computer_are_left_to_pyarrow(kind: Any) -> None:
    data = written([(1, 2, 3, 4)], kind)
    assert box_pages(pa, pq.read_metadata(pa.BufferReader(data)), BBOX, [0]) is None
    assert box_pages(pa, pq.read_metadata(pa.BufferReader(data)), (), [0]) is None


@pytest.mark.parametrize("version", ["1.0", "2.0"])
@pytest.mark.parametrize("repeated", [True, False])
def test_damaged_pages_are_refused_or_read_but_never_followed(version: str, repeated: bool) -> None:
    dice = np.random.default_rng(11)
    rows = [None if n % 7 == 0 else tuple(dice.uniform(-90, 90, 4)) for n in range(300)]
    data = written(rows, pa.float64(), compression="none", data_page_version=version, use_dictionary=repeated)
    footer = pq.read_metadata(pa.BufferReader(data))
    pages = box_pages(pa, footer, BBOX, [0])
    assert pages is not None
    told = 0
    for _ in range(400):
        spoilt = bytearray(data)
        for at in dice.integers(4, len(data) - footer.serialized_size - 8, 3):
            spoilt[at] = dice.integers(256)
        try:
            assert boxes_of_pages(pages, io.BytesIO(bytes(spoilt)), 0).shape == (300, 4)
        except DamagedPageError:
            told += 1
    assert told
    with pytest.raises(DamagedPageError):
        boxes_of_pages(pages, io.BytesIO(data[:200]), 0)
