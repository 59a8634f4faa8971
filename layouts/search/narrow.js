/**
 * The documents that pass the filters, and the facets. Without a filter a
 * facet's counts are exactly those over the result; a facet that is filtered
 * itself heeds all filters but its own, so that its other values can be told
 * and added (several values of one facet are OR). Values of a filter that no
 * document has stay in the list with the count 0.
 */
export function narrow(docs, columns, filters) {
  const failed = new Uint8Array(docs.length), facets = {};
  const all = Object.keys(columns).map(name => {
    const { values, sets, of } = columns[name], wanted = filters[name]?.length ? values.map(([key]) => filters[name].includes(key)) : null;
    const passes = sets.map(set => !wanted || set.some(v => wanted[v]));
    if (wanted) docs.forEach((doc, i) => { if (!passes[of[doc]]) failed[i]++; });
    return { name, values, sets, of, wanted, passes, counts: new Uint32Array(sets.length) };
  });
  for (const { of, passes, counts } of all) docs.forEach((doc, i) => { if (!failed[i] || failed[i] === 1 && !passes[of[doc]]) counts[of[doc]]++; });
  const kept = docs.filter((_, i) => !failed[i]);
  for (const { name, values, sets, wanted, counts } of all) {
    const list = values.map(([value, label]) => ({ value, label, count: 0 }));
    sets.forEach((set, s) => { for (const v of set) list[v].count += counts[s]; });
    facets[name] = list.filter((f, v) => f.count || wanted?.[v]);
    if (name !== "year") facets[name].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }
  return { kept, facets };
}
