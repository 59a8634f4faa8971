/**
 * Tolerance: other ways to write a query. The engine asks for them only when
 * nothing was found, or when the page wants suggestions beside few hits.
 */

const NUMERAL = "零一二三四五六七八九", UNITS = ["", "十", "百", "千"];

/** 二十三 or 二〇二四 as digits; what is not a number so written stays. */
function toArabic(s) {
  const digit = c => c === "〇" ? 0 : NUMERAL.indexOf(c);
  if (!/[十百千]/.test(s)) return Array.from(s, digit).join("");
  if (!/^([一二三四五六七八九]千)?零?([一二三四五六七八九]百)?零?([一二三四五六七八九]?十)?零?[一二三四五六七八九]?$/.test(s)) return s;
  let sum = 0, last = 0;
  for (const c of s) {
    const unit = UNITS.indexOf(c);
    if (unit > 0) { sum += (last || 1) * 10 ** unit; last = 0; } else last = digit(c);
  }
  return String(sum + last);
}

function toChinese(s) {
  if (s.length > 4 || s.length > 1 && s[0] === "0") return s;
  if (/^(19|20)\d\d$/.test(s)) return Array.from(s, c => c === "0" ? "〇" : NUMERAL[c]).join("");
  const out = Array.from(s, (c, i) => c === "0" ? "零" : NUMERAL[c] + UNITS[s.length - 1 - i]).join("");
  return (out.replace(/零+/g, "零").replace(/(.)零$/, "$1")).replace(/^一十/, "十");
}

function simplify(query, { from, to, phrases }) {
  const a = Array.from(from), b = Array.from(to), chars = new Map(a.map((c, i) => [c, b[i]])), text = Array.from(query);
  let out = "";
  for (let i = 0; i < text.length;) {
    let n = Math.min(8, text.length - i);
    while (n > 1 && !Object.hasOwn(phrases, text.slice(i, i + n).join(""))) n--;
    out += n > 1 ? phrases[text.slice(i, i + n).join("")] : chars.get(text[i]) ?? text[i];
    i += n;
  }
  return out;
}

/**
 * @param {string} query
 * @param {{from: string, to: string, phrases: Record<string, string>}} data variants.json
 * @returns {[kind: "simplified"|"numerals"|"stem"|"unwrapped", query: string][]} stem: a document number without its last number
 */
export function variants(query, data) {
  const text = query.normalize("NFKC"), seen = new Set([query, text]), out = [];
  const add = (kind, other) => { if (other.trim() && !seen.has(other)) { seen.add(other); out.push([kind, other]); } };
  const simple = simplify(text, data), arabic = simple.replace(/[〇零一二三四五六七八九十百千]+/g, toArabic);
  add("simplified", simple);
  add("numerals", arabic);
  add("numerals", arabic.replace(/\d+/g, toChinese));
  const stem = simple.match(/^\S*[〔[【(（〖﹝〈［]\d{4}[\]〕】)）〗﹞〉］](?=\d+号?$)/);
  if (stem) add("stem", stem[0]);
  for (const q of [simple, ...out.map(v => v[1])]) add("unwrapped", q.replace(/第([^第号\s]+)号/g, "$1"));
  return out;
}
