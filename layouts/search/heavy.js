/** Reads the heavy nodes of index.json: generator/search/heavy.go the other way. */

import { Coder, table } from "./coder.js";

/**
 * The heavy nodes, length by length, each length read when a gram goes so deep. A level has of each node its last unit, the
 * place of the node without its first unit in the level before (tail), and where those begin that go on from each node of
 * the level before (start).
 */
export class Heavy {
  constructor({ nodes, shares, of }) {
    Object.assign(this, { nodes, shares, coder: new Coder(of), levels: [] });
    const units = this.rising(0), pairs = this.rising(1), n = units.length, unit = new Uint16Array(pairs.length), tail = new Uint32Array(pairs.length), start = new Uint32Array(n + 1);
    let first = 0;
    for (let i = 0; i < pairs.length; i++) {
      if (pairs[i] >= n * n) throw new RangeError("search: a pair of no units");
      while (first * n <= pairs[i]) start[first++] = i;
      tail[i] = pairs[i] % n;
      unit[i] = units[tail[i]];
    }
    start.fill(pairs.length, first);
    this.units = Uint16Array.from(units);
    this.levels.push({ unit, tail, start });
  }

  /** The next numbers of the list. */
  rising(level) { return this.coder.rising(this.nodes[level] ?? 0, table(this.shares[level] ?? [])); }

  /** Reads the nodes that are one unit longer than the longest known: which of those that begin and end with a heavy one. */
  deepen() {
    const last = this.levels[this.levels.length - 1], wanted = this.rising(this.levels.length + 1), n = last.unit.length;
    const unit = new Uint16Array(wanted.length), tail = new Uint32Array(wanted.length), start = new Uint32Array(n + 1);
    let at = 0;
    for (let node = 0, before = 0; node < n; node++) {
      const from = last.start[last.tail[node]], after = before + last.start[last.tail[node] + 1] - from;
      for (start[node] = at; wanted[at] < after; at++) {
        tail[at] = from + wanted[at] - before;
        unit[at] = last.unit[tail[at]];
      }
      before = after;
    }
    if (at < wanted.length) throw new RangeError("search: a heavy node of no others");
    start[n] = at;
    this.levels.push({ unit, tail, start });
  }

  /** How many units of a gram are heavy together; a single one always is. */
  depth(gram) {
    let node = this.units.indexOf(gram.charCodeAt(0));
    for (let n = 1; n < gram.length; n++) {
      if (node < 0 || n >= this.nodes.length) return n;
      if (n > this.levels.length) this.deepen();
      const { unit, start } = this.levels[n - 1], next = gram.charCodeAt(n), end = start[node + 1];
      for (node = start[node]; node < end && unit[node] !== next;) node++;
      if (node === end) return n;
    }
    return gram.length;
  }
}
