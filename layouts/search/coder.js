/** The reader of what an adaptive range coder wrote: generator/search/coder.go the other way. */

import { VALUE } from "./records.js";

const SPAN_MAX = 2 ** 30 - 1, SPAN_MIN = 1 << 24, ODDS_MAX = 1 << 14, TOP = 4;

/** How many odds a number needs. */
export const NUMBER = 32 + (32 << TOP);

/** What is known of n decisions: two counts for each. */
export const odds = n => new Uint16Array(2 * n).fill(1);

/** What is known where it is known how often each of some things comes. */
export function likely(times) {
  const starts = [0];
  for (const n of times) starts.push(starts[starts.length - 1] + n);
  const total = starts[times.length], at = new Uint32Array(total);
  times.forEach((_, v) => at.fill(v, starts[v], starts[v + 1]));
  return { total, starts, at };
}

export class Coder {
  constructor(text) {
    this.text = text; this.at = 0; this.code = 0; this.span = SPAN_MAX;
    while (this.at < 5) this.code = this.code << 6 | VALUE[text.charCodeAt(this.at++)];
    this.code = Math.min(this.code, SPAN_MAX - 1);
  }
  /** A decision, 0 or 1, by the odds at i. */
  bit(o, i) {
    i *= 2;
    const no = o[i], sum = no + o[i + 1], part = (this.span / sum | 0) * no, yes = this.code < part ? 0 : 1;
    let span = part;
    if (yes) { span = this.span - part; this.code -= part; }
    while (span < SPAN_MIN) { span <<= 6; this.code = this.code << 6 | VALUE[this.text.charCodeAt(this.at++)]; }
    this.span = span;
    o[i + yes] += 2;
    if (sum >= ODDS_MAX) { o[i] = o[i] + 1 >> 1; o[i + 1] = o[i + 1] + 1 >> 1; }
    return yes;
  }
  /** One of those that are known, see likely. */
  among({ total, starts, at }) {
    if (!total) return 0;
    const part = this.span / total | 0, v = at[Math.min(total - 1, this.code / part | 0)], from = part * starts[v];
    let span = starts[v + 1] === total ? this.span - from : part * starts[v + 1] - from;
    this.code -= from;
    while (span < SPAN_MIN) { span <<= 6; this.code = this.code << 6 | VALUE[this.text.charCodeAt(this.at++)]; }
    this.span = span;
    return v;
  }
  /** A number that is mostly small, by the NUMBER odds from at on. */
  number(o, at = 0) {
    let length = 0, v = 1;
    while (length < 31 && this.bit(o, at + length)) length++;
    const top = Math.min(length, TOP);
    for (let i = 0; i < top; i++) v = 2 * v + this.bit(o, at + 32 + (length << TOP) + v);
    const rest = 2 ** (length - top);
    return v * rest + this.below(rest) - 1;
  }
  /** Likewise one that may be less than 0, by NUMBER + 1 odds. */
  signed(o, at) {
    const v = this.number(o, at);
    return v && this.bit(o, at + NUMBER) ? -v : v;
  }
  /** One of size numbers that are all as likely. */
  below(size) {
    if (size > 4096) {
      const most = Math.floor((size - 1) / 4096), high = this.below(most + 1);
      return high * 4096 + this.below(high === most ? (size - 1) % 4096 + 1 : 4096);
    }
    const part = this.span / size | 0, v = Math.min(size - 1, this.code / part | 0);
    let span = v === size - 1 ? this.span - part * v : part;
    this.code -= part * v;
    while (span < SPAN_MIN) { span <<= 6; this.code = this.code << 6 | VALUE[this.text.charCodeAt(this.at++)]; }
    this.span = span;
    return v;
  }
  /** n rising numbers of low to high. */
  ascending(n, low, high, out = []) {
    if (n > high - low + 1) throw new RangeError("search: too many numbers");
    if (n === high - low + 1) { while (low <= high) out.push(low++); return out; }
    if (n <= 0) return out;
    const half = n >> 1, v = low + half + this.below(high - low - n + 2);
    this.ascending(half, low, v - 1, out).push(v);
    return this.ascending(n - half - 1, v + 1, high, out);
  }
}
