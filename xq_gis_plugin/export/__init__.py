"""Findings to what people look at: the HTML map, the tables, the words in two languages."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {"PackedLayer": "packed_layer", "render_html_map": "html_map", "write_html_map": "html_map"}

__all__ = ["PackedLayer", "render_html_map", "write_html_map"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module's attribute can be anything
    """Load a public name from its module on first use."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
