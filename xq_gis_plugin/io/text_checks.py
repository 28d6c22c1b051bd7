"""What is to be noticed of a file's text: its encoding guessed, contradicted, or gone wrong long ago."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np
from pandas.api.types import infer_dtype

from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.encoding import garbled

if TYPE_CHECKING:
    import pandas as pd

    from xq_gis_plugin.io.encoding import Guess
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["encoding_checks"]

_LOOKED_AT, _SAMPLE = 400, 1_000
_SHOWN = 3
_LOST = "\ufffd"


def encoding_checks(raw: RawLayer, told: Guess | None, *, intact: bool = False) -> RawLayer:
    """Return the layer with what its text gives cause to look at.

    Parameters
    ----------
    raw
        With its table decoded.
    told
        How it was decoded, None where the format left no choice.
    intact
        Whether it is known that no character was lost.
    """
    if told is not None:
        raw = dataclasses.replace(raw, encoding=told.encoding)
        raw = _of_guess(raw, told)
    return _of_text(raw, intact=intact)


def _of_guess(raw: RawLayer, told: Guess) -> RawLayer:
    everything = np.ones(len(raw.rows), dtype=np.bool_)
    if told.why == "evidence":
        message = f"the text is not marked with its encoding and was read as {told.encoding.upper()}."
        hint = "Look at the names; say the encoding (--encoding) if they are wrong."
        return raw.with_checks(raw.check(CheckSeverity.NOTE, "encoding_guessed", message, hint, everything))
    if told.why == "contradicted":
        message = f"the text is said to be {told.said}, looks like {told.encoding.upper()}, and was read so."
        hint = "Look at the names; say the encoding (--encoding) if they are wrong."
        check = raw.check(CheckSeverity.IMPORTANT, "encoding_contradicted", message, hint, everything)
        return raw.with_checks(check)
    return raw


def _of_text(raw: RawLayer, *, intact: bool) -> RawLayer:
    lost = np.zeros(len(raw.rows), dtype=np.bool_)
    wrong: dict[str, str] = {}
    for name in raw.table.columns:
        column = raw.table[name]
        if column.dtype != object:
            continue
        texts = column if infer_dtype(column, skipna=False) == "string" else _texts(column)
        if not intact:
            damaged = texts.str.contains(_LOST, regex=False).to_numpy(dtype=np.bool_)
            lost[texts.index[damaged]] = True
        looked = {value: garbled(value) for value in _different(texts)}
        meant = {value: text for value, text in looked.items() if text is not None}
        if len(meant) > len(looked) / 2:
            wrong |= meant
    if lost.any():
        message = "some characters could not be read and stand as �."
        hint = "Say the right encoding (--encoding), or correct these rows in the source."
        raw = raw.with_checks(raw.check(CheckSeverity.IMPORTANT, "text_damaged", message, hint, lost))
    if wrong:
        shown = "; ".join(f"{text[:20]} → {meant[:20]}" for text, meant in list(wrong.items())[:_SHOWN])
        message = f"the text was saved in the wrong encoding before it came here ({shown})."
        hint = "Ask for the file again, or export it anew from its source as UTF-8."
        nothing = np.zeros(len(raw.rows), dtype=np.bool_)
        raw = raw.with_checks(raw.check(CheckSeverity.IMPORTANT, "text_garbled", message, hint, nothing))
    return raw


def _different(texts: pd.Series) -> list[str]:
    """Return the first different texts that are not plain English."""
    found: dict[str, None] = {}
    cells = texts.tolist()
    for start in range(0, len(cells), _SAMPLE):
        piece = cells[start : start + _SAMPLE]
        if not "".join(piece).isascii():
            found |= dict.fromkeys(text for text in piece if not text.isascii())
        if len(found) >= _LOOKED_AT:
            break
    return [*found][:_LOOKED_AT]


def _texts(column: pd.Series) -> pd.Series:
    """Return the cells of a column that are text."""
    if infer_dtype(column, skipna=True) in ("string", "empty"):
        return column[column.notna()]
    return column[[isinstance(value, str) for value in column]]
