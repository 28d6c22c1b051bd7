"""The columns of each layer, and the headers that planners give them."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from xq_gis_plugin.core.model import CheckSeverity
from xq_gis_plugin.io.cells import taken_apart
from xq_gis_plugin.io.coordinate_choice import CoordinateChoice, choose_coordinates, datum_of_geometry
from xq_gis_plugin.io.coordinate_error import ERROR_HEADERS
from xq_gis_plugin.io.coordinate_headers import (
    LAT,
    LON,
    PAIR,
    CoordinateHeader,
    Wording,
    coordinate_header,
    plain_header,
)
from xq_gis_plugin.io.datum_told import with_datum_of_column
from xq_gis_plugin.io.degree_columns import with_joined_degrees, with_joined_pairs
from xq_gis_plugin.io.doubles import settle_doubles
from xq_gis_plugin.io.gaps import says_something, with_gaps_filled
from xq_gis_plugin.io.rejected import set_aside
from xq_gis_plugin.io.role import Role
from xq_gis_plugin.io.said_columns import COORDINATES, checks_of_said, said_columns, with_said
from xq_gis_plugin.io.values import readings, units_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xq_gis_plugin.core.model import Check, Datum
    from xq_gis_plugin.io.raw import RawLayer

__all__ = ["LAT", "LON", "PAIR", "Role", "is_header_of", "is_known_header", "meanings_of", "name_columns"]


@dataclass(frozen=True)
class _Header:
    column: str
    names: tuple[str, ...]
    roles: tuple[Role, ...] = tuple(Role)


_HAZARD, _PROTECTED, _PART, _SITE = (Role.HAZARD,), (Role.PROTECTED,), (Role.PART,), (Role.SITE,)
_PLACES = (*_HAZARD, *_SITE)

# Beside its own name, each column answers to these, the plainest first. Compared by `plain_header`:
# full-width characters, case, spaces and underscores make no difference, and a unit in brackets may follow
# where it is the column's unit.
_HEADERS = (
    _Header("hazard_id", ("编号", "企业编号", "危险源编号"), _HAZARD),
    _Header("object_id", ("编号", "对象编号", "保护对象编号"), _PROTECTED),
    _Header("part_id", ("编号", "设施编号"), _PART),
    _Header("site_id", ("编号", "网点编号", "候选点编号", "hazard_id", "许可证号"), _SITE),
    _Header("wish", ("意愿", "去留", "去留意愿", "处理意见"), _SITE),
    _Header("facing_openings", ("门窗正对", "门窗是否正对"), _SITE),
    _Header("dwelling_in_building", ("住人", "是否住人", "同一建筑内是否住人"), _SITE),
    _Header("underground", ("地下", "是否地下", "是否地下室"), _SITE),
    _Header("under_bridge", ("桥下", "是否桥下"), _SITE),
    _Header("fuel_pipe_in_building", ("油气管道", "有油气管道"), _SITE),
    _Header("fire_engine_access", ("消防车可达", "消防车能到达"), _SITE),
    _Header("fire_barrier", ("防火隔墙", "实体隔墙"), _SITE),
    _Header("hazard_id", ("危险源编号", "企业编号", "所属危险源", "所属企业编号"), _PART),
    _Header("name", ("名称", "企业名称", "单位名称", "加油站名称", "站名", "网点名称", "小区名称",
                     "危险源名称", "对象名称", "保护对象名称", "学校名称", "医院名称",
                     "名称及地址")),
    _Header("kind", ("类型", "种类", "类别", "企业类型", "危险源类型", "对象类型", "保护对象类型",
                     "设施类型", "设施")),
    _Header("grade", ("等级", "级别", "站级", "加油站等级", "加油站级别"), _HAZARD),
    _Header("vapour_recovery", ("油气回收", "油气回收情况", "油气回收系统", "vapor_recovery"), _HAZARD),
    _Header("fuels", ("油品", "燃料", "经营油品", "油品种类", "经营品种"), _HAZARD),
    _Header("fuel", ("油品", "燃料", "油罐油品"), _PART),
    _Header("petrol_m3", ("汽油罐容积", "汽油总容积", "汽油容积"), _HAZARD),
    _Header("diesel_m3", ("柴油罐容积", "柴油总容积", "柴油容积"), _HAZARD),
    _Header("largest_tank_m3", ("最大单罐容积", "单罐最大容积", "单罐容积"), _HAZARD),
    _Header("storage_m3", ("储存容积", "总容积", "储存量"), _HAZARD),
    _Header("sales_area_m2", ("面积", "营业面积", "经营面积", "销售面积", "营业场所面积"), _PLACES),
    _Header("temporary", ("临时", "是否临时", "临时网点"), _PLACES),
    _Header("built_year", ("建成年份", "建成年", "建设年份"), _HAZARD),
    _Header("address", (
        "地址", "详细地址", "位置", "经营地址", "联系地址",
    ), _PLACES),
    _Header("street", ("街道", "街道办", "乡镇街道", "所属街道"), _PLACES),
    _Header("plan_box", ("专栏", "规划专栏"), _HAZARD),
    _Header("position_status", ("定位状态",), _PLACES),
    _Header("position_source", ("坐标来源", "位置来源")),
    _Header("position_accuracy_m", ("位置精度", "位置不确定半径", "位置不确定半径(含场地)")),
    # Of a hazard these leave out how far its site reaches (`xq_gis_plugin.io.coordinate_error`).
    _Header("position_accuracy_m", ERROR_HEADERS[:-1], (*_PROTECTED, *_PART)),
    _Header("protection_class", ("保护类别", "保护级别", "民用建筑保护类别", "建筑保护类别"), _PROTECTED),
    _Header("measured_as", ("量取方式", "测量边界", "几何含义"), _PROTECTED),
    _Header("floor_area_m2", ("建筑面积", "总建筑面积"), _PROTECTED),
    _Header("storeys", ("层数", "楼层", "楼层数", "地上层数"), _PROTECTED),
    _Header("households", ("户数", "居民户数"), _PROTECTED),
    _Header("users", ("人数", "使用人数", "学生人数"), _PROTECTED),
    _Header("beds", ("床位", "床位数"), _PROTECTED),
    _Header("seats", ("座位", "座位数", "席位数"), _PROTECTED),
    _Header("voltage_kv", ("电压", "电压等级"), _PROTECTED),
    _Header("insulated", ("绝缘", "有绝缘层", "是否绝缘"), _PROTECTED),
    _Header("height_m", ("高度", "杆高", "塔高", "杆(塔)高"), _PROTECTED),
    _Header("road_class", ("道路等级", "道路级别"), _PROTECTED),
    _Header("width_m", ("宽度", "路宽", "道路宽度"), _PROTECTED),
    _Header("lanes", ("车道", "车道数"), _PROTECTED),
)  # fmt: skip

# Headers of cells that hold several things, however their words are joined (`xq_gis_plugin.io.cells`).
_TOGETHER = (
    (re.compile("(?:企业|单位|加油站|站点|网点|商户|店铺)?名称[及和与、,/]?(?:详细|经营)?地址"
                "(?:[及和与、,/]?(?:联系)?电话)?"), "name"),
    (re.compile("(?:详细|经营|联系|单位)?地址[及和与、,/]?(?:联系)?(?:电话|方式)"), "address"),
)  # fmt: skip
# Names that a GeoPackage keeps for itself, or that stand for the geometry.
_RESERVED = {"fid", "ogc_fid", "geom", "geometry"}
# A .dbf cuts names at ten bytes. A Chinese name may lose a character's first or second byte there.
_DBF_NAME_BYTES = 10
_CHARACTER_BYTES = 2


def name_columns(
    raw: RawLayer,
    role: Role,
    datum: Datum | None = None,
    *,
    reject: bool = False,
    said: Sequence[tuple[str, str]] = (),
) -> RawLayer:
    """Rename a file's columns to the layer's, and set aside what would clash.

    A header that no column answers to stays as an extra column. In a shapefile, a header that the
    format has cut off is taken for the one column that it can stand for. Of several headers for one column
    one is read, and told (`xq_gis_plugin.io.doubles`, `xq_gis_plugin.io.coordinate_choice`).

    Parameters
    ----------
    raw
        With its columns as the file names them.
    role
        What its rows are.
    datum
        What a person says that its coordinates are.
    reject
        Whether a row is set aside in which two columns for one thing differ; else it is an error.
    said
        Pairs of a meaning and a header: what a person says that columns are, which wins.

    Raises
    ------
    InputError
        ``column_twice`` or ``datums_disagree``: nothing tells which of several columns is meant;
        ``datums_mixed``: a column says that the rows are in several datums; or as
        `xq_gis_plugin.io.said_columns.said_columns`.
    """
    raw = with_joined_pairs(with_joined_degrees(raw))
    known = _known_names(role)
    targets: dict[str, str] = {}
    unclear: list[str] = []
    again = _repeated(raw)
    stated = said_columns(raw, said, lambda word: _meaning(word, role, known), meanings_of(role))
    for header in raw.table.columns:
        target = _target(again.get(header, header), known)
        if target is None and raw.place.suffix == ".shp":
            options = _cut_off(header, known)
            target = options[0] if len(options) == 1 else None
            if len(options) > 1:
                unclear.append(f"{header} ({' or '.join(options)})")
        if target is not None:
            targets[header] = target
    told = checks_of_said(raw, targets, stated)
    targets = with_said(targets, stated)
    typed = _typed(raw, role, {*targets.values()}, stated)
    if typed is not None:
        targets[typed] = "kind"
        told = (*told, _check_of_type(raw, typed))
    choice = _choose_coordinates(raw, targets, again, datum, reject=reject)
    targets = {header: column for header, column in targets.items() if column not in COORDINATES}
    headers = _by_column(targets, known, again)
    settled = settle_doubles(raw, role, headers, frozenset(again), reject=reject)
    targets = {header: column for header, column in targets.items() if header not in settled.unused}
    targets |= choice.columns
    raw = with_gaps_filled(raw, [*choice.gaps, *settled.gaps])
    table = raw.table.copy(deep=False)
    # pandas would keep both of two equal names: the extras are renamed first.
    table.columns = _without_clashes([*raw.table.columns], targets, role)
    named = taken_apart(dataclasses.replace(raw, table=table), targets)
    named = named.with_checks(*told, *choice.checks, *settled.checks)
    if datum is None:
        named = with_datum_of_column(named) if choice.datum is None else _with_datum(named, choice.datum)
    named = set_aside(named, [*choice.odd, *settled.odd])
    if unclear:
        names = ", ".join(unclear)
        message = f"these shortened headers could stand for several columns and were left out: {names}."
        hint = "Save the layer as GeoPackage, whose names are not cut at ten bytes."
        nothing = np.zeros(len(raw.rows), dtype=np.bool_)
        named = named.with_checks(
            raw.check(CheckSeverity.IMPORTANT, "column_ambiguous", message, hint, nothing)
        )
    return named


def _typed(raw: RawLayer, role: Role, found: set[str], stated: Mapping[str, str]) -> str | None:
    """Return the header ``type`` where nothing else states a kind, and all that stands under it is one.

    What is called so may be anything: a relation of OpenStreetMap, a road surface, a form of business.
    """
    headers = [str(one) for one in raw.table.columns if plain_header(str(one)) == "type"]
    if "kind" in found or "kind" not in role.columns or len(headers) != 1 or headers[0] in stated:
        return None
    cells = raw.table[headers[0]]
    says = says_something(cells)
    is_kind = np.array([one is not None for one in readings(cells, "kind", role)], dtype=np.bool_)
    return headers[0] if says.any() and is_kind[says].all() else None


def _check_of_type(raw: RawLayer, header: str) -> Check:
    message = f"the column {header} was read as kind: all that stands in it are kinds."
    hint = "Nothing, if that is so; else say what it is (--column kept=type)."
    nothing = np.zeros(len(raw.rows), dtype=np.bool_)
    return raw.check(CheckSeverity.NOTE, "kind_by_type", message, hint, nothing, header=header)


def _repeated(raw: RawLayer) -> dict[str, str]:
    """Return the header of which each is a second, as a table's reader has numbered it: 经度 of 经度_5."""
    if raw.geometry is not None:
        return {}
    found = {}
    headers = [str(header) for header in raw.table.columns]
    for place, header in enumerate(headers, 1):
        numbered = re.fullmatch(r"(.+)_(\d+)", header, flags=re.DOTALL)
        if numbered and numbered[1] in headers[: place - 1] and int(numbered[2]) >= place:
            found[header] = numbered[1]
    return found


def _choose_coordinates(
    raw: RawLayer,
    targets: Mapping[str, str],
    again: Mapping[str, str],
    datum: Datum | None,
    *,
    reject: bool,
) -> CoordinateChoice:
    meanings = {
        header: _coordinate(again.get(header, header), column)
        for header, column in targets.items()
        if column in COORDINATES
    }
    if raw.geometry is None:
        return choose_coordinates(raw, meanings, datum, frozenset(again), reject=reject)
    # The layer's geometry is where things are; its columns tell of it only if they hold the same numbers.
    columns: dict[str, str] = {}
    for header in sorted(meanings, key=lambda name: name.lower() not in COORDINATES):
        if meanings[header].column not in columns.values():
            columns[header] = meanings[header].column
    return CoordinateChoice(columns, *datum_of_geometry(raw, meanings))


def _coordinate(header: str, column: str) -> CoordinateHeader:
    """Return what a header says beside the coordinate that it is, by itself or as a person says."""
    own = coordinate_header(header)
    if own is not None:
        return dataclasses.replace(own, column=column)
    return CoordinateHeader(column, None, Wording.PAIR if column == PAIR else Wording.WORDS)


def _by_column(
    targets: Mapping[str, str], known: Mapping[str, str], again: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return the headers that stand for each column, the plainest first."""
    order = {name: number for number, name in enumerate(known)}
    headers: dict[str, list[str]] = {}
    for header, column in targets.items():
        headers.setdefault(column, []).append(header)
    for several in headers.values():
        several.sort(key=lambda header: order.get(plain_header(again.get(header, header)), len(order)))
    return headers


def _with_datum(raw: RawLayer, datum: Datum) -> RawLayer:
    """Note the datum that the headers of the coordinates name: 百度经度 is no longitude of WGS 84."""
    everything = np.ones(len(raw.rows), dtype=np.bool_)
    message = f"the headers say that the coordinates are {datum}; they were read so."
    hint = "Nothing, if that is so; else name the datum (--datum)."
    check = raw.check(CheckSeverity.NOTE, "datum_by_header", message, hint, everything)
    return dataclasses.replace(raw, said_datum=datum).with_checks(check)


def meanings_of(role: Role) -> dict[str, str]:
    """Return what a column of a role can be said to be, each with its plainest Chinese name."""
    chinese = {one.column: one.names[0] for one in reversed(_HEADERS) if role in one.roles}
    own = {column: chinese.get(column, "") for column in role.columns if column != "geometry"}
    return {**own, LON: "经度", LAT: "纬度", PAIR: "坐标"}


def _meaning(word: str, role: Role, known: dict[str, str]) -> str | None:
    """Return the column of ours that a person names, by its own name or by any header that stands for it."""
    if word.strip() in meanings_of(role):
        return word.strip()
    coordinate = coordinate_header(word)
    if coordinate is not None:
        # 高德经度 says more than which column it is, and nobody would see that it was not heard.
        return coordinate.column if coordinate.datum is None else None
    return _target(word, known)


def is_known_header(text: str) -> bool:
    """Return whether a text is the name of a column of any role, or of a coordinate."""
    return any(_target(text, known) is not None for known in _every_known_name())


def is_header_of(text: str, columns: Sequence[str]) -> bool:
    """Return whether a text is a header of one of these columns to every role that knows it at all."""
    found = {_target(text, known) for known in _every_known_name()} - {None}
    return bool(found) and found <= {*columns}


@cache
def _every_known_name() -> tuple[dict[str, str], ...]:
    return tuple(_known_names(role) for role in Role)


def _known_names(role: Role) -> dict[str, str]:
    """Map each plain spelling of a header to its column."""
    known = {plain_header(column): column for column in role.columns if column != "geometry"}
    for header in _HEADERS:
        if role in header.roles and header.column in role.columns:
            for name in header.names:
                known.setdefault(plain_header(name), header.column)
    return known


def _target(header: str, known: dict[str, str]) -> str | None:
    plain = plain_header(header)
    if plain in known:
        return known[plain]
    bracketed = re.fullmatch(r"(.+?)[(\[](.+?)[)\]]", plain)
    # 面积(亩) is not 面积(m2): a column in another unit must not be taken for ours.
    if bracketed and (column := known.get(bracketed[1])) and bracketed[2] in units_of(column):
        return column
    together = next((column for pattern, column in _TOGETHER if pattern.fullmatch(plain)), None)
    if together in known.values():
        return together
    coordinates = coordinate_header(header)
    return None if coordinates is None else coordinates.column


def _cut_off(header: str, known: dict[str, str]) -> list[str]:
    """Return the columns that a .dbf header can be the beginning of."""
    room = {len(header.encode(encoding)) for encoding in ("utf-8", "gb18030")}
    if not any(_DBF_NAME_BYTES - _CHARACTER_BYTES <= size <= _DBF_NAME_BYTES for size in room):
        return []
    if header.isascii() and len(header) < _DBF_NAME_BYTES:
        return []
    plain = plain_header(header)
    return sorted({column for name, column in known.items() if name.startswith(plain)})


def _without_clashes(headers: list[str], targets: dict[str, str], role: Role) -> list[str]:
    """Return the new names; extras that equal one another or a column but for case get an ending."""
    taken = {*role.columns, LON, LAT, PAIR, *_RESERVED}
    names = []
    for header in headers:
        name = targets.get(header, header)
        if header not in targets:
            while name.lower() in taken:
                name += "_file"
            taken.add(name.lower())
        names.append(name)
    return names
