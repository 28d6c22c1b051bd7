"""What several commands say of a file that was read: its role, what was noticed, what was set aside."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

from xq_gis_plugin.cli_options import an_option
from xq_gis_plugin.cli_text import CallError
from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.export.words import check_hint, check_text, error_text, label, rejected_text, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from xq_gis_plugin.cli_face import Face
    from xq_gis_plugin.core.errors import InputError
    from xq_gis_plugin.core.model import Check
    from xq_gis_plugin.io.columns import Role
    from xq_gis_plugin.io.rejected import Rejected

__all__ = ["RoleOption", "print_checks", "print_rejected", "role_of", "who"]

RoleOption = Annotated[
    str | None, an_option("--as", "ROLE", "What it is to be: hazards, protected, parts or sites.")
]
_ROLES = {"hazards": "hazard", "protected": "protected", "parts": "part", "sites": "site"}
_MOST_REJECTED = 30


def role_of(name: str) -> Role:
    """Return the role that a layer's name says.

    Raises
    ------
    CallError
        ``role_unknown``.
    """
    from xq_gis_plugin.io.columns import Role

    if name not in _ROLES:
        message = "No layer is called {value}."
        raise CallError("role_unknown", message, "Use one of: {known}.", value=name, known=", ".join(_ROLES))
    return Role(_ROLES[name])


def who(by: str | None) -> str:
    """Return who does it: as said, else who is logged in.

    Raises
    ------
    CallError
        ``nobody_logged_in``: the computer does not say; a record without a name would be worth nothing.
    """
    if by:
        return by
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        message = "The computer does not say who is logged in."
        raise CallError("nobody_logged_in", message, "Say who you are: --by NAME.") from error


def print_checks(face: Face, checks: Sequence[Check], errors: Sequence[InputError] = ()) -> None:
    """Print what was noticed, the gravest first; ``errors`` are what blocking checks are made of."""
    face.line()
    if not checks and not errors:
        face.line(face.tr("Nothing was noticed."), "bold")
        return
    face.line(face.tr("What was noticed"), "bold")
    blocking = [check for check in checks if check.severity is CheckSeverity.BLOCKING]
    for number, error in enumerate(errors):
        told = error_text(error, face.lang)
        layer = blocking[number].layer if len(blocking) == len(errors) else None
        of = f"{layer}{face.tr(': ')}" if layer else ""
        face.line(f"{word('check_severity', 'blocking', face.lang)} {of}{told.message}", "bold red", 2)
        face.line(told.hint, "dim", 4)
    for severity, style in (("important", "yellow"), ("note", "")):
        for check in checks:
            if check.severity.value == severity:
                named = word("check_severity", severity, face.lang)
                face.line(f"{named} {check_text(check, face.lang)}", style, 2)
                face.line(check_hint(check, face.lang), "dim", 4)


def print_rejected(face: Face, rejected: Sequence[Rejected]) -> None:
    """Print the rows that were set aside, with the reason."""
    if not rejected:
        return
    face.line()
    face.line(face.tr("Rows that cannot be read; all others were"), "bold")
    columns = [face.tr(name) for name in ("Row", "Column", "Value", "Reason")]
    shown = [
        (
            cell.row if cell.layer is None else f"{cell.layer}#{cell.row}",
            label(cell.field, face.lang),
            cell.value or "—",
            rejected_text(cell.code, cell.message, cell.field, cell.facts, face.lang),
        )
        for cell in rejected[:_MOST_REJECTED]
    ]
    face.table(columns, shown)
    if len(rejected) > len(shown):
        face.line(face.tr("and {n} more", n=len(rejected) - len(shown)), "dim", 2)
