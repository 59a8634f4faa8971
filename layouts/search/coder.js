/**
 * The reader of what an asymmetric numeral system (rANS) wrote: generator/search/coder.go the other way. All it
 * computes with are small integers, and each symbol is a lookup, a multiplication and shifts.
 */

import { VALUE } from "./records.js";

/** The state takes a digit of six bits as long as it is less. */
const LOW = 1 << 24;

/** Slots of symbols, by how many each has; the sum is a power of two, or 0 where there are none. */
export function table(shares) {
  const from = new Uint32Array(shares.length), share = Uint32Array.from(shares), sum = shares.reduce((a, b) => a + b, 0), of = new Uint32Array(sum);
  if (sum & sum - 1 || sum > LOW) throw new RangeError("search: slots are missing");
  for (let v = 0, at = 0; v < shares.length; v++) { from[v] = at; of.fill(v, at, at += shares[v]); }
  return { bits: 31 - Math.clz32(sum), of, from, share };
}

export class Coder {
  constructor(text) {
    this.digits = new TextEncoder().encode(text); this.at = 0; this.state = 0; this.one = new Uint32Array(1);
    this.fill();
  }
  fill() {
    const { digits } = this;
    while (this.state < LOW && this.at < digits.length) this.state = this.state << 6 | VALUE[digits[this.at++]];
  }
  /** n symbols. The loop is what a cold browser reads most of, so it holds all in variables. */
  symbols(n, { bits, of, from, share }, out = new Uint32Array(n)) {
    const { digits } = this, end = digits.length, mask = of.length - 1;
    if (n && mask < 0) throw new RangeError("search: slots are missing");
    let { state, at } = this;
    for (let i = 0; i < n; i++) {
      const slot = state & mask, v = out[i] = of[slot];
      state = share[v] * (state >> bits) + slot - from[v];
      while (state < LOW && at < end) state = state << 6 | VALUE[digits[at++]];
    }
    this.state = state; this.at = at;
    return out;
  }
  symbol(known) { return this.symbols(1, known, this.one)[0]; }
  /** n bits as they are, most significant first. */
  rest(n) {
    if (n > 12) { const high = this.rest(n - 12); return high * 4096 + this.rest(12); }
    const v = this.state & (1 << n) - 1;
    this.state >>= n;
    this.fill();
    return v;
  }
  /** A number of a class: twice its length in bits, one less where it is below 0. */
  tail(kind) {
    if (kind < 3) return kind === 1 ? -1 : kind >> 1;
    const length = kind + 1 >> 1, v = (length < 31 ? 1 << length - 1 : 2 ** (length - 1)) + this.rest(length - 1);
    return kind & 1 ? -v : v;
  }
  number(known) { return this.tail(this.symbol(known)); }
  /** A row of numbers: first all classes. */
  numbers(n, known, out = new Int32Array(n)) {
    const classes = this.symbols(n, known), { digits } = this, end = digits.length;
    let { state, at } = this;
    for (let i = 0; i < n; i++) {
      const kind = classes[i], more = (kind + 1 >> 1) - 1; // the bits after the first 1
      if (more > 12) { this.state = state; this.at = at; out[i] = this.tail(kind); ({ state, at } = this); continue; }
      const v = more < 1 ? more + 1 : 1 << more | state & (1 << more) - 1;
      if (more > 0) state >>= more;
      while (state < LOW && at < end) state = state << 6 | VALUE[digits[at++]];
      out[i] = kind & 1 ? -v : v;
    }
    this.state = state; this.at = at;
    return out;
  }
  /** n strictly rising numbers. */
  rising(n, known) {
    const out = this.numbers(n, known, new Uint32Array(n));
    for (let i = 0, next = 0; i < n; i++) next = (out[i] += next) + 1;
    return out;
  }
  /** One of size numbers that are all as likely: truncated binary. */
  below(size) {
    if (size < 2) return 0;
    const n = 32 - Math.clz32(size - 1), short = 2 ** n - size, v = this.rest(n - 1);
    return v < short ? v : v * 2 + this.rest(1) - short;
  }
}
