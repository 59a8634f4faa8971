/**
 * What the search page shows, and its address: ?q=…&agency=…&sort=date&page=2.
 * Pure: no DOM.
 */

/** The facets in the order of the page, with their labels. */
export const FACETS = [["kind", "类型"], ["validity", "效力状态"], ["agency", "发布机构"], ["theme", "主题分类"], ["year", "年份"]];

/** How many results a page has. */
export const PAGE = 10;

/**
 * @typedef {{q: string, sort: "relevance"|"date", page: number, filters: Record<string, string[]>}} State
 */

/** The longest query, in units: a paragraph that someone pasted. The box holds no more either. */
export const LONGEST = 1000;

/** @param {string} query of an address @returns {State} */
export function read(query) {
  const p = new URLSearchParams(query), filters = {};
  for (const [name] of FACETS) {
    const values = Array.from(new Set(p.getAll(name).filter(Boolean)));
    if (values.length) filters[name] = values;
  }
  const page = Math.floor(Number(p.get("page")));
  return { q: (p.get("q") || "").slice(0, LONGEST).trim(), sort: p.get("sort") === "date" ? "date" : "relevance", page: page > 1 && page < 1e6 ? page : 1, filters };
}

/** The address of a state, relative to the search page. @param {State} state */
export function write(state) {
  const p = new URLSearchParams();
  if (state.q) p.set("q", state.q);
  for (const [name] of FACETS) for (const value of state.filters[name] ?? []) p.append(name, value);
  if (state.sort === "date") p.set("sort", "date");
  if (state.page > 1) p.set("page", String(state.page));
  const text = p.toString();
  return text ? "?" + text : "./";
}

/** The state with a value of a facet added, or taken off if it is there. @param {State} state */
export function toggled(state, name, value) {
  const old = state.filters[name] ?? [], filters = { ...state.filters };
  filters[name] = old.includes(value) ? old.filter(v => v !== value) : [...old, value];
  if (!filters[name].length) delete filters[name];
  return { ...state, filters, page: 1 };
}

/** Whether anything is filtered. @param {State} state */
export const filtered = state => Object.keys(state.filters).length > 0;
