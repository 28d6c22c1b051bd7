"""The address of a layer in a database, and what of it may be shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.io.raw import RemotePlace

__all__ = ["DatabasePlace", "address_wrong", "database_place"]

_SCHEME = re.compile(r"postgres(?:ql)?://", re.IGNORECASE)
# A # may stand in a password that was not percent-encoded; none may stand in a host's or a database's name.
_ADDRESS = re.compile(
    r"(?:(?P<user>[^/@]*)@)?(?P<where>[^#?@]*)(?P<query>\?[^#]*)?(?:#(?P<layer>.*))?", re.DOTALL
)


@dataclass(frozen=True)
class DatabasePlace(RemotePlace):
    """A database, and the layer asked for; ``path`` is its address without user, password and options.

    ``connection`` is what the driver needs, password included: never shown, and "" once the layer is read.
    """

    connection: str = field(default="", repr=False)

    @property
    def shown(self) -> str:
        """The address as a person wrote it, without user, password and options."""
        return re.sub(r"^postgresql:/+", "postgresql://", self.path.as_posix())


def database_place(address: str) -> DatabasePlace | None:
    """Take ``postgresql://user@host:port/database#schema.table`` apart; None for anything else.

    Raises
    ------
    InputError
        ``address_wrong``, which repeats nothing that may hold a password.
    """
    scheme = _SCHEME.match(address)
    if scheme is None:
        return None
    rest = address[scheme.end() :]
    found = _ADDRESS.fullmatch(rest)
    if found is None:
        raise address_wrong()
    layer = found["layer"]
    connection = "postgresql://" + (rest if layer is None else rest[: found.start("layer") - 1])
    return DatabasePlace(Path("postgresql://" + found["where"]), layer or None, connection)


def address_wrong() -> InputError:
    """Return the error for an address that cannot be taken apart, without repeating it."""
    message = "The address of the database cannot be understood."
    hint = (
        "Write postgresql://USER@HOST:PORT/DATABASE#SCHEMA.TABLE; in a password after USER: write %40 for @, "
        "%2F for / and %3A for :, or leave it to PGPASSWORD or ~/.pgpass."
    )
    return InputError("address_wrong", message, hint)
