"""Answers of services on the disk: what was asked once is not asked again while it is fresh."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

__all__ = ["Answer", "AnswerCache", "cache_folder"]

FOLDER = "XQ_GIS_CACHE"
"""Environment variable that names another folder."""
_VERSION = 1
_FRESH_DAYS = {"overpass": 30, "nominatim": 30, "tianditu": 1, "amap": 1}
"""Working values: OpenStreetMap's data may be kept; the commercial services allow no collection of theirs."""


@dataclass(frozen=True)
class Answer:
    """A body, and the day on which it was given (ISO 8601)."""

    body: bytes
    asked_on: str


def cache_folder() -> Path:
    """Return where answers are kept: as the environment says, else where the system keeps such things."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named)
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "xq-gis" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "xq-gis"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "xq-gis"


@dataclass
class AnswerCache:
    """Keeps answers in a folder, each in a file of its own.

    Attributes
    ----------
    folder
        None keeps nothing.
    refresh
        Whether what is kept is asked for again.
    damaged
        How many files could not be read; they are asked for again.
    unwritable
        Why nothing could be kept, "" while it can.
    """

    folder: Path | None
    refresh: bool = False
    damaged: int = 0
    unwritable: str = ""

    def get(self, service: str, asked: str) -> Answer | None:
        """Return a fresh answer to what was asked, a text without any key in it."""
        if self.folder is None or self.refresh:
            return None
        try:
            told = json.loads(self._path(service, asked).read_text(encoding="utf-8"))
            when = datetime.fromisoformat(told["when"]).astimezone(UTC)
            if told["version"] != _VERSION or (told["service"], told["asked"]) != (service, asked):
                return None
            answer = Answer(base64.b64decode(told["body"], validate=True), when.date().isoformat())
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            self.damaged += 1
            return None
        # A clock that was wrong once keeps no answer for ever.
        age = datetime.now(UTC) - when
        return answer if timedelta(0) <= age < timedelta(days=_FRESH_DAYS.get(service, 1)) else None

    def put(self, service: str, asked: str, body: bytes) -> Answer:
        """Keep an answer, whole or not at all; a folder that takes none is no error."""
        now = datetime.now(UTC)
        answer = Answer(body, now.date().isoformat())
        if self.folder is None:
            return answer
        told = {
            "version": _VERSION, "service": service, "asked": asked, "when": now.isoformat(),
            "body": base64.b64encode(body).decode("ascii"),
        }  # fmt: skip
        written: Path | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(
                "w", encoding="utf-8", dir=self.folder, suffix=".part", delete=False
            ) as draft:
                written = Path(draft.name)
                json.dump(told, draft, ensure_ascii=False)
            written.replace(self._path(service, asked))
        except OSError as error:
            if written is not None:
                with suppress(OSError):
                    written.unlink(missing_ok=True)
            self.unwritable = os.strerror(error.errno) if error.errno else str(error)
        return answer

    def _path(self, service: str, asked: str) -> Path:
        digest = hashlib.sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()
        return (self.folder or Path()) / f"{service}-{digest[:32]}.json"
