/** The order of what was found (docs/search-format.md, "Ranking"). */

const WEIGHTS = 2 ** 32;

/**
 * The best of docs, which come newest first; as many as most, or more.
 * @param {number[]} docs
 * @param {{times: Uint16Array, head: Uint8Array, docs: number[]}[]} matches of each part of the query, and the documents that have it
 * @param {{exact: Set<number>, columns: object, validity: {of: Uint32Array, force: number[]}}} known
 */
export function rank(docs, matches, { exact, columns: { form, mean }, validity }, most) {
  const total = form.of.length, longer = form.length.map(units => 1.2 * (0.5 + 0.5 * units / mean)), keys = new Float64Array(total), sorted = new Float64Array(docs.length);
  const weights = matches.map(({ docs: { length: count } }) => Math.log(1 + (total - count + 0.5) / (count + 0.5)));
  for (let at = 0; at < docs.length; at++) {
    const doc = docs[at], long = longer[form.of[doc]];
    let heads = exact.has(doc) ? matches.length + 1 : 0, weight = 0;
    for (let i = 0; i < matches.length; i++) {
      const times = matches[i].times[doc];
      heads += matches[i].head[doc];
      weight += weights[i] * times * 2.2 / (times + long);
    }
    sorted[at] = keys[doc] = heads * WEIGHTS + Math.round(weight * 100) * 2 + validity.force[validity.of[doc]];
  }
  const least = sorted.sort()[Math.max(0, docs.length - most)];
  return docs.filter(doc => keys[doc] >= least).sort((a, b) => keys[b] - keys[a]);
}
