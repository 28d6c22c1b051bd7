"""The words that planners write for the model's values.

Each line of a table is a value and what else it is written as. Case, full-width characters and
spaces make no difference (`xq_gis_plugin.io.values`).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "FUELS",
    "GRADES",
    "HAZARD_KINDS",
    "MEASURES",
    "OBJECT_KINDS",
    "PART_KINDS",
    "PROTECTION_CLASSES",
    "RECOVERIES",
    "ROAD_CLASSES",
    "TRUTHS",
    "UNKNOWN",
]


def _table(lines: str) -> Mapping[str, str]:
    words = {}
    for line in lines.strip().splitlines():
        value, *others = line.split()
        words[value] = value
        words |= dict.fromkeys(others, value)
    return MappingProxyType(words)


# 无 (none) is a value of vapour recovery, and no word for unknown.
UNKNOWN = frozenset((
    "", "-", "--", "—", "——", "/", "\\", "?", "null", "none", "n/a", "na", "unknown",
    "未知", "不详", "不明", "待核实",
))  # fmt: skip

HAZARD_KINDS = _table("""
petrol_station 加油站 撬装加油站 橇装加油站 撬装式加油站 橇装式加油站
cng_station 加气站 cng加气站 压缩天然气加气站
lpg_station lpg加气站 液化石油气加气站
lng_station lng加气站 液化天然气加气站
combined_station 加油加气站 加油加气合建站 合建站
hydrogen_station 加氢站
fireworks_retail 烟花爆竹零售 烟花爆竹零售点 烟花爆竹零售店 烟花爆竹
fireworks_store 烟花爆竹仓库 烟花爆竹储存
fireworks_discharge 烟花爆竹燃放点
ammonia_refrigeration 氨制冷 液氨制冷 涉氨制冷
lpg_storage 液化石油气储配站 液化气站
ammonia_storage 液氨储存
lpg_bottle_store 瓶装液化石油气供应站 液化气瓶库 瓶库
class_a_workshop 甲类厂房
class_b_workshop 乙类厂房
class_a_store 甲类仓库
class_b_store 乙类仓库
hazmat_vehicle_park 危险品车辆停车场 危险货物运输车辆停车场
gas_supply_station 燃气供应站 供气站
""")

OBJECT_KINDS = _table("""
residence 住宅 居民楼 居住 居住建筑 居民区 小区 宿舍 住宅楼 住宅小区 居民小区 居民住宅 住宅建筑 住宅区 家属楼
school 学校 中学 小学 中小学 高中 初中 高级中学 初级中学 职业中学
kindergarten 幼儿园 托儿所
hospital 医院 综合医院 中医院 专科医院 卫生院
elderly_home 养老院 敬老院 养老机构
mall 商场 商业综合体 购物中心 购物广场 百货商场 商城
market 市场 集贸市场 农贸市场 菜市场 批发市场
public_building 公共建筑 办公楼 写字楼 办公建筑 酒店 宾馆 旅馆 体育馆 影剧院 电影院
building 建筑 建筑物
monument 文物保护单位 文物
museum 博物馆
exhibition_hall 展览馆 会展中心
archive 档案馆
library 图书馆
main_entrance 主要出入口
open_flame 明火地点 明火或散发火花地点
workshop_ab 甲乙类厂房 甲乙类生产厂房
workshop_cde 丙丁戊类厂房 丙丁戊类生产厂房
substation 变电站 变配电站 室外变配电站
power_line 架空电力线 电力线
communication_line 架空通信线 通信线
railway 铁路
road 道路 城市道路
forest 林地 森林
restricted_area 限制区域
no_discharge_zone 禁放区 禁止燃放区 禁放区域 烟花爆竹禁放区
""")

WISHES = _table("""
keep 保留 必须保留 锁定 必选
may_close 可关闭 可关 可调整
close 关闭 必须关闭 拟关闭 不选 排除
free 自由 候选
""")

PART_KINDS = _table("""
tank 油罐 储罐 埋地油罐
dispenser 加油机 加气机
vent 通气管 通气管管口
unloading_point 卸油口 卸车点
cylinder 储气瓶组 储气瓶
compressor 压缩机
building 站房 建筑
site 站区 场地 用地
""")

GRADES = _table("""
1 一 一级 1级 一级站 ⅰ ⅰ级
2 二 二级 2级 二级站 ⅱ ⅱ级
3 三 三级 3级 三级站 ⅲ ⅲ级
""")

RECOVERIES = _table("""
none 无 没有 未安装 无油气回收
unloading 卸油 卸油油气回收 仅卸油 一次 一次回收 一阶段
full 全 全部 卸油和加油 卸油+加油 加油+卸油 卸油和加油油气回收 二次 二次回收 一次和二次
""")

PROTECTION_CLASSES = _table("""
important 重要 重要公共建筑 重要公共建筑物
class1 一类 一类保护物 一 1
class2 二类 二类保护物 二 2
class3 三类 三类保护物 三 3
""")

MEASURES = _table("""
building 建筑 建筑物 外墙
fence 围墙
site 场地 用地
zone 居住区 地块
line 线 中心线
point 点
""")

ROAD_CLASSES = _table("""
main 快速路 主干路 主干道 高速公路 国道
minor 次干路 次干道 支路
""")

TRUTHS = _table("""
yes 是 有 true y 1
no 否 无 false n 0
""")

FUELS = _table("""
petrol 汽油
diesel 柴油
lpg 液化石油气
cng 压缩天然气
lng 液化天然气
hydrogen 氢 氢气
""")
