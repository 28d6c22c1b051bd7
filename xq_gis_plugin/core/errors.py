"""The errors that a planner can meet. The faces translate them by code; the core never does."""

from __future__ import annotations

from typing import Any

__all__ = ["InputError", "OutputError", "RuleError", "XqGisError"]


class XqGisError(Exception):
    """Something a person can mend.

    Parameters
    ----------
    code
        Stable snake_case name, by which the faces translate.
    message
        What is wrong, in English, with the value at fault (file, row, field).
    hint
        What to do about it; never empty.
    **facts
        The values that the message names, for the faces' own sentence.
    """

    def __init__(self, code: str, message: str, hint: str, **facts: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.facts = facts

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how it is made again in another process."""
        return _again, (type(self), self.code, self.message, self.hint, self.facts)

    def __str__(self) -> str:
        """Return the message with its code and hint, as a log would want it."""
        return f"[{self.code}] {self.message} {self.hint}"


class InputError(XqGisError):
    """A file, a layer, a row or an option that cannot be used as it is."""


class RuleError(XqGisError):
    """A line of a rule file that cannot be used as it is."""


class OutputError(XqGisError):
    """A result that cannot be written where it was asked for."""


def _again(
    kind: type[XqGisError], code: str, message: str, hint: str, facts: dict[str, object]
) -> XqGisError:
    return kind(code, message, hint, **facts)
