/**
 * The reader of a shard's numbers and records: bits.go and record.go the other way (docs/search-format.md).
 */

/** A leaf with no more occurrences than this is not cut further. */
export const LEAF_MAX = 8;

/** How far apart two windows may stand that are joined unread, by how far the first is turned. */
export const REACH = [4, 2, 1, 0];

/** The six bits of a digit, by its code. */
export const VALUE = new Uint8Array(128);
Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_").forEach((c, i) => { VALUE[c.charCodeAt(0)] = i; });

class Bits {
  constructor(text, at, end) { this.text = text; this.at = at; this.end = end; this.word = 0; this.held = 0; }
  /** n bits, at most 24. */
  get(n) {
    while (this.held < n) { this.word = this.word << 6 | VALUE[this.text.charCodeAt(this.at++)]; this.held += 6; }
    this.held -= n;
    return this.word >> this.held & (1 << n) - 1;
  }
  gamma() {
    let n = 0;
    while (!this.get(1)) if (++n > 24) throw new RangeError("search: bits end early");
    return n ? 1 << n | this.get(n) : 1;
  }
  below(size) {
    if (size <= 1) return 0;
    const n = 32 - Math.clz32(size - 1), short = (1 << n) - size, v = this.get(n - 1);
    return v < short ? v : v * 2 + this.get(1) - short;
  }
  /** The same where what lies in the middle is short. */
  centred(size) {
    const n = 32 - Math.clz32(size - 1), short = (1 << n) - size;
    let v = this.get(n - 1);
    if (v >= short) v = v * 2 + this.get(1) - short;
    v += size - short >> 1;
    return v < size ? v : v - size;
  }
  ascending(n, low, high, out = new Array(n), at = 0) {
    while (n > 0) {
      if (n === high - low + 1) { for (let k = 0; k < n; k++) out[at + k] = low + k; break; }
      const half = n >> 1, v = out[at + half] = low + half + this.centred(high - low - n + 2);
      if (half) this.ascending(half, low, v - 1, out, at);
      at += half + 1; n -= half + 1; low = v + 1;
    }
    return out;
  }
  /** How many units a leaf shares with the one before, and how many follow. */
  place(root, before, window) {
    const most = before - 1, same = most <= root || this.get(1) ? most : most - 1 - this.below(most - root), left = window - same;
    if (left < 2 || this.get(1)) return [same, 1];
    return [same, left < 3 || this.get(1) ? left : 2 + this.below(left - 2)];
  }
  /** How many documents have a leaf, and how many of them in the title or a number. */
  counts() {
    const n = this.gamma();
    return n === WITH_HEAD ? [this.gamma(), this.gamma()] : [n < WITH_HEAD ? n : n - 1, 0];
  }
  /** Lists of indexes below n, each a part of the one before, three at most. */
  parts(n) {
    const out = [];
    for (let last = null; n && out.length < 3; n = last.length) {
      const list = this.ascending(this.gamma() - 1, 0, n - 1);
      out.push(last = last ? list.map(i => last[i]) : list);
    }
    return out;
  }
  /** How often each of n documents has a leaf, as a power of two. */
  powers(n) {
    const times = new Array(n).fill(1);
    for (const part of this.parts(n)) for (const i of part) times[i] *= 2;
    return times;
  }
}

const WITH_HEAD = 7, NONE = [];

/** The records of a shard by their keys: text, where its bits are, where they end. */
export function records(shard) {
  if (!shard.records) {
    const texts = shard.texts.split("\t");
    let at = 0;
    shard.records = new Map(shard.sizes.map((size, i) => [texts[2 * i], [texts[2 * i + 1], shard.bits, at, at += size]]));
  }
  return shard.records;
}

/**
 * Calls visit(key, docs, head, times, turns) for each leaf of a record that gram begins, or that begins gram; own: it is a heavy node's list.
 * turns are lists of indexes into docs: where the leaf is turned at each reach.
 */
export function eachLeaf(root, [text, bits, from, end], own, capacity, window, gram, visit) {
  const r = new Bits(bits, from, end);
  let key = root, at = 0, first = true;
  while (first || at < text.length) {
    const [same, more] = first ? [root.length, r.below(window - root.length + 1)] : r.place(root.length, key.length, window);
    first = false;
    key = key.slice(0, same) + text.slice(at, at += more);
    const wanted = key.startsWith(gram);
    if (r.at > end || key > gram && !wanted) return;
    const [n, heads] = r.counts(), docs = r.ascending(n, 0, capacity - 1), head = heads ? r.ascending(heads, 0, n - 1) : NONE;
    const times = own ? r.powers(n) : null;
    const turns = n > LEAF_MAX && key.length === window && !key.includes("\n") ? r.parts(n) : NONE;
    if (wanted || gram.startsWith(key)) visit(key, docs, head, times, turns);
  }
}
