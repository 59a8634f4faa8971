/**
 * The documents that pass the filters, and the facets. Without a filter a
 * facet's counts are exactly those over the result; a facet that is filtered
 * itself heeds all filters but its own, so that its other values can be told
 * and added (several values of one facet are OR). Values of a filter that no
 * document has stay in the list with the count 0.
 *
 * @returns {{kept: number[], count: () => Record<string, {value: string, label: string, count: number}[]>}}
 *   the facets are counted when count is called: the texts to show can be asked for before
 */
export function narrow(docs, columns, filters) {
  const failed = new Uint8Array(docs.length), all = [];
  for (const name of Object.keys(columns)) {
    const { values, sets, of } = columns[name], wanted = filters[name]?.length ? values.map(([key]) => filters[name].includes(key)) : null;
    const passes = sets.map(set => !wanted || set.some(v => wanted[v]));
    if (wanted) for (let i = 0; i < docs.length; i++) if (!passes[of[docs[i]]]) failed[i]++;
    all.push({ name, values, sets, of, wanted, passes });
  }
  return {
    kept: all.some(facet => facet.wanted) ? docs.filter((_, i) => !failed[i]) : docs,
    count: () => Object.fromEntries(all.map(facet => [facet.name, told(facet, countSets(docs, failed, facet))])),
  };
}

/** How many documents have each set of values, of those that no other facet's filter keeps out. */
function countSets(docs, failed, { sets, of, passes }) {
  const counts = new Uint32Array(sets.length);
  for (let i = 0; i < docs.length; i++) {
    const set = of[docs[i]];
    if (failed[i] === 0 || failed[i] === 1 && !passes[set]) counts[set]++;
  }
  return counts;
}

/** The values that some document has or a filter names, the most frequent first; years in their order. */
function told({ name, values, sets, wanted }, counts) {
  const list = values.map(([value, label]) => ({ value, label, count: 0 }));
  sets.forEach((set, s) => { for (const v of set) list[v].count += counts[s]; });
  const shown = list.filter((f, v) => f.count || wanted?.[v]);
  return name === "year" ? shown : shown.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
