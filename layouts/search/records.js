/**
 * The reader of the index's numbers and records: bits.go, partition in
 * columns.go and record.go the other way (docs/search-format.md).
 */

/** A leaf with no more occurrences than this is not cut further. */
export const LEAF_MAX = 8;

/** How far apart two windows may stand that are joined unread, by how far the first is turned. */
export const REACH = [4, 2, 1, 0];

const VALUE = new Uint8Array(128);
Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_").forEach((c, i) => { VALUE[c.charCodeAt(0)] = i; });

export class Bits {
  constructor(text) { this.text = text; this.at = 0; this.word = 0; this.held = 0; }
  get(n) {
    let v = 0;
    while (n > 0) {
      if (!this.held) { this.word = VALUE[this.text.charCodeAt(this.at++)]; this.held = 6; }
      const k = Math.min(n, this.held);
      this.held -= k; n -= k;
      v = v * (1 << k) + (this.word >> this.held & (1 << k) - 1);
    }
    return v;
  }
  gamma() {
    let n = 0;
    while (!this.get(1)) if (++n > 32) throw new RangeError("search: bits end early");
    return n ? 2 ** n + this.get(n) : 1;
  }
  below(size) {
    if (size <= 1) return 0;
    const n = 32 - Math.clz32(size - 1), short = 2 ** n - size, v = this.get(n - 1);
    return v < short ? v : v * 2 + this.get(1) - short;
  }
  ascending(n, low, high, out = new Array(n), at = 0) {
    if (n === high - low + 1) { for (let k = 0; k < n; k++) out[at + k] = low + k; return out; }
    if (n <= 0) return out;
    const half = n >> 1, v = out[at + half] = low + half + this.below(high - low - n + 2);
    this.ascending(half, low, v - 1, out, at);
    return this.ascending(n - half - 1, v + 1, high, out, at + half + 1);
  }
  /** A number for each of n documents, see partition in columns.go. */
  partition(n, kinds) {
    const out = new Uint32Array(n).fill(Math.max(0, kinds - 1));
    let left = Array.from(out.keys());
    for (let kind = 0; kind < kinds - 1; kind++) {
      const list = this.ascending(this.gamma() - 1, 0, left.length - 1), rest = [];
      let k = 0;
      left.forEach((doc, at) => { if (list[k] === at) { out[doc] = kind; k++; } else rest.push(doc); });
      left = rest;
    }
    return out;
  }
}

/** The records of a shard by their keys: [text, bits]. */
export function records(shard) {
  if (!shard.records) {
    const texts = shard.texts.split("\t");
    let at = 0;
    shard.records = new Map(shard.sizes.map((size, i) => [texts[2 * i], [texts[2 * i + 1], shard.bits.slice(at, at += size)]]));
  }
  return shard.records;
}

/**
 * Calls visit(key, docs, head, times, turns) for each leaf of a record that may concern gram; own: it is a heavy node's list.
 * turns are lists of indexes into docs: where the leaf is turned at each reach.
 */
export function eachLeaf(root, [text, bits], own, capacity, window, gram, visit) {
  const r = new Bits(bits), size = bits.length;
  let key = root, at = 0, first = true;
  while (first || at < text.length) {
    first = false;
    const same = root.length + r.below(key.length - root.length + 1), more = r.below(window - same + 1);
    key = key.slice(0, same) + text.slice(at, at += more);
    if (r.at > size || key > gram && !key.startsWith(gram)) return;
    const n = r.gamma(), docs = r.ascending(n, 0, capacity - 1), head = r.ascending(r.gamma() - 1, 0, n - 1);
    let times = null;
    if (own && r.get(1)) {
      times = new Array(n);
      for (let i = 0; i < n; i++) { let p = 0; while (p < 3 && r.get(1)) p++; times[i] = 1 << p; }
    }
    const turns = [];
    if (key.length === window && !key.includes("\n") && n > LEAF_MAX) {
      for (let last = null, left = n; left && turns.length < REACH.length - 1; left = last.length) {
        const list = r.ascending(r.gamma() - 1, 0, left - 1);
        turns.push(last = last ? list.map(i => last[i]) : list);
      }
    }
    visit(key, docs, head, times, turns);
  }
}
