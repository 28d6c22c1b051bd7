"""Which encoding a Chinese file's text is in: what the file says, weighed against what its bytes say.

A wrong decoding seldom fails. GB 18030 accepts almost any bytes, and so does Big5: what comes out is
Chinese characters that nobody writes. Text that people write is made of few characters, used often. Each
decoding is therefore scored by how often its characters are among those, and the best one wins; a file's
own word counts unless the bytes plainly contradict it.
"""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from xq_gis_plugin import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["CANDIDATES", "LDID", "Guess", "best", "decode", "garbled", "guess", "known_encoding", "score"]

CANDIDATES = ("utf-8", "gb18030", "big5hkscs")
"""From the likeliest: of equal evidence the first wins."""
LDID = {
    0x4D: "gb18030", 0x7A: "gb18030", 0x4F: "big5hkscs", 0x78: "big5hkscs",
    0x13: "cp932", 0x7B: "cp932", 0x4E: "cp949", 0x79: "cp949", 0x57: "", 0x03: "cp1252", 0x01: "cp437",
}  # fmt: skip
"""The language byte of a .dbf; "" for "as the computer has it", which says nothing."""
_ALIKE = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030", "936": "gb18030", "ansi 936": "gb18030",
          "big5": "big5hkscs", "cp950": "big5hkscs", "950": "big5hkscs", "65001": "utf-8", "utf8": "utf-8",
          "utf-8-sig": "utf-8", "oem": "", "ansi": "", "system": ""}  # fmt: skip
_OFTEN, _COMMON, _RARE, _FOREIGN, _NEVER = 1.0, 0.35, -0.6, -0.8, -3.0
_MARGIN = 0.15
"""By so much the bytes must speak against what the file says of itself."""
_MISTAKES = (
    ("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "gb18030"), ("latin-1", "utf-8"),
    ("cp1252", "gb18030"), ("big5hkscs", "gb18030"), ("gb18030", "big5hkscs"),
)  # fmt: skip
"""What text was read as, and what it was."""
_SURE = 24
"""So many characters beyond ASCII are in UTF-8 by no chance."""
_ENOUGH = 60_000
"""Characters beyond which no more are looked at."""
_LONGEST = 4
"""Bytes of a character: of a text that was cut off so many at most are missing."""


@dataclass(frozen=True)
class Guess:
    """An encoding and why.

    Attributes
    ----------
    encoding
        Python's name of it.
    why
        ``mark`` (a byte order mark), ``said`` (the file says so), ``contradicted`` (it says another, which
        the bytes belie), ``evidence`` (it says nothing), ``ascii`` (any will do).
    said
        What the file says of itself, "" for nothing.
    scores
        Of each candidate that decodes at all, best first.
    """

    encoding: str
    why: str
    said: str = ""
    scores: tuple[tuple[str, float], ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nobody needs to look at it."""
        return self.why in ("mark", "said", "ascii")


def known_encoding(name: str | None) -> str:
    """Return Python's name of an encoding that a file or a person names, "" for none that says anything.

    Raises
    ------
    LookupError
        If there is no such encoding.
    """
    text = (name or "").strip().lower()
    if not text:
        return ""
    plain = text.replace("_", "-")
    if plain in _ALIKE:
        return _ALIKE[plain]
    found = codecs.lookup(text).name
    return _ALIKE.get(found, found)


def decode(data: bytes, encoding: str) -> str | None:
    """Return bytes as text; a character that was cut off at the end is left out. None where they are none."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start < len(data) - _LONGEST + 1 or error.start == 0:
            return None
        try:
            return data[: error.start].decode(encoding)
        except UnicodeDecodeError:
            return None


def guess(samples: Iterable[bytes], said: str | None = None) -> Guess:
    """Return the encoding of texts.

    Parameters
    ----------
    samples
        The bytes of texts of one file, such as the fields of its rows.
    said
        What the file says of itself (.cpg, LDID), in any spelling.
    """
    told = ""
    try:
        told = known_encoding(said)
    except LookupError:
        said = f"{said}?"
    texts = _worth_a_look(samples)
    if not texts:
        return Guess(told or "utf-8", "said" if told else "ascii", said or "")
    names = dict.fromkeys([*([told] if told else []), *CANDIDATES])
    scores = sorted(
        ((name, value) for name in names if (value := _score_of(texts, name)) is not None),
        key=lambda one: -one[1],
    )
    if not scores:
        return Guess(told or "latin-1", "said" if told else "evidence", said or "")
    if _is_surely_utf8(texts):
        return Guess("utf-8", _why(told), said or "", tuple(scores))
    winner, most = scores[0]
    own = dict(scores).get(told)
    if told and own is not None and own > most - _MARGIN:
        return Guess(told, "said", said or "", tuple(scores))
    first = next(name for name in names if name in dict(scores) and dict(scores)[name] > most - _MARGIN / 3)
    winner = first if not told else winner
    return Guess(winner, "contradicted" if told else "evidence", said or "", tuple(scores))


def _is_surely_utf8(texts: Sequence[bytes]) -> bool:
    """Return whether all texts are UTF-8, and so long that no other encoding happens to be so.

    Of characters in GBK hardly one in seven is also one in UTF-8; nonsense in UTF-8, such as text that was
    saved so when it had been read as Latin-1, is still in UTF-8.
    """
    found = [decode(text, "utf-8") for text in texts]
    return None not in found and sum(not one.isascii() for text in found for one in text or "") >= _SURE


def _why(told: str) -> str:
    return "evidence" if not told else "said" if told == "utf-8" else "contradicted"


def best(data: bytes, said: str | None = None) -> Guess:
    """Return the encoding of a whole text file; a byte order mark settles it."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return Guess(name, "mark", said or "")
    return guess(io.BytesIO(data), said)


def garbled(text: str) -> str | None:
    """Return what a text would be had it not been decoded wrongly once, None where it is as it should be.

    ``鍔犳补绔`` is 加油站 in UTF-8 that somebody read as GBK, and saved so.
    """
    if text.isascii():
        return None
    own = score(text)
    found: tuple[float, str] | None = None
    for wrong, right in _MISTAKES:
        try:
            data = text.encode(wrong)
        except UnicodeEncodeError:
            continue
        meant = decode(data, right)
        if meant and not meant.isascii() and "\ufffd" not in meant:
            value = score(meant)
            if value > max(own + 0.5, 0.4) and (found is None or value > found[0]):
                found = (value, meant)
    return found[1] if found else None


def score(text: str) -> float:
    """Return how much a text looks like what people write in Chinese, from 1 for all of it downwards."""
    total, count = 0.0, 0
    for character in text:
        if character < "\x80":
            if character < " " and character not in "\t\r\n":
                total += _NEVER
                count += 1
            continue
        total += _weight(character)
        count += 1
    return total / count if count else 0.0


def _score_of(texts: Sequence[bytes], encoding: str) -> float | None:
    """Return the score of texts in an encoding; None where a text is none in it."""
    joined, wrong = [], 0
    for data in texts:
        text = decode(data, encoding)
        if text is None:
            wrong += 1
        else:
            joined.append(text)
    # A damaged row or two is no reason to read all others wrongly.
    if wrong > len(texts) // 50:
        return None
    return score("".join(joined)) - wrong / len(texts)


def _worth_a_look(samples: Iterable[bytes]) -> list[bytes]:
    found: dict[bytes, None] = {}
    size = 0
    for data in samples:
        if data.isascii() or data in found:
            continue
        found[data] = None
        size += len(data)
        if size > _ENOUGH:
            break
    return list(found)


@cache
def _weight(character: str) -> float:
    code = ord(character)
    if character in _often():
        return _OFTEN
    if 0x4E00 <= code <= 0x9FFF:  # noqa: PLR2004 - unified ideographs
        return _COMMON if _is_common(character) else _RARE
    if 0x3000 <= code <= 0x303F or 0xFF00 <= code <= 0xFFEF or character in "·—‘’“”…℃㎡×²³°±№〇":  # noqa: PLR2004
        return _COMMON
    if 0xE000 <= code <= 0xF8FF or 0x80 <= code < 0xA0 or code == 0xFFFD:  # noqa: PLR2004 - private, control
        return _NEVER
    return _FOREIGN


def _is_common(character: str) -> bool:
    """Return whether a character is among the 3,755 of GB 2312's first level, or the 5,401 of Big5's."""
    for name, (low, high) in (("gb2312", (0xB0, 0xD7)), ("big5", (0xA4, 0xC6))):
        try:
            lead = character.encode(name)[0]
        except UnicodeEncodeError:
            continue
        if low <= lead <= high:
            return True
    return False


@cache
def _often() -> frozenset[str]:
    """Return the characters that names, addresses and tables are made of."""
    text = resources.path("layers", "characters.txt").read_text(encoding="utf-8")
    return frozenset("".join(line for line in text.splitlines() if not line.startswith("#")))
