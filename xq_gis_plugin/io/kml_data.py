"""Facts that a KML has as Data without a schema, brought into a form that GDAL reads.

Google's My Maps and the programs of telephones write each fact as ``<Data name="等级"><value>一级</value>
</Data>`` (OGC KML 2.3, 9.2); GDAL reads those alone that a Schema declares, and leaves the others out.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["count_links", "has_plain_data", "with_schema"]

_SCHEMA = "xq_gis_data"
_DATA = re.compile(r"""<Data\s+name\s*=\s*(?:"([^"]{1,500})"|'([^']{1,500})')\s*>""")
_DOCUMENT = re.compile(r"<Document\b[^>]{0,2000}(?<!/)>")
_MOST_FIELDS = 500


def has_plain_data(data: bytes) -> bool:
    """Return whether a KML, in bytes that are ASCII where its tags are, has facts of this form."""
    return b"<Data" in data and b"<ExtendedData" in data


def count_links(data: bytes) -> int:
    """Return how many network links a KML has: what lies behind them is not in the file."""
    return data.count(b"<NetworkLink>") + data.count(b"<NetworkLink ")


def with_schema(text: str) -> str:
    """Return a KML whose facts are declared in a Schema; as it is where it has no Document or too many facts.

    Every step goes on from where the one before ended: time grows with the length alone, whatever is in it.
    """
    document = _DOCUMENT.search(text)
    if document is None:
        return text
    names: dict[str, None] = {}
    parts: list[str] = []
    at = document.end()
    for start, end in _blocks(text, at):
        facts = [*_facts(text, start, end)]
        if not facts:
            continue
        names |= dict.fromkeys(name for name, _ in facts)
        told = "".join(f"<SimpleData name={_quoted(name)}>{value}</SimpleData>" for name, value in facts)
        parts += [text[at:end], f'<SchemaData schemaUrl="#{_SCHEMA}">{told}</SchemaData>']
        at = end
    if not names or len(names) > _MOST_FIELDS:
        return text
    fields = "".join(f'<SimpleField type="string" name={_quoted(name)}/>' for name in names)
    schema = f'<Schema name="{_SCHEMA}" id="{_SCHEMA}">{fields}</Schema>'
    return "".join([text[: document.end()], schema, *parts, text[at:]])


def _blocks(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield where the facts of each place begin and end."""
    while (start := text.find("<ExtendedData", at)) >= 0:
        end = text.find("</ExtendedData>", start)
        if end < 0:
            return
        yield start, end
        at = end


def _facts(text: str, at: int, end: int) -> Iterator[tuple[str, str]]:
    """Yield the name of each fact, and its value as XML."""
    while (start := text.find("<Data", at, end)) >= 0:
        close = text.find("</Data>", start, end)
        if close < 0:
            return
        at = close
        head = _DATA.match(text, start, close)
        if head is None:
            continue
        first, last = text.find("<value>", head.end(), close), text.rfind("</value>", head.end(), close)
        if 0 <= first < last:
            yield html.unescape(head[1] or head[2]), text[first + len("<value>") : last]


def _quoted(name: str) -> str:
    return f'"{html.escape(name)}"'
