/* Names found by what stands in them or by the initials of their pinyin: xqjyz finds 兴庆加油站. The browser's
   own collation by pinyin tells where each initial begins; no table of all characters is needed. */
xq.search = (function () {
  var FIRST = "吖八嚓哒婀发旮哈讥喀垃妈拿噢趴七然仨他挖夕丫匝", INITIALS = "abcdefgh" + "jklmnop" + "qrstwxyz";
  /* Characters that place names and shop signs read in more ways than one, or other than the collation does. */
  var MORE = {
    "行": "xh", "重": "zc", "长": "cz", "厦": "xs", "乐": "ly", "朝": "cz", "单": "ds", "区": "qo", "藏": "cz", "石": "sd",
    "都": "d", "会": "hk", "车": "cj", "巷": "xh", "弹": "dt", "番": "fp", "铅": "qy", "莘": "sx", "阿": "ae", "贾": "jg",
    "堡": "bp", "铺": "p", "种": "zc", "调": "dt", "奇": "qj", "盛": "sc", "给": "gj", "校": "xj", "传": "cz", "圈": "qj",
    "朴": "p", "查": "cz", "参": "cs", "召": "zs", "降": "jx", "系": "xj", "沈": "sc", "屏": "pb", "泊": "bp", "解": "jx",
    "提": "td", "尾": "wy", "圩": "wx", "埔": "bp", "咖": "kj", "咳": "kh", "陂": "bp", "曾": "zc", "仇": "qc", "翟": "zd",
    "覃": "qt", "尉": "wy", "盖": "g", "卜": "b", "卡": "kq", "嘎": "g", "枞": "zc", "浒": "hx", "柏": "b", "秘": "mb",
    "厂": "c", "尺": "c", "强": "qj", "纶": "lg", "蕃": "f", "伽": "gj", "隗": "wk", "椎": "z", "傀": "k", "辗": "z", "率": "ls"
  };
  var collator = new Intl.Collator("zh-Hans-CN-u-co-pinyin", { numeric: true }), known = {};
  /* Without that collation characters stand by their code, and initials find nothing wrong: they find nothing. */
  var byPinyin = FIRST.split("").every(function (one, i) { return !i || collator.compare(FIRST.charAt(i - 1), one) < 0; });

  function initialOf(character) {
    var low = -1, high = FIRST.length - 1, middle;
    while (low < high) {
      middle = Math.ceil((low + high) / 2);
      if (collator.compare(FIRST.charAt(middle), character) <= 0) { low = middle; } else { high = middle - 1; }
    }
    return low < 0 ? "" : INITIALS.charAt(low);
  }

  function letters(character) {
    if (known[character] === undefined) {
      var han = character >= "\u4e00" && character <= "\u9fff";
      known[character] = !han ? (/[a-z0-9]/.test(character) ? character : "") : MORE[character] || (byPinyin ? initialOf(character) : "");
    }
    return known[character];
  }

  /* The letters each character can stand for; what is neither letter, digit nor character is passed over. */
  function initials(text) {
    return String(text || "").slice(0, 200).toLowerCase().split("").map(letters).filter(Boolean);
  }

  function spells(keys, term) {
    var i, k;
    for (i = 0; i + term.length <= keys.length; i += 1) {
      k = 0;
      while (k < term.length && keys[i + k].indexOf(term.charAt(k)) >= 0) { k += 1; }
      if (k === term.length) { return true; }
    }
    return false;
  }

  function terms(query) { return query.toLowerCase().split(/\s+/).filter(Boolean); }

  function has(text, term) {
    if (String(text || "").toLowerCase().indexOf(term) >= 0) { return true; }
    return /^[a-z0-9]+$/.test(term) && /[a-z]/.test(term) && spells(initials(text), term);
  }

  return { terms: terms, has: has, initials: initials, compare: collator.compare };
}());
