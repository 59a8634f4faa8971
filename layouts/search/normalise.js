/**
 * The form in which texts and queries are compared (INTERFACE.md, section 4),
 * and the way back to the original text. The same as generator/search's
 * normalise.go: both are tested with its testdata/normalise.json.
 */

const SPACE = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const TIGHT = /[\u3001-\u30ff\u31f0-\u31ff,;:!?()\p{sc=Han}\u{20000}-\u{3ffff}]/u;
const isTight = c => c.charCodeAt(0) > 0x4dff && c.charCodeAt(0) < 0xa000 || TIGHT.test(c);

/**
 * What texts mostly consist of, from an offset on: characters that become one unit each, whatever stands beside them,
 * unless a mark follows. Such a stretch is normalised by the browser's own methods at once; all else goes one by one.
 */
const SIMPLE = /[!-~·—‘’“”、。〈-】〔-〗\u4e00-\u9fff！-～]+/y;
const isSimple = c => c > 0x20 && c < 0x7f || c > 0x4dff && c < 0xa000;
const OPEN = /[〔[【〖〈]/g, CLOSE = /[〕\]】〗〉]/g, BRACKET = /[〔[【〖〈〕\]】〗〉]/;
const brackets = s => BRACKET.test(s) ? s.replace(OPEN, "(").replace(CLOSE, ")") : s;
const simple = s => brackets(s.normalize("NFKC").toLowerCase());

/** Full case folding of one character. Cherokee folds upwards, ı not at all. */
function fold(c) {
  if (/[ı\u13a0-\u13ff\uab70-\uabbf]/.test(c)) return c === "ı" ? c : c.toUpperCase();
  return c.toLowerCase().toUpperCase().toLowerCase();
}
const foldAll = s => Array.from(s.normalize("NFKC"), fold).join("");

/** Whether what stands at i belongs to the character before it. */
const isMark = (text, i) => text.charCodeAt(i) > 0x2ff && !isSimple(text.charCodeAt(i)) && /^\p{M}/u.test(text.slice(i, i + 2));

/**
 * A text in its normal form, made a run at a time, which also tells the way back: a run is either as long as in the
 * original text, unit for unit, or all of it comes from the same stretch there.
 */
class Mapped {
  constructor() { this.text = ""; this.runs = []; this.starts = []; this.ends = []; this.space = false; this.tight = true; }

  /** Adds what stands at a to b in the original; each: unit for unit. White space before it stays as a space if nothing beside it is tight. */
  add(s, a, b, each, first, last) {
    if (this.space && !first && !this.tight && this.text) this.run(" ", Math.min(this.to(this.text.length - 1), a), a);
    this.space = false; this.tight = last;
    this.run(s, a, each ? -1 : b);
  }
  run(s, a, b) { this.runs.push(this.text.length); this.starts.push(a); this.ends.push(b); this.text += s; }

  /** The run in which unit i of the normal form is. */
  at(i) {
    let low = 0;
    for (let high = this.runs.length - 1; low < high;) {
      const half = low + high + 1 >> 1;
      if (this.runs[half] <= i) low = half; else high = half - 1;
    }
    return low;
  }
  /** Where unit i of the normal form begins in the original text. */
  from(i) { const r = this.at(i); return this.ends[r] < 0 ? this.starts[r] + i - this.runs[r] : this.starts[r]; }
  /** Where it ends there. */
  to(i) { const r = this.at(i); return this.ends[r] < 0 ? this.starts[r] + i - this.runs[r] + 1 : this.ends[r]; }

  /** Adds a character of the normal form, mostly one that an original was folded to. */
  put(c, a, b) {
    if (SPACE.test(c)) this.space = true;
    else this.add(c = brackets(c), a, b, false, isTight(c), isTight(c));
  }
  /** Adds what is not simple, a character at a time where those do not depend on each other. */
  slow(s, a) {
    const whole = foldAll(s), each = Array.from(s), parts = each.map(foldAll);
    if (parts.join("") !== whole) { for (const c of whole) this.put(c, a, a + s.length); return; }
    each.forEach((c, k) => { for (const d of parts[k]) this.put(d, a, a + c.length); a += c.length; });
  }
}

/**
 * @param {string} text
 * @param {string} literal characters to leave as they are (the entry's "literal")
 * @returns {{text: string, from: (i: number) => number, to: (i: number) => number}} the normalised text, and where each unit of it came from
 */
export function normaliseMapped(text, literal = "") {
  const out = new Mapped();
  for (let i = 0; i < text.length;) {
    const c = text[i];
    if (c === "\n" || c === " " || c === "\t") { out.space = true; i++; continue; }
    const end = simpleEnd(text, i);
    if (end > i) {
      const s = simple(text.slice(i, end));
      out.add(s, i, end, true, isTight(s[0]), isTight(s[s.length - 1]));
      i = end;
    } else i = oneByOne(text, i, literal, out);
  }
  return out;
}

/** Where the simple stretch from i on ends. */
function simpleEnd(text, i) {
  SIMPLE.lastIndex = i;
  if (!SIMPLE.test(text)) return i;
  const end = SIMPLE.lastIndex;
  return end < text.length && isMark(text, end) ? end - 1 : end;
}

/** Adds what stands from i to the next plain character, or the first character that stays as it is. Gives where that ends. */
function oneByOne(text, i, literal, out) {
  let end = i + 1;
  while (end < text.length && !isSimple(text.charCodeAt(end))) end++;
  const known = literal ? Array.from(text.slice(i, end)).findIndex(c => literal.includes(c)) : -1;
  if (known < 0) { out.slow(text.slice(i, end), i); return end; }
  const before = Array.from(text.slice(i, end)).slice(0, known).join("");
  if (before) out.slow(before, i);
  i += before.length;
  const kept = String.fromCodePoint(text.codePointAt(i)), tight = kept.codePointAt(0) >= 0x20000 && kept.codePointAt(0) < 0x40000;
  out.add(kept, i, i + kept.length, false, tight, tight);
  return i + kept.length;
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
