"""How the command line talks: streams, language, progress, one JSON object, exit status."""

from __future__ import annotations

import dataclasses
import errno
import json
import locale
import math
import os
import sys
import traceback
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self, TextIO

import typer
from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from xq_gis_plugin.cli_text import choose_language, clean, tell, tr
from xq_gis_plugin.core.errors import XqGisError
from xq_gis_plugin.core.model import Check

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

    from rich.progress import TaskID

    from xq_gis_plugin.export.words import Language

__all__ = [
    "CANCELLED",
    "CONFLICTS",
    "DONE",
    "INTERNAL",
    "STEPS",
    "WRONG",
    "Face",
    "Guard",
    "Steps",
    "locale_name",
    "prepare_streams",
]

DONE = 0
CONFLICTS = 1
"""Done, and conflicts were found, with ``--fail-on conflict``."""
WRONG = 2
"""The input or the call is wrong; nothing is written."""
INTERNAL = 3
CANCELLED = 130

STEPS = {
    "read": "Reading", "assess": "Checking", "plan": "Planning", "write": "Writing", "locate": "Comparing",
    "ask": "Asking",
}  # fmt: skip
"""What a step of a run is called, by the first word of its name."""

DEBUG = "XQ_GIS_DEBUG"
_LONGEST_MESSAGE = 2000
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What the parser raises. Older typer takes the class from click, newer has its own."""


class _Terminal(Console):
    """A console that takes text as it is: a name with ``[red]`` in it is a name."""

    def __init__(self, *, stderr: bool) -> None:
        super().__init__(stderr=stderr, markup=False, highlight=False, emoji=False)

    def on_broken_pipe(self) -> None:
        """Fall silent when the reader has gone (``| head``): the files are written, the status is true."""
        self.quiet = True
        _silence(self.file)


@dataclass
class Face:
    """One call's way of speaking. Everything shown passes through here."""

    lang: Language
    json: bool
    out: Console = field(default_factory=lambda: _Terminal(stderr=False))
    err: Console = field(default_factory=lambda: _Terminal(stderr=True))

    @classmethod
    def of(cls, arguments: Sequence[str], environment: Mapping[str, str]) -> Face:
        """Return the face that a command line asks for, before the line is parsed."""
        encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
        lang = choose_language(arguments, environment, locale_name(), encoding)
        return cls(lang, json="--json" in arguments)

    def tr(self, text: str, **values: object) -> str:
        """Return a sentence in this face's language."""
        return tr(text, self.lang, **values)

    @classmethod
    def of_call(cls, ctx: typer.Context) -> Face:
        """Return the face of the call that a command serves."""
        face = ctx.find_object(cls)
        if face is None:
            message = "the commands run through `run`, which makes the face"
            raise RuntimeError(message)
        return face

    def line(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """Print a line for people; with ``--json`` nothing."""
        if not self.json:
            self.out.print(_block(text, style, indent) if text else "")

    def path(self, text: str, style: str = "") -> None:
        """Print a line that must not be broken: a path or a command that someone will copy."""
        if not self.json:
            self.out.print(Text(text, style=style), soft_wrap=True)

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Print a table; with ``--json`` nothing."""
        if self.json:
            return
        shown = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
        for column in columns:
            shown.add_column(column, overflow="fold")
        for row in rows:
            shown.add_row(*(Text(clean(cell, _LONGEST_MESSAGE)) for cell in row))
        self.out.print(shown)

    def answer(self, **fields: object) -> None:
        """Print the one JSON object of this call; without ``--json`` nothing."""
        if not self.json:
            return
        plain = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
        try:
            sys.stdout.write(json.dumps(_storable(fields), ensure_ascii=plain, allow_nan=False) + "\n")
            sys.stdout.flush()
        except BrokenPipeError:
            _silence(sys.stdout)

    def refuse(self, error: XqGisError) -> None:
        """Say what is wrong and what to do."""
        message, hint = tell(error, self.lang)
        self.answer(error={"code": error.code, "message": message, "hint": hint, "facts": error.facts})
        self._complain(message, hint)

    def refuse_call(self, error: Exception) -> None:
        """Say what the parser does not understand."""
        context = getattr(error, "ctx", None)
        where = context.command_path if context is not None else "xq-gis"
        message = _usage_text(error, self.lang)
        hint = self.tr("See {command} --help.", command=where)
        self.answer(error={"code": "usage", "message": message, "hint": hint, "facts": {}})
        self._complain(message, hint)

    def fail(self, error: BaseException) -> None:
        """Say that something went wrong in here, and how to report it."""
        told = f"{type(error).__name__}: {error}"
        message = self.tr("Something went wrong inside xq-gis: {error}", error=clean(told, 500))
        hint = self.tr(
            "Please report it with the output of: xq-gis doctor. {debug}=1 shows details.", debug=DEBUG
        )
        self.answer(error={"code": "internal", "message": message, "hint": hint, "facts": {}})
        if os.environ.get(DEBUG):
            self.err.print(Text("".join(traceback.format_exception(error))))
        self._complain(message, hint)

    def cancelled(self) -> None:
        """Say that the user stopped it."""
        message = self.tr("Cancelled; nothing was written.")
        hint = self.tr("Run it again when you need it.")
        self.answer(error={"code": "cancelled", "message": message, "hint": hint, "facts": {}})
        self._complain(message, "")

    def _complain(self, message: str, hint: str) -> None:
        if self.json:
            return
        self.err.print(
            Text(self.tr("Error: ") + clean(message, _LONGEST_MESSAGE), style="bold red"), soft_wrap=True
        )
        if hint:
            self.err.print(Text(self.tr("What to do: ") + clean(hint, _LONGEST_MESSAGE)), soft_wrap=True)


class Steps:
    """A progress bar on the standard error while a block runs, where someone can see it."""

    def __init__(self, face: Face) -> None:
        seen = face.err.is_terminal and not face.json
        self._face = face
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TimeElapsedColumn(),
        )
        self._bar = Progress(*columns, console=face.err, transient=True) if seen else None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        """Show the bar."""
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()

    def begin(self, step: str) -> Callable[[float, str], None]:
        """Start a step of `xq_gis_plugin.run.Steps`; what comes back may be called with the fraction done."""
        if self._bar:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(self._face.tr(STEPS[step.partition("_")[0]]), total=None)
        return self._advance

    def _advance(self, fraction: float, _step: str) -> None:
        if self._bar and self._task is not None:
            self._bar.update(self._task, total=1.0, completed=fraction)


class Guard:
    """Turns whatever ends a call into its exit status (DESIGN §7).

    As a context manager it sees every exception without catching any by a broad name.
    """

    def __init__(self, face: Face) -> None:
        self.face = face
        self.status = DONE

    def __enter__(self) -> Self:
        """Begin to watch."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Report what happened; only the interpreter's own exit goes on its way."""
        if error is None or isinstance(error, SystemExit):
            return False
        if isinstance(error, XqGisError):
            self.status = WRONG
            self.face.refuse(error)
        elif isinstance(error, _UsageError):
            self.status = WRONG
            self.face.refuse_call(error)
        elif isinstance(error, KeyboardInterrupt | typer.Abort):
            self.status = CANCELLED
            self.face.cancelled()
        else:
            self.status = INTERNAL
            self.face.fail(error)
        return True


def locale_name() -> str | None:
    """Return what Windows calls the user's locale; elsewhere the environment says it."""
    return locale.getlocale()[0] if os.name == "nt" else None


def prepare_streams() -> None:
    """Let no name crash the printing: what a stream cannot carry is written as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _block(text: str, style: str, indent: int) -> Padding:
    """Return a paragraph whose further lines are indented as its first."""
    return Padding(Text(text, style=style), (0, 0, 0, indent), expand=False)


def _silence(stream: TextIO | Any) -> None:  # noqa: ANN401 - whatever stands in for a stream
    """Send what is still to come to nowhere, so that the interpreter's last flush cannot fail."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except OSError as error:
        if error.errno not in (errno.EBADF, None):
            raise


def _storable(value: Any) -> Any:  # noqa: ANN401 - anything that a result is made of
    """Return a value as JSON knows it; what is no number is null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str | int | None):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        facts = {"facts": dict(value.facts)} if isinstance(value, Check) else {}
        return _storable(dataclasses.asdict(value) | facts)
    if isinstance(value, dict):
        return {str(key): _storable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_storable(item) for item in value]
    return str(value)


def _usage_text(error: Exception, lang: Language) -> str:
    told = str(getattr(error, "format_message", lambda: str(error))())
    kind = type(error).__name__
    if kind == "MissingParameter":
        parameter = getattr(error, "param", None)
        names = [] if parameter is None else [*parameter.opts, parameter.metavar or ""]
        name = next((n for n in names if n.startswith("--")), names[-1] if names else "")
        return tr("Missing: {name}.", lang, name=name)
    if kind == "NoSuchOption":
        return tr("There is no option {name}.", lang, name=getattr(error, "option_name", ""))
    return tr("The call is wrong: {told}", lang, told=told)
