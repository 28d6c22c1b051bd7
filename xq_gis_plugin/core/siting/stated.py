"""What can be stated of a shop by hand: a fact's value as the catalogue writes it, or a refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xq_gis_plugin.core.errors import InputError
from xq_gis_plugin.core.facts import domain, number
from xq_gis_plugin.core.siting.model import PERMIT_CONDITIONS
from xq_gis_plugin.core.siting.shops import KIND
from xq_gis_plugin.core.siting.spacing import is_stated

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["check_fact", "read_fact", "read_facts"]

Facts = tuple[tuple[str, str], ...]

_NO = frozenset({"false", "no", "0", "0.0", "否"})


def read_fact(fact: str, value: object) -> str | None:
    """Return what is stated of a shop as the catalogue writes it, None where it cannot be read.

    Examples
    --------
    >>> read_fact("temporary", "是"), read_fact("sales_area_m2", 50), read_fact("temporary", "perhaps")
    ('yes', '50', None)
    """
    text = str(value).strip()
    if set(domain(fact, KIND) or ()) == {"yes", "no"}:
        return "yes" if is_stated(text) else "no" if text.lower() in _NO else None
    try:
        return text if number(text) >= 0 else None
    except ValueError:
        return None


def read_facts(stated: Mapping[str, object]) -> Facts:
    """Return the facts of a permit that can be read, in their order; the others are not known."""
    read = ((fact, read_fact(fact, stated[fact])) for fact in PERMIT_CONDITIONS if fact in stated)
    return tuple((fact, value) for fact, value in read if value is not None)


def check_fact(fact: str, value: object) -> str | None:
    """Return a fact's value as the catalogue writes it; None, which states nothing, stays None.

    Raises
    ------
    InputError
        ``fact_unknown`` for a fact or a value that no shop can have.
    """
    wrong, known = fact, ", ".join(PERMIT_CONDITIONS)
    if fact in PERMIT_CONDITIONS:
        read = None if value is None else read_fact(fact, value)
        if value is None or read is not None:
            return read
        wrong, known = f"{fact}={value}", ", ".join(domain(fact, KIND) or ("50",))
    message, hint = f"{wrong!r} is nothing that can be stated of a shop", f"Write for example {known}."
    raise InputError("fact_unknown", message, hint, value=wrong, known=known)
