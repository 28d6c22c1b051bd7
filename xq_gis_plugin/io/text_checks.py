"""What is to be noticed of a file's text: its encoding guessed, contradicted, or gone wrong long ago."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import numpy as np

from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.encoding import garbled

if TYPE_CHECKING:
    from xq_gis_plugin.io.encoding import Guess
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["encoding_checks"]

_LOOKED_AT = 400
_SHOWN = 3
_LOST = "\ufffd"


def encoding_checks(raw: RawLayer, told: Guess | None) -> RawLayer:
    """Return the layer with what its text gives cause to look at.

    Parameters
    ----------
    raw
        With its table decoded.
    told
        How it was decoded, None where the format left no choice.
    """
    if told is not None:
        raw = dataclasses.replace(raw, encoding=told.encoding)
        raw = _of_guess(raw, told)
    return _of_text(raw)


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


def _of_text(raw: RawLayer) -> RawLayer:
    lost = np.zeros(len(raw.rows), dtype=np.bool_)
    wrong: dict[str, str] = {}
    for name in raw.table.columns:
        column = raw.table[name]
        if column.dtype != object:
            continue
        cells = column.to_numpy()
        damaged = [isinstance(value, str) and _LOST in value for value in cells]
        lost |= np.array(damaged, dtype=np.bool_)
        looked: dict[str, str | None] = {}
        for value in cells:
            if len(looked) == _LOOKED_AT:
                break
            if isinstance(value, str) and not value.isascii() and value not in looked:
                looked[value] = garbled(value)
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
