/** The order of what was found (docs/search-format.md, "Ranking"). */

const WEIGHTS = 2 ** 32;

/**
 * The best of docs, which come newest first; as many as most, or more.
 * @param {number[]} docs
 * @param {{times: Uint16Array, head: Uint8Array}[]} matches of each part of the query
 * @param {{exact: Set<number>, columns: object, validity: {of: Uint32Array, force: number[]}}} known
 */
export function rank(docs, matches, { exact, columns: { length, mean }, validity }, most) {
  const total = length.length, keys = new Float64Array(total);
  const weights = matches.map(({ times }) => {
    let df = 0;
    for (let doc = 0; doc < total; doc++) if (times[doc]) df++;
    return Math.log(1 + (total - df + 0.5) / (df + 0.5));
  });
  const sorted = new Float64Array(docs.length);
  docs.forEach((doc, at) => {
    const long = 1.2 * (0.5 + 0.5 * length[doc] / mean);
    let heads = exact.has(doc) ? matches.length + 1 : 0, weight = 0;
    for (let i = 0; i < matches.length; i++) {
      const times = matches[i].times[doc];
      heads += matches[i].head[doc];
      weight += weights[i] * times * 2.2 / (times + long);
    }
    sorted[at] = keys[doc] = heads * WEIGHTS + Math.round(weight * 100) * 2 + validity.force[validity.of[doc]];
  });
  const least = sorted.sort()[Math.max(0, docs.length - most)];
  return docs.filter(doc => keys[doc] >= least).sort((a, b) => keys[b] - keys[a]);
}
