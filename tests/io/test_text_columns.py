"""Text in frames is objects, its gaps None, whichever pandas is there and whoever loaded it first."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROBE = "text = pandas.Series(['甲', None]); print(text.dtype, text[1])"


@pytest.mark.parametrize("order", ["pandas, xq_gis_plugin", "xq_gis_plugin, pandas"])
def test_text_is_objects_whoever_loads_pandas_first(order: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", f"import {order}; {PROBE}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("object None\n", "")
