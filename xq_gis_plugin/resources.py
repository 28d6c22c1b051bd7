"""The data that ships: ``layers/`` and ``styles/``, found wherever the package runs from."""

from __future__ import annotations

from pathlib import Path

from xq_gis_plugin.core.errors import InputError

__all__ = ["path"]

_PACKAGE = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """Return where a file or folder that ships with the package lies.

    In a wheel and in the plugin's zip the data folders lie inside the package; in a checkout, and
    so in an editable install, they lie beside it. What lies beside an installed package belongs to
    others and is never looked at.

    Parameters
    ----------
    *parts
        The way from the data's root, for example ``"layers", "rules.csv"``.

    Returns
    -------
    Path
        An existing file or folder.

    Raises
    ------
    InputError
        ``resource_missing``: no such file came with this installation.

    Examples
    --------
    >>> path("layers", "rules.csv").name
    'rules.csv'
    """
    root = _PACKAGE if (_PACKAGE / "layers").is_dir() else _PACKAGE.parent
    found = root.joinpath(*parts)
    if found.exists():
        return found
    name = "/".join(parts)
    message = f"{name} did not come with this installation ({_PACKAGE})."
    raise InputError("resource_missing", message, "Install xq-gis again from a complete copy.", name=name)
