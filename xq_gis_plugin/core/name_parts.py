"""A Chinese name taken apart: whose it is, what is done there, where it is, and what tells it from its like.

What stands here are facts of the language and of the trade: how companies, stations, schools and roads are
written in full and in short. Nothing is a list of names that were seen.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

__all__ = ["Name", "taken_apart"]

# Traditional characters that stand in names of places and companies, each before its simplified form.
_TRADITIONAL = (
    "國国寧宁銀银東东華华興兴麗丽園园園园區区縣县鄉乡鎮镇號号廣广場场電电車车氣气燃燃業业爾尔龍龙鳳凤鴻鸿賀贺蘭兰"
    "陽阳陰阴慶庆豐丰寶宝湖湖達达運运輸输貿贸責责銷销經经營营團团總总醫医學学與与門门開开關关會会頭头橋桥灣湾溝沟"
    "濱滨環环從从體体務务員员員员買买賣卖貨货樓楼飛飞馬马鵬鹏齊齐義义長长張张劉刘陳陈趙赵孫孙鄭郑葉叶蘇苏羅罗"
    "樹树雲云錦锦鑫鑫鑽钻鐵铁鋼钢錢钱鍾钟鐘钟鋪铺藥药蔬蔬種种糧粮魚鱼鴨鸭雞鸡蠶蚕蓮莲蘆芦薔蔷薰薰榮荣權权機机檢检"
    "樂乐欄栏橫横歡欢歲岁歷历殘残殺杀澤泽潤润濟济瀋沈燈灯燒烧熱热爐炉爭争爺爷牆墙獨独獲获環环瑪玛現现產产畫画當当"
    "療疗發发盤盘監监眾众礦矿祿禄禮礼離离稱称穩稳積积竹竹築筑簡简粵粤紅红紀纪約约級级紡纺納纳純纯紙纸細细終终組组"
    "結结給给絲丝綠绿綜综維维網网綫线線线縱纵織织繼继續续缺缺聖圣聯联職职腦脑膠胶興兴舉举舊旧艙舱藝艺處处蟲虫衛卫"
    "補补裝装複复規规視视覽览觀观訊讯記记設设許许評评試试話话該该詳详語语誠诚調调談谈請请論论證证護护變变讓让豬猪"
    "負负財财貢贡貧贫貴贵費费賓宾賽赛贊赞贏赢趕赶躍跃軍军軟软載载輕轻輝辉轉转辦办農农遠远適适選选遷迁邊边郵邮鄰邻"
    "釀酿釋释裡里針针釣钓銅铜鋁铝錄录鎖锁鏡镜閃闪閱阅隊队際际陸陆隨随險险雙双雜杂難难靈灵靜静響响頁页頂顶項项順顺"
    "須须預预領领題题顏颜願愿類类顧顾風风飯饭飲饮飼饲館馆駕驾驗验驛驿髮发鬧闹鬱郁鮮鲜鳥鸟鶴鹤鹽盐麥麦黃黄點点齡龄"
    "龜龟徠徕濕湿灘滩墾垦堅坚報报塊块壩坝壽寿夢梦奪夺奮奋婦妇孝孝寬宽對对導导尋寻層层嶺岭島岛峽峡帥帅師师帶带幣币"
    "幹干並并庫库廟庙廠厂應应彎弯彙汇後后徑径復复徵征德德態态慈慈憂忧戰战戲戏戶户擁拥擇择擴扩據据攝摄敗败數数斷断"
    "煙烟溫温滙汇尋寻麵面傑杰僑侨儀仪優优億亿傳传傢家兒儿內内兩两冊册凍冻創创劃划動动勝胜勞劳勢势勵励協协卻却"
    "參参吳吴吶呐咼呙單单嚴严囑嘱圍围圖图執执培培場场墜坠壓压"
    "專专屬属櫃柜時时晉晋曉晓暢畅暫暂曆历書书東东條条來来楊杨極极構构標标樣样檔档"
)
_SIMPLE = str.maketrans({_TRADITIONAL[at]: _TRADITIONAL[at + 1] for at in range(0, len(_TRADITIONAL), 2)})

_DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
# 零 of 零售 is no nought.
_NUMBER = r"(?:(?:[〇一二两三四五六七八九十百]|零(?!售))+|\d+)"
# A number counts things only where a word says so: 第三, 三号, 三站, 三中, 三分店; 三角 is none.
_COUNTED = re.compile(
    rf"第({_NUMBER})号?|({_NUMBER})号(?=[^路街楼院巷弄\d])"
    rf"|({_NUMBER})(?=站|分店|店|分站|期|中(?!心)|小(?!区)|院|医院|分校)"
)
_HIGHWAY = re.compile(r"(?:国道G?|G)(\d{3})(?:国道|线)?|(\d{3})国道(?:线)?")

_REMARK_WORDS = (
    "在建|建设中|拟建|暂停|停业|停用|营业|装修|改造|扩建|改扩建|临时|已关|关闭|搬迁|原|旁|对面|附近|路口|内|"
    r"小时|\d+#|[\d:：]+[-—~至]|cnpc|sinopec|petrochina|cnooc|中国石油|中国石化"
)
_REMARK = re.compile(
    rf"[(（\[【][^()（）\[\]【】]*?(?:{_REMARK_WORDS})[^()（）\[\]【】]*[)）\]】]", re.IGNORECASE
)
_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*)[)）\]】]")

# Sinopec's full name begins with PetroChina's.
_BRANDS = (
    ("中石化", ("中国石油化工", "中国石化", "sinopec", "中石化")),
    ("中石油", ("中国石油天然气", "中国石油", "petrochina", "cnpc", "中石油", "中油")),
    ("中海油", ("中国海洋石油", "中国海油", "cnooc", "中海油")),
    ("中化", ("中化石油", "中国中化")),
    ("延长壳牌", ("延长壳牌",)),
    ("壳牌", ("shell", "壳牌")),
)
_HOME = ("宁夏回族自治区", "宁夏", "银川市", "银川", "兴庆区")
_RANKS = (("宁夏回族自治区", "宁夏"), ("银川市", "银川"), ("兴庆区",))
_OTHER_DISTRICTS = ("金凤区", "西夏区")
_OTHER_TOWNS = (
    "贺兰", "永宁", "灵武", "石嘴山", "大武口", "惠农", "平罗", "吴忠", "利通", "青铜峡", "盐池", "同心",
    "红寺堡", "固原", "原州", "西吉", "隆德", "泾源", "彭阳", "中卫", "沙坡头", "中宁", "海原",
    "呼和浩特", "包头", "乌海", "鄂尔多斯", "乌鲁木齐", "兰州", "西宁", "西安", "榆林", "延安", "太原",
    "郑州", "武汉", "成都", "重庆市", "天津市",
)  # fmt: skip
_TOWNSHIP = re.compile(
    r"([\u4e00-\u9fff]{2,3})(?:镇|乡)(?!政府|卫生)|([\u4e00-\u9fff]{2,3})(?:镇|乡)(?=卫生|政府)"
)

_FUEL, _GAS, _BOTH, _FIREWORKS = "fuel", "gas", "fuel and gas", "fireworks"
_TRADES = (
    ("charging", r"充电站"),
    ("hydrogen", r"加氢站"),
    ("depot", r"油库"),
    ("heat", r"换热站"),
    ("regulator", r"调压站"),
    (_BOTH, r"油气合建站|加油加气合建站|加油加气站|油气站|油气加注站"),
    (_FUEL, r"加油站|加由站|油站"),
    ("gas store", r"(?:液化气|lng|cng)?储(?:配|气)站"),
    ("gas supply", r"液化气(?:供应站|销售点|换瓶站)"),
    (_GAS, r"(?:加气站|供气站)|液化气站|气站"),
    ("fireworks store", r"(?:烟花爆竹|烟花鞭炮|鞭炮|烟花)(?:仓库|批发部|批发|储存库)"),
    (_FIREWORKS, r"(?:烟花爆竹|烟花鞭炮|鞭炮|烟花)(?:专营|零售|专卖|销售)?(?:店|点|部|处)?"),
)
_STATIONS = (_FUEL, _GAS, _BOTH)
# Which gas: a station for one of them is none for another.
_GASES = (
    ("lng", re.compile("lng|液化天然气")),
    ("cng", re.compile("cng|压缩天然气")),
    ("lpg", re.compile("lpg|液化石油气|液化气")),
)
_AGE = re.compile("[新老旧](?=站$|店$|校区|院区|大楼|市场|区$)")
_FORMS = re.compile(
    "股份有限责任公司|股份有限公司|有限责任公司|责任有限公司|有限公司|集团公司|集团|销售分公司|分公司|总公司|公司"
)
_GENERIC = re.compile(
    "(?:国际)?(?:商城|商场|百货大楼|百货|大楼|市场|广场|大学|车站|火车站|机场|公园|图书馆|博物馆)"
)
_BUSINESS = re.compile(
    "石油|油品经销|油品|销售|经销|燃气|新能源|能源|液化气|化工|天然气|商贸|经营管理|管理|冷链物流|物流"
)
# Of these a company has its own: 宏兴石油 and 宏兴新能源 are two.
_LINES = ("石油", "油品", "燃气", "天然气", "新能源", "液化气", "化工", "商贸", "物流", "管理")
_SHORT = (
    ("宁医大", "宁夏医科大学"), ("宁大", "宁夏大学"), ("医大", "医科大学"), ("附小", "附属小学"),
    ("附中", "附属中学"), ("回小", "回民小学"), ("回中", "回民中学"), ("银百", "银川百货"),
    ("新百", "新华百货"), ("公共交通", "公交"), ("液化石油气", "液化气"), ("lpg", "液化气"),
    ("一中心", "第一中心"),
)  # fmt: skip
_COMPASS = re.compile("[东西南北]|中(?=路|街|环)|上行|下行")
_INSTITUTIONS = re.compile("医院|保健院|卫生院|中学|小学|幼儿园|图书馆|博物馆|文化馆|疾控中心")
_ROAD = re.compile("^(?P<stem>.+?)(?P<part>[东西南北中]?)(?P<ending>路|街|大道|大街|巷|国道)$")


@dataclass(frozen=True)
class Name:
    """A name taken apart.

    Attributes
    ----------
    plain
        All of it, in one way of writing.
    flat
        What tells it from its like: without region, legal form, line of business, brand and trade.
    place
        Of that, what stands behind the company; all of it where there is none.
    owner
        The brand, else the company, "" where neither stands there.
    brand
        The brand alone.
    trade, trade_word
        What is done there, and the word for it, "" where it is not said.
    gases, lines
        Which gases its name names, and which lines of business.
    numbers, compass, towns, townships, districts
        What has to be the same in two names of one place; ``compass`` has old and new too.
    rank
        0 of the region, 1 of the city, 2 of the district, None where it is not said or does not matter.
    road
        Stem, compass word and ending of a road's name.
    """

    plain: str
    flat: str
    place: str
    owner: str
    brand: str
    trade: str
    trade_word: str
    gases: frozenset[str]
    lines: frozenset[str]
    numbers: tuple[int, ...]
    compass: tuple[str, ...]
    towns: frozenset[str]
    townships: frozenset[str]
    districts: frozenset[str]
    rank: int | None
    road: tuple[str, str, str] | None
    is_office: bool

    @property
    def is_station(self) -> bool:
        """Whether its name says that it is a petrol or gas station."""
        return self.trade in _STATIONS


def taken_apart(text: str) -> Name:
    """Return the parts of a name.

    Examples
    --------
    >>> one = taken_apart("宁夏银古石油有限公司银古加油站")
    >>> one.place, one.owner, one.trade
    ('银古', '银古', 'fuel')
    >>> taken_apart("中国石油加油站(清和北街站)").flat == taken_apart("CNPC 清和北街加油站").flat
    True
    >>> taken_apart("银川市第十二加油站").numbers == taken_apart("银川12号加油站").numbers
    True
    """
    written = unicodedata.normalize("NFKC", _circled(text)).casefold().translate(_SIMPLE)
    written = _REMARK.sub("", written)
    towns = frozenset(town for town in _OTHER_TOWNS if town in written.replace("贺兰山", ""))
    districts = frozenset(one for one in _OTHER_DISTRICTS if one in written)
    townships = frozenset(first or second for first, second in _TOWNSHIP.findall(_without_home(written)))
    written = _unfolded(written, townships)
    plain = re.sub(r"[\W_]+", "", written) or text
    for short, long in _SHORT:
        plain = plain if long in plain else plain.replace(short, long)
    highway = _HIGHWAY.search(plain)
    if highway:
        plain = plain.replace(highway[0], f"{highway[1] or highway[2]}国道")
    gases = frozenset(gas for gas, pattern in _GASES if pattern.search(plain))
    brand, core = _brand(plain)
    plain = brand + core if brand else plain
    trade, word, core = _trade(core, brand)
    lines = frozenset(line for line in _LINES if line in core)
    if word and trade in (_GAS, "gas store", _BOTH):
        for _, pattern in _GASES:
            core = pattern.sub("", core)
        core = core.replace("天然气", "")
    numbers, core = _numbers(core)
    compass = tuple(sorted([*_COMPASS.findall(core), *_AGE.findall(core)]))
    before, form, behind = _company(core)
    owner = brand or (_told(before) if form else "")
    flat = _told(core)
    place = _told(behind) if form and behind else flat
    rank = None
    if _INSTITUTIONS.search(plain):
        rank = max(
            (level for level, names in enumerate(_RANKS) if any(n in plain for n in names)), default=None
        )
    stem = re.sub(f"^(?:{'|'.join(_HOME)})+", "", plain)
    road = _ROAD.match(stem) or _ROAD.match(plain)
    parts = (road["stem"], road["part"], road["ending"]) if road else None
    office = bool(form) and not behind and not trade
    return Name(
        plain, flat, place, owner, brand, trade, word, gases, lines, numbers, compass, towns,
        townships, districts, rank, parts, office,
    )  # fmt: skip


def _circled(text: str) -> str:
    """Return a text in which a number in a circle counts as 第 does."""
    return re.sub("第?([①-⑳])", lambda found: f"第{ord(found[1]) - ord('①') + 1}", text)


def _unfolded(text: str, townships: frozenset[str]) -> str:
    """Return a text without brackets: what stands in them comes where it belongs, or goes.

    A map service writes 中国石油加油站(清和北街站): the brackets hold the name.
    """
    for found in list(_BRACKETS.finditer(text))[::-1]:
        inner, before = found[1], text[: found.start()]
        bare = re.sub(r"[\W_]", "", inner)
        if bare in _HOME or any(bare.startswith(town) and len(bare) <= len(town) + 1 for town in townships):
            text = before + text[found.end() :]
            continue
        trade = re.search(r"(加油加气站|油气站|加油站|加气站)$", before)
        named = re.fullmatch(r"(.+?)(加油加气站|油气站|加油站|加气站|分站|站|分店|店)?", bare)
        if trade and named and not re.fullmatch("[东西南北]区|[东西南北]侧|上行|下行", bare):
            own = named[2] if named[2] in ("加油加气站", "油气站", "加油站", "加气站") else trade[1]
            text = before[: trade.start()] + named[1] + own + text[found.end() :]
    return text


def _without_home(text: str) -> str:
    """Return a text in which regions, districts and towns end what stands before them."""
    towns = (f"{town}{rank}" for town in _OTHER_TOWNS for rank in "县市")
    for region in (*_HOME, *_OTHER_DISTRICTS, *towns):
        text = text.replace(region, "|")
    return text


def _brand(plain: str) -> tuple[str, str]:
    """Return a name's brand, and the name without any word for it."""
    for brand, words in _BRANDS:
        if any(word in plain for word in words):
            for word in words:
                plain = plain.replace(word, "")
            return brand, plain
    return "", plain


def _trade(core: str, brand: str) -> tuple[str, str, str]:
    """Return what is done at a place, the word for it, and its name without the word."""
    for trade, pattern in _TRADES:
        found = [*re.finditer(pattern, core)]
        if found:
            last = found[-1]
            return trade, last[0], core[: last.start()] + "|" + core[last.end() :]
    # With an oil company's brand, a station is all that 站 can be.
    ending = re.search("(?:分站|站|分店|店)$", core)
    if brand and ending and not re.search("汽车站$|火车站$", core):
        return _FUEL, "加油站", core[: ending.start()] + "|"
    return "", "", core


def _numbers(core: str) -> tuple[tuple[int, ...], str]:
    """Return the numbers that count, in their order, and the name with one sign for each of them."""
    found: list[int] = []

    def counted(match: re.Match[str]) -> str:
        found.append(_value(next(filter(None, match.groups()))))
        return "#"

    core = _COUNTED.sub(counted, core)
    # 银川二中 is 银川市第二中学, 一院 and 一医院 are 第一人民医院.
    core = re.sub("#(中|小)(?!学|心)", r"#\1学", core)
    core = re.sub("#(?:医院|院)$", "#人民医院", core)
    found += [int(digits) for digits in re.findall(r"\d+", core)]
    return tuple(found), core


def _value(text: str) -> int:
    if text.isdigit():
        return int(text)
    total, current = 0, 0
    for sign in text:
        if sign in "十百":
            unit = 10 if sign == "十" else 100
            total += (current or 1) * unit
            current = 0
        else:
            current = current * 10 + _DIGITS[sign] if current and "十" not in text else _DIGITS[sign]
    return total + current


def _company(core: str) -> tuple[str, str, str]:
    """Return what stands before a legal form, the form, and what stands behind it."""
    found = [*_FORMS.finditer(core)]
    if not found:
        return "", "", core
    last = found[-1]
    behind = core[last.end() :].strip("|")
    return core[: last.start()], last[0], behind


def _told(text: str) -> str:
    """Return what tells a place in a piece of its name."""
    bare = _FORMS.sub("", text).replace("|", "")
    inner = bare
    for region in _HOME:
        inner = inner.replace(region, "")
    # 银川商城 is the mall of that name, and no mall somewhere in 银川.
    if not inner or _GENERIC.fullmatch(inner):
        inner = bare
    return _BUSINESS.sub("", inner) or inner
