/** Reads the heavy nodes of index.json: generator/search/heavy.go the other way. */

import { Coder, NUMBER, odds } from "./coder.js";

/** A tree of the heavy nodes. A node knows its last unit, the node without its first unit, and those that go on from it. */
export class Heavy {
  constructor(text, window) {
    const coder = new Coder(text), many = odds(NUMBER), longer = odds(window);
    const units = coder.ascending(coder.number(odds(NUMBER), 0), 0, 0xffff).map(unit => ({ unit, tail: null, next: [] }));
    let level = [];
    for (const node of units) {
      for (const i of coder.ascending(coder.number(many, 0), 0, units.length - 1)) node.next.push({ unit: units[i].unit, tail: units[i], next: [] });
      level.push(...node.next);
    }
    for (let n = 2; n + 1 < window; n++) {
      const deeper = [];
      for (const node of level) {
        for (const tail of node.tail.next) if (coder.bit(longer, n)) node.next.push({ unit: tail.unit, tail, next: [] });
        deeper.push(...node.next);
      }
      level = deeper;
    }
    this.units = new Map(units.map(node => [node.unit, node]));
  }

  /** How many units of a gram are heavy together; a single one always is. */
  depth(gram) {
    let node = this.units.get(gram.charCodeAt(0)), n = 0;
    while (node && ++n < gram.length) { const unit = gram.charCodeAt(n); node = node.next.find(next => next.unit === unit); }
    return Math.max(1, n);
  }
}
