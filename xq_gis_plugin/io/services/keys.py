"""Keys of services: from the environment, else from the system's keyring. They are told to nobody."""

from __future__ import annotations

import importlib
import os

from xq_gis_plugin.core.errors import InputError

__all__ = ["WITH_KEY", "key_of"]

_VARIABLES = {"tianditu": "XQ_GIS_TIANDITU_KEY", "amap": "XQ_GIS_AMAP_KEY"}
WITH_KEY = frozenset(_VARIABLES)
"""The services that want a key."""
_KEYRING = "xq-gis"


def key_of(service: str) -> str:
    """Return the key of a service.

    Raises
    ------
    InputError
        ``service_key_missing``.
    """
    variable = _VARIABLES[service]
    key = os.environ.get(variable, "").strip() or _of_keyring(service)
    if not key:
        message = f"{service} wants a key, and none is known here."
        hint = (
            f"Put it into the environment variable {variable}, or into the keyring as {_KEYRING} / {service}."
        )
        raise InputError("service_key_missing", message, hint, service=service, variable=variable)
    return key


def _of_keyring(service: str) -> str:
    """Return the keyring's key; "" where there is no keyring, or it is locked."""
    try:
        keyring = importlib.import_module("keyring")
    except ImportError:
        return ""
    try:
        return str(keyring.get_password(_KEYRING, service) or "").strip()
    except keyring.errors.KeyringError:
        return ""
