/** Joins what several windows of a query say (docs/search-format.md, "Queries longer than a window"). */

import { REACH } from "./records.js";

/** So many texts are looked into without trying to spare them; a lookup is worth more of them than SPARED. */
export const SIFT = 4, SPARED = 3;

/**
 * The documents that all windows of a row have (docs), by where they stand in the query. A document is unsure if two neighbours stand
 * farther apart than they can be joined in it. open(reach) gives where windows would have to stand to join more than a few of those.
 */
export function joined(row) {
  const places = Array.from(row.keys()).sort((a, b) => a - b), all = places.map(n => row.get(n)), [first, ...rest] = all, size = first.times.length;
  const out = { times: first.times, head: first.head, unsure: new Uint8Array(size), docs: [] }, gaps = new Map();
  let unsure = 0;
  if (rest.length) { out.times = first.times.slice(); out.head = first.head.slice(); }
  for (const { times, head } of rest) {
    for (let doc = 0; doc < size; doc++) {
      if (times[doc] < out.times[doc]) out.times[doc] = times[doc];
      out.head[doc] &= head[doc];
    }
  }
  for (let doc = 0, { times } = out; doc < size; doc++) {
    if (!times[doc]) continue;
    out.docs.push(doc);
    for (let k = 0; k < rest.length; k++) {
      const reach = REACH[all[k].turned[doc]], key = places[k] + reach;
      if (places[k + 1] <= key) continue;
      if (!out.unsure[doc]) unsure++;
      out.unsure[doc] = 1;
      if (reach) gaps.set(key, (gaps.get(key) ?? 0) + 1);
    }
  }
  out.open = reach => unsure > SIFT ? places.slice(0, -1).map(n => n + reach).filter(n => gaps.get(n) >= SPARED && !row.has(n)) : [];
  return out;
}
