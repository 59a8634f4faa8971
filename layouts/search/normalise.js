/**
 * The form in which texts and queries are compared (INTERFACE.md, section 4),
 * and the way back to the original text. The same as generator/search's
 * normalise.go: both are tested with its testdata/normalise.json.
 */

const SPACE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const TIGHT = /[\u3001-\u30ff\u31f0-\u31ff,;:!?()\p{sc=Han}\u{20000}-\u{3ffff}]/u;
const isPlain = c => c > 0x1f && c < 0x7f || c > 0x4dff && c < 0xa000;
const isTight = c => c.charCodeAt(0) > 0x4dff && c.charCodeAt(0) < 0xa000 || TIGHT.test(c);
const bracket = c => "〔[【〖〈".includes(c) ? "(" : "〕]】〗〉".includes(c) ? ")" : c;

/** Full case folding of one character. Cherokee folds upwards, ı not at all. */
function fold(c) {
  if (/[ı\u13a0-\u13ff\uab70-\uabbf]/.test(c)) return c === "ı" ? c : c.toUpperCase();
  return c.toLowerCase().toUpperCase().toLowerCase();
}
const foldAll = s => Array.from(s.normalize("NFKC"), fold).join("");

/** Plain characters that stay as they are, but for the space. */
const isKept = c => isPlain(c) && c !== 0x20 && c !== 0x5b && c !== 0x5d && !(c > 0x40 && c < 0x5b);
/** Whether what stands at i belongs to the character before it. */
const isMark = (text, i) => text.charCodeAt(i) > 0x2ff && !isPlain(text.charCodeAt(i)) && /^\p{M}/u.test(text.slice(i, i + 2));

/** A function of one character, each answer computed once: texts use few of them, and these many times. */
function remembered(f) {
  const known = new Map();
  return c => {
    let v = known.get(c);
    if (v === undefined) known.set(c, v = f(c));
    return v;
  };
}
const kind = remembered(c => ({ space: SPACE.test(c), tight: isTight(c) })), folded = remembered(c => Array.from(foldAll(c)));

/**
 * @param {string} text
 * @param {string} literal characters to leave as they are (the entry's "literal")
 * @returns {{text: string, from: number[], to: number[]}} the normalised text and, for each unit of it, where it came from
 */
export function normaliseMapped(text, literal = "") {
  let out = "", space = false, tight = true;
  const from = [], to = [];
  const gap = (now, a) => {
    if (space && !now && !tight && out) { out += " "; from.push(Math.min(to[to.length - 1], a)); to.push(a); }
    space = false;
  };
  const put = (c, a, b, kept) => {
    if (!kept && kind(c).space) { space = true; return; }
    if (!kept) c = bracket(c);
    const now = kept ? c.codePointAt(0) >= 0x20000 && c.codePointAt(0) < 0x40000 : kind(c).tight;
    gap(now, a);
    tight = now; out += c;
    for (let k = 0; k < c.length; k++) { from.push(a); to.push(b); }
  };
  const slow = (s, a) => {
    if (s.length === 1) { for (const d of folded(s)) put(d, a, a + 1); return; }
    const whole = foldAll(s), each = Array.from(s), parts = each.map(foldAll);
    if (parts.join("") !== whole) { for (const c of whole) put(c, a, a + s.length); return; }
    each.forEach((c, k) => { for (const d of parts[k]) put(d, a, a + c.length); a += c.length; });
  };
  for (let i = 0; i < text.length;) {
    let run = i;
    while (run < text.length && isKept(text.charCodeAt(run))) run++;
    if (run > i && run < text.length && isMark(text, run)) run--;
    if (run > i) {
      gap(kind(text[i]).tight, i);
      tight = kind(text[run - 1]).tight; out += text.slice(i, run);
      for (; i < run; i++) { from.push(i); to.push(i + 1); }
      continue;
    }
    const c = text.charCodeAt(i);
    if (isPlain(c) && !isMark(text, i + 1)) {
      put(c > 0x40 && c < 0x5b ? String.fromCharCode(c + 32) : text[i], i, ++i);
      continue;
    }
    let end = i + 1;
    while (end < text.length && !isPlain(text.charCodeAt(end))) end++;
    const known = literal && Array.from(text.slice(i, end)).findIndex(c => literal.includes(c));
    if (literal && known >= 0) {
      const before = Array.from(text.slice(i, end)).slice(0, known).join("");
      if (before) slow(before, i);
      i += before.length;
      const kept = String.fromCodePoint(text.codePointAt(i));
      put(kept, i, i += kept.length, true);
      continue;
    }
    slow(text.slice(i, end), i);
    i = end;
  }
  return { text: out, from, to };
}

export const normalise = (text, literal) => normaliseMapped(text, literal).text;

/** The parts of a query: split at white space outside pairs of ASCII quotation marks. */
export function parseQuery(query, literal) {
  const parts = new Set();
  let part = "", quoted = false;
  for (let i = 0; i <= query.length; i++) {
    const c = query[i] ?? " ";
    if (c === '"' && (quoted || query.indexOf('"', i + 1) >= 0)) { quoted = !quoted; continue; }
    if (i < query.length && (quoted || !SPACE.test(c))) { part += c; continue; }
    const plain = normalise(part, literal);
    if (plain) parts.add(plain);
    part = "";
  }
  return [...parts];
}
