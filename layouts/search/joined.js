/** Joins what several windows of a query say (docs/search-format.md, "Queries longer than a window"). */

import { REACH } from "./records.js";

/** So many texts are looked into without trying to spare them; a lookup is worth more of them than SPARED. */
export const SIFT = 4, SPARED = 3;

/**
 * The documents that all windows of a row have, by where they stand in the query. A document is unsure if two neighbours stand
 * farther apart than they can be joined in it. open(reach) gives where windows would have to stand to join more than a few of those.
 */
export function joined(row) {
  const places = Array.from(row.keys()).sort((a, b) => a - b), all = places.map(n => row.get(n)), [first] = all;
  const out = { times: first.times.slice(), head: first.head.slice(), unsure: new Uint8Array(first.times.length), count: 0 }, gaps = new Map();
  for (let doc = 0; doc < out.times.length; doc++) {
    for (const f of all) { if (f.times[doc] < out.times[doc]) out.times[doc] = f.times[doc]; out.head[doc] &= f.head[doc]; }
    if (!out.times[doc]) continue;
    out.count++;
    for (let k = 0; k + 1 < places.length; k++) {
      const gap = places[k + 1] - places[k], reach = REACH[all[k].turned[doc]];
      if (gap <= reach) continue;
      out.unsure[doc] = 1;
      const key = places[k] + reach;
      if (reach) gaps.set(key, (gaps.get(key) ?? 0) + 1);
    }
  }
  const unsure = out.unsure.reduce((n, u) => n + u, 0);
  out.open = reach => unsure > SIFT ? places.slice(0, -1).map(n => n + reach).filter(n => gaps.get(n) >= SPARED && !row.has(n)) : [];
  return out;
}
