"""Columns of byte arrays page by page: what pyarrow reads of them, or nothing."""

from __future__ import annotations

import io
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xq_gis_plugin.io.arrow_values import taken
from xq_gis_plugin.io.parquet_pages import DamagedPageError, Pages, pages_of

if TYPE_CHECKING:
    from xq_gis_plugin.core.engine.search import Blobs


def written(values: list[bytes | None], *, nullable: bool = True, **how: Any) -> bytes:
    schema = pa.schema([pa.field("n", pa.int64()), pa.field("geometry", pa.binary(), nullable=nullable)])
    held = io.BytesIO()
    pq.write_table(pa.table([np.arange(len(values)), values], schema=schema), held, **how)
    return held.getvalue()


def opened(data: bytes) -> Pages:
    footer = pq.read_metadata(pa.BufferReader(data))
    found = pages_of(pa, footer, "geometry", range(footer.num_row_groups))
    assert found is not None
    return found


def texts(blobs: Blobs) -> list[bytes]:
    return [blobs.data[low:high].tobytes() for low, high in pairwise(blobs.offsets.tolist())]


some_bytes = st.one_of(
    st.none(), st.sampled_from([b"", b"same", b"again and again"]), st.binary(max_size=60)
)  # fmt: skip


@settings(max_examples=150)
@given(
    st.lists(some_bytes, min_size=1, max_size=400),
    st.sampled_from(["snappy", "zstd", "gzip", "brotli", "none"]),
    st.sampled_from(["1.0", "2.0"]),
    st.booleans(),
    st.booleans(),
    st.integers(1, 150),
    st.data(),
)
def test_what_is_wanted_is_what_pyarrow_reads(
    values: list[bytes | None], codec: str, version: str, repeated: bool, nullable: bool, group: int,
    data: st.DataObject,
) -> None:  # fmt: skip
    values = values if nullable else [value or b"" for value in values]
    raw = written(
        values, nullable=nullable, compression=codec, data_page_version=version, use_dictionary=repeated,
        row_group_size=group, data_page_size=64, write_batch_size=8, dictionary_pagesize_limit=200,
    )  # fmt: skip
    pages = opened(raw)
    for number, start in enumerate(range(0, len(values), group)):
        part = [value or b"" for value in values[start : start + group]]
        wanted = sorted(data.draw(st.sets(st.integers(0, len(part) - 1))))
        some = pages.read(io.BytesIO(raw), number, np.array(wanted, dtype=np.int64))
        assert texts(some) == [part[row] for row in wanted]
        assert [one for _, some in pages.pieces(io.BytesIO(raw), number) for one in texts(some)] == part


@pytest.mark.parametrize("length", [3_000, 20_000])
def test_a_long_shape_in_the_header_of_its_page_is_passed_over(length: int) -> None:
    values: list[bytes | None] = [bytes([n]) * length for n in range(40)]
    raw = written(values, use_dictionary=False, compression="none", data_page_size=1 << 16)
    assert texts(opened(raw).read(io.BytesIO(raw), 0, np.array([0, 17, 39]))) == [
        values[0],
        values[17],
        values[39],
    ]


def test_pages_in_which_nothing_is_wanted_are_not_read() -> None:
    values: list[bytes | None] = [n.to_bytes(2, "big") * 500 for n in range(2_000)]
    raw = written(values, use_dictionary=False, compression="none", data_page_size=1 << 14)

    class Counted(io.BytesIO):
        count = 0

        def read(self, size: int | None = -1, /) -> bytes:
            data = super().read(size)
            self.count += len(data)
            return data

    file = Counted(raw)
    assert texts(opened(raw).read(file, 0, np.array([1_234]))) == [values[1_234]]
    assert file.count < len(raw) // 1.5


def as_lists(held: io.BytesIO) -> None:
    pq.write_table(pa.table({"geometry": pa.array([[b"a"], [b"b"]])}), held)


def as_numbers(held: io.BytesIO) -> None:
    pq.write_table(pa.table({"geometry": pa.array([1, 2])}), held)


def by_differences(held: io.BytesIO) -> None:
    table = pa.table({"geometry": pa.array([b"a", b"b"])})
    pq.write_table(table, held, use_dictionary=False, column_encoding={"geometry": "DELTA_BYTE_ARRAY"})


def with_lz4(held: io.BytesIO) -> None:
    pq.write_table(pa.table({"geometry": pa.array([b"a", b"b"])}), held, compression="lz4")


def elsewhere(held: io.BytesIO) -> None:
    pq.write_table(pa.table({"shape": pa.array([b"a", b"b"])}), held)


@pytest.mark.parametrize("write", [as_lists, as_numbers, by_differences, with_lz4, elsewhere])
def test_what_is_written_in_another_way_is_left_to_pyarrow(write: Any) -> None:
    held = io.BytesIO()
    write(held)
    assert pages_of(pa, pq.read_metadata(held), "geometry", [0]) is None


def test_without_the_kernel_pyarrow_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xq_gis_plugin.io._pages", None)
    assert pages_of(pa, pq.read_metadata(pa.BufferReader(written([b"a"]))), "geometry", [0]) is None


@pytest.mark.parametrize("codec", ["none", "snappy", "zstd"])
@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_damaged_pages_are_refused_or_read_but_never_followed(codec: str, version: str) -> None:
    dice = np.random.default_rng(7)
    values = [None if n % 7 == 0 else bytes(dice.integers(0, 9, n % 50, dtype=np.uint8)) for n in range(300)]
    raw = written(values, compression=codec, data_page_version=version, data_page_size=500)
    pages = opened(raw)
    end = pages.footer.row_group(0).column(0).data_page_offset
    start = min(end, len(raw) // 4)
    refused = 0
    for _ in range(600):
        spoilt = bytearray(raw)
        for _ in range(int(dice.integers(1, 4))):
            at = int(dice.integers(start, len(raw) - 200))
            if dice.random() < 0.3:
                spoilt[at : at + 4] = int(dice.choice([0, 2**31 - 1, 2**32 - 1])).to_bytes(4, "little")
            else:
                spoilt[at] ^= 1 << int(dice.integers(0, 8))
        if dice.random() < 0.1:
            del spoilt[int(dice.integers(start, len(spoilt))) :]
        try:
            some = pages.read(io.BytesIO(spoilt), 0, np.arange(len(values)))
        except DamagedPageError:
            refused += 1
        else:
            assert len(some.offsets) == len(values) + 1
            assert some.offsets[-1] == len(some.data)
    assert refused > 50


@pytest.mark.parametrize(
    "array",
    [
        pa.array(range(9)), pa.array([1.5, 2.5] * 3, pa.float32()), pa.array([*"abcdefg"]),
        pa.array([1, None, 3]),
        pa.array(["水", "", "a" * 50, "x"], pa.large_string()), pa.array([b"1", b"", b"23"]),
        pa.array([*"abcabc"]).dictionary_encode(), pa.array([True, False, True]),
        pa.array([b"ab", b"cd"], pa.binary(2)),
        pa.array(["a", None, "b"]), pa.array([2**40, 2**50], pa.uint64()), pa.array([1, 2], pa.date32()),
        pa.array(range(20))[5:], pa.array([*"abcdefg"])[3:],
    ],
)  # fmt: skip
def test_rows_are_taken_as_pyarrow_takes_them(array: Any) -> None:
    rows = np.array([1, 0, 1, len(array) - 1], dtype=np.int64)
    for some in (rows, rows[:0]):
        found = taken(pa, array, some)
        found.validate(full=True)
        assert found.equals(array.take(pa.array(some)))
