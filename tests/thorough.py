"""How many examples a property is tried on: few in the suite, more where somebody has the time.

``XQ_THOROUGH=10 .venv/bin/python -m pytest tests/core`` tries ten times as many.
"""

from __future__ import annotations

import os

__all__ = ["examples"]


def examples(count: int) -> int:
    """Return so many examples, times ``XQ_THOROUGH``."""
    return max(1, round(count * float(os.environ.get("XQ_THOROUGH", "1"))))
