/**
 * The documents that pass the filters, and the facets. Without a filter a
 * facet's counts are exactly those over the result; a facet that is filtered
 * itself heeds all filters but its own, so that its other values can be told
 * and added (several values of one facet are OR). Values of a filter that no
 * document has stay in the list with the count 0.
 */
export function narrow(docs, columns, filters) {
  const names = Object.keys(columns), kept = [], counts = {}, wanted = {};
  for (const name of names) {
    const { values } = columns[name];
    counts[name] = new Uint32Array(values.length);
    if (filters[name]?.length) wanted[name] = values.map(([key]) => filters[name].includes(key));
  }
  for (const doc of docs) {
    const failed = names.filter(name => wanted[name] && !columns[name].sets[columns[name].of[doc]].some(v => wanted[name][v]));
    if (failed.length > 1) continue;
    if (!failed.length) kept.push(doc);
    for (const name of failed.length ? failed : names) for (const v of columns[name].sets[columns[name].of[doc]]) counts[name][v]++;
  }
  const facets = {};
  for (const name of names) {
    const list = columns[name].values.map(([value, label], v) => ({ value, label, count: counts[name][v] }));
    facets[name] = list.filter((f, v) => f.count || wanted[name]?.[v]);
    if (name !== "year") facets[name].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }
  return { kept, facets };
}
