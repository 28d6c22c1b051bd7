"""The page keeps to what Chromium 86 and Firefox 78 know: 360, Kylin and UOS desktops have no newer ones.

Syntax is that of ES2017. The names below came later than one of the two (MDN's compatibility tables);
where Firefox 78 merely shows less, the rule says what is let through and why.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import esprima
import pytest

from xq_gis_plugin.export.html_map import render_html_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xq_gis_plugin.core.model import Assessment

STATIC = Path(__file__).resolve().parents[2] / "xq_gis_plugin" / "export" / "static"
SCRIPTS = sorted(STATIC.rglob("*.js"))
STYLES = sorted(STATIC.rglob("*.css"))

NEW_GLOBALS = {
    "AggregateError", "CompressionStream", "DecompressionStream", "EyeDropper", "FinalizationRegistry",
    "Float16Array", "Highlight", "HTMLDialogElement", "Iterator", "OffscreenCanvas", "URLPattern", "WeakRef",
    "navigation", "reportError", "scheduler", "structuredClone", "Temporal",
}  # fmt: skip
# Whatever object they belong to.
NEW_MEMBERS = {
    "Segmenter", "accentColor", "adoptedStyleSheets", "aspectRatio", "canParse", "caretPositionFromPoint",
    "checkVisibility", "colorMix", "createConicGradient", "difference", "findLast", "findLastIndex",
    "fontBoundingBoxAscent", "fontBoundingBoxDescent", "fromAsync", "getHTML", "hasOwn", "hidePopover",
    "inert", "inset", "intersection", "isWellFormed", "moveBefore", "onscrollend", "popover", "randomUUID",
    "replaceAll", "roundRect", "setHTML", "setHTMLUnsafe", "showModal", "showOpenFilePicker", "showPopover",
    "showSaveFilePicker", "startViewTransition", "toReversed", "toSorted", "toSpliced", "toWellFormed",
    "togglePopover", "transferControlToOffscreen", "userAgentData", "withResolvers", *NEW_GLOBALS,
}  # fmt: skip
# Names that our own data have too: only as a call.
NEW_CALLS = {"at", "groupBy", "group", "union", "with", "reset"}
NEW_OF = {("Promise", "any"), ("Promise", "try"), ("AbortSignal", "timeout"), ("AbortSignal", "any")}

NEW_PROPERTIES = (
    r"inset(-\w+)*", "aspect-ratio", "accent-color", "container(-type|-name)?", "translate", "rotate",
    "scale",
    "margin-(inline|block)", "padding-(inline|block)", "text-wrap", "overflow-clip-margin", "page", "zoom",
    "scrollbar-gutter", "color-scheme", "field-sizing", "anchor-name", "position-anchor", "interpolate-size",
)  # fmt: skip
NEW_VALUES = (
    r"\b(color-mix|oklch|oklab|lab|lch|hwb|light-dark|image-set|round|mod|rem|abs|sign|anchor)\(",
    r"\d(dvh|svh|lvh|dvw|svw|lvw|dvb|cap|lh|rlh|cqw|cqh)\b", r"\bfit-content\b", r"\bsubgrid\b",
    r"(^|\s)overflow(-[xy])?:\s*clip", r"\bauto-phrase\b",
)  # fmt: skip
NEW_SELECTORS = (
    r":has\(", r":is\(", r":where\(", r":not\([^)]*,", r":user-(in)?valid", r":popover-open", r":modal", r"&",
    r"::part|::highlight|::details-content", r":nth-child\([^)]*\bof\b",
)  # fmt: skip
KNOWN_AT_RULES = {"media", "page", "supports", "keyframes", "font-face"}


def nodes(tree: Any) -> Iterator[Any]:
    """Yield every node of a syntax tree."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif hasattr(node, "type"):
            yield node
            waiting += [value for key, value in vars(node).items() if key not in {"loc", "range"}]


def syntax_faults(node: Any) -> Iterator[str]:
    """Yield what the parser lets through though it came after ES2017."""
    if node.type == "ObjectExpression":
        yield from ("object spread" for p in node.properties if p.type == "SpreadElement")
    elif node.type == "ObjectPattern":
        yield from ("object rest" for p in node.properties if p.type == "RestElement")
    elif node.type == "Import":
        yield "import()"
    elif node.type == "Literal" and getattr(node, "regex", None):
        if set(node.regex.flags) & set("sdv"):
            yield f"regex flags {node.regex.flags}"
        if re.search(r"\(\?<|\\[pP]\{", node.regex.pattern):
            yield f"regex {node.regex.pattern}"


def name_faults(node: Any) -> Iterator[str]:
    """Yield names that the browsers do not have yet."""
    if node.type == "MemberExpression":
        name = node.property.value if node.computed and node.property.type == "Literal" else None
        name = node.property.name if not node.computed else name
        if name in NEW_MEMBERS or (node.object.name, name) in NEW_OF or re.match(r"aria[A-Z]", str(name)):
            yield f".{name}"
    elif node.type in {"CallExpression", "NewExpression"}:
        called = node.callee.property if node.callee.type == "MemberExpression" else None
        if called and not node.callee.computed and called.name in NEW_CALLS:
            yield f".{called.name}()"
        if node.callee.name in NEW_GLOBALS:
            yield str(node.callee.name)


def script_faults(source: str) -> list[str]:
    """Return what of a script an old browser does not know."""
    try:
        tree = esprima.parseScript(source)
    except esprima.Error as error:
        return [str(error)]
    return [fault for node in nodes(tree) for find in (syntax_faults, name_faults) for fault in find(node)]


def rules(source: str) -> Iterator[tuple[str, str]]:
    """Yield each rule's selectors (or at-rule) and its declarations."""
    plain = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    plain = re.sub(r"url\([^)]*\)", "url()", plain)
    for head, body in re.findall(r"([^{};]+)\{([^{}]*)", plain):
        yield head.strip(), body
    yield from ((head.strip(), "") for head in re.findall(r"@[\w-]+[^;{}]*;", plain))


def nested(source: str) -> list[str]:
    """Return where a rule stands in a rule that is no at-rule."""
    open_heads: list[str] = []
    found = []
    for head, brace in re.findall(r"([^{};]*)([{};])", re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)):
        if brace == "{":
            found += [head.strip()] if any(not one.startswith("@") for one in open_heads) else []
            open_heads.append(head.strip())
        elif brace == "}" and open_heads:
            open_heads.pop()
    return found


def style_faults(source: str) -> list[str]:
    """Return what of a style sheet an old browser does not know."""
    found = nested(source)
    for head, body in rules(source):
        if head.startswith("@"):
            name = head[1:].split()[0].split("(")[0]
            found += [f"@{name}"] if name not in KNOWN_AT_RULES else []
            found += [head] if re.search(r"[<>]=?", head) else []
        # Firefox 78 drops a rule with :focus-visible whole and draws its own ring: fine where nothing
        # else stands in the rule.
        selectors = head.split(",")
        visible = [":focus-visible" in one for one in selectors]
        found += [head] if any(visible) and not all(visible) else []
        found += [head for pattern in NEW_SELECTORS if re.search(pattern, head)]
        for declaration in body.split(";"):
            name, _, value = declaration.strip().partition(":")
            found += [name for new in NEW_PROPERTIES if re.fullmatch(new, name.strip())]
            found += [declaration for new in NEW_VALUES if re.search(new, f"{name.strip()}: {value}")]
        if re.search(r"(^|[;\s])print-color-adjust", body) and "-webkit-print-color-adjust" not in body:
            found.append("print-color-adjust alone")
    return found


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.relative_to(STATIC).as_posix())
def test_every_script_is_understood_by_old_browsers(file: Path) -> None:
    assert script_faults(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", STYLES, ids=lambda file: file.relative_to(STATIC).as_posix())
def test_every_style_sheet_is_understood_by_old_browsers(file: Path) -> None:
    assert style_faults(file.read_text(encoding="utf-8")) == []


def test_the_scripts_that_folium_writes_into_the_page_are_too(run: Assessment) -> None:
    page = render_html_map(run, title="x")
    scripts = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    assert len(scripts) >= 4
    assert [fault for script in scripts for fault in script_faults(script)] == []


def test_the_first_script_is_one_that_any_browser_reads() -> None:
    tree = esprima.parseScript((STATIC / "map" / "guard.js").read_text(encoding="utf-8"))
    later = {"ArrowFunctionExpression", "TemplateLiteral", "ClassDeclaration", "SpreadElement",
             "ObjectPattern", "AwaitExpression", "ForOfStatement", "RestElement",
             "AssignmentPattern"}  # fmt: skip
    assert not later & {node.type for node in nodes(tree)}
    assert {node.kind for node in nodes(tree) if node.type == "VariableDeclaration"} == {"var"}


@pytest.mark.parametrize(
    "bad",
    [
        "a?.b", "a ?? b", "class A { x = 1 }", "class A { #x() {} }", "a ||= b", "1_000", "10n",
        "try {} catch {}", "for await (const x of y) {}",
        "({ ...a })", "const { a, ...b } = c", "import('x')",
        "/(?<=a)b/",
        "/(?<n>a)/", "/a/s", r"/\p{L}/u", "list.at(-1)", "s.replaceAll('a', 'b')", "structuredClone(a)",
        "new OffscreenCanvas(1, 1)", "new DecompressionStream('deflate')", "Object.hasOwn(a, 'b')",
        "Promise.any([])", "new WeakRef(a)", "dialog.showModal()", "ink.roundRect(0, 0, 1, 1)",
        "node.ariaLabel = 'x'", "node.style.inset = '0'", "list.toSorted()", "crypto.randomUUID()",
        "Object.groupBy(a, b)", "a['findLast'](b)", "new window.OffscreenCanvas(1, 1)", "static { }",
    ],
)  # fmt: skip
def test_the_linter_refuses_newer_scripts(bad: str) -> None:
    assert script_faults(bad)


@pytest.mark.parametrize(
    "good",
    [
        "hazard.at[0]", "async function f() { await 1; }", "const [a, ...b] = c; f(...b);", "2 ** 3",
        "`${a}`", "Object.entries(a)", "list.flatMap(f)", "class A { x() {} }", "f(a => ({ a }))",
    ],
)  # fmt: skip
def test_the_linter_lets_es2017_through(good: str) -> None:
    assert script_faults(good) == []


@pytest.mark.parametrize(
    "bad",
    [
        "a:has(b) { color: red; }", "a:is(b, c) { color: red; }", "a { inset: 0; }",
        "a { aspect-ratio: 1; }",
        "a { & b { color: red; } }", "@layer x { a { color: red; } }", "@container (width > 1px) { a { } }",
        "a { height: 100dvh; }", "a { color: oklch(1 0 0); }",
        "@media (width >= 600px) { a { color: red; } }",
        "a { width: fit-content; }", "a { margin-inline: 1px; }",
        "a:focus-visible, a:hover { color: red; }",
        "a { print-color-adjust: exact; }", "a:not(b, c) { color: red; }", "a { rotate: 3deg; }",
        "@import 'x.css';", "a { overflow: clip; }",
    ],
)  # fmt: skip
def test_the_linter_refuses_newer_styles(bad: str) -> None:
    assert style_faults(bad)


@pytest.mark.parametrize(
    "good",
    [
        "a { display: grid; gap: 1rem; }", "@media (max-width: 900px) { a { width: clamp(1px, 2vw, 3px); } }",
        "a:focus-visible, b:focus-visible { outline: 1px solid; }", "a:not(.b) { transform: rotate(3deg); }",
        "a { -webkit-print-color-adjust: exact; print-color-adjust: exact; }", "a { color: var(--x); }",
    ],
)  # fmt: skip
def test_the_linter_lets_old_styles_through(good: str) -> None:
    assert style_faults(good) == []
