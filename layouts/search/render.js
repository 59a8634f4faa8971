/**
 * The parts of the search page, made of elements and text alone: nothing that
 * was indexed or typed is ever read as markup.
 */

import { FACETS, PAGE, toggled, write } from "./state.js";

/** Makes an element. null and false children are left out; data-key marks what keeps the focus when all is drawn anew. */
export function el(name, attributes = {}, ...children) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== false && value !== null) e.setAttribute(key, value === true ? "" : value);
  e.append(...children.flat().filter(c => c !== null && c !== false && c !== undefined && c !== ""));
  return e;
}

const count = n => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
export { count };

/** A link to another state of this page. */
const way = (state, key, attributes, ...children) => el("a", { href: write(state), "data-way": true, "data-key": key, ...attributes }, ...children);

/** Text with its hits in <mark>. @param {number[][]} marks */
function marked(text, marks) {
  const out = [];
  let at = 0;
  for (const [from, to] of marks) {
    out.push(text.slice(at, from), el("mark", {}, text.slice(from, to)));
    at = to;
  }
  return [...out, text.slice(at)];
}

const stretch = e => [e.before && "……", ...marked(e.text, e.marks), e.after && "……"];

const WHY = { title: "名称匹配", index_number: "索引号匹配", document_number: "文号匹配" };

/** One result. more(li button) shows all its hits. @param {string} home address of the column */
export function item(r, best, home, more) {
  const gone = r.validity_key === "repealed" || r.validity_key === "expired";
  const status = r.validity && el("span", { class: "status status--" + r.validity_key }, r.validity);
  const why = best && r.match;
  const li = el("li", { class: "doc-item" + (why ? " doc-item--best" : "") + (gone ? " doc-item--void" : "") },
    why && el("p", { class: "doc-item__why" }, el("span", { class: "tag" }, WHY[r.match])),
    el("h2", { class: "doc-item__title" }, el("a", { href: home + r.url, "data-result": true }, marked(r.title, r.title_marks))),
    el("p", { class: "doc-item__meta" }, r.document_number && el("span", { class: "doc-no" }, r.document_number), el("span", {}, r.kind),
      el("span", {}, r.agency), el("time", { datetime: r.published.slice(0, 10) }, r.published.slice(0, 10)), status),
    r.excerpt.text && el("p", { class: "doc-item__snippet" }, stretch(r.excerpt)));
  if (gone && r.successors.length) {
    const to = r.successors[0];
    li.append(el("p", { class: "doc-item__more" }, "由", el("a", { href: home + to.url }, "《" + to.title + "》"), r.replaced ? "代替" : "废止"));
  }
  const shown = r.excerpt.marks.length;
  if (r.excerpt.hits > shown) {
    const button = el("button", { class: "link-button search-more", type: "button", "aria-expanded": "false" }, `正文里共有${count(r.excerpt.hits)}处，全部列出`);
    button.addEventListener("click", () => more(button, r));
    li.append(button);
  }
  return li;
}

/** The list of all hits of a result. */
export const hitList = list => el("ul", { class: "search-hits", role: "list" }, list.map(p => el("li", { class: "doc-item__snippet" }, stretch(p))));

/** How many values of a facet are shown at once. */
const FIRST = 8;

/** The facets with their counts. */
export function facets(found, state) {
  return FACETS.map(([name, label]) => {
    const chosen = state.filters[name] ?? [];
    const list = found.facets[name].filter(f => chosen.includes(f.value) || name !== "theme" || isShownTheme(f.value, chosen));
    if (list.length < 2 && !chosen.length) return null;
    const choice = f => el("li", {}, way(toggled(state, name, f.value), "facet " + name + " " + f.value, { "aria-current": chosen.includes(f.value) && "true" },
      f.label + (name === "year" ? "年" : ""), " ", el("span", { class: "count" }, count(f.count))));
    const first = list.filter((f, i) => i < FIRST || chosen.includes(f.value)), rest = list.filter(f => !first.includes(f));
    const id = "facet-" + name;
    return el("section", { class: "facet", "aria-labelledby": id }, el("h2", { class: "facet__label", id }, label),
      el("ul", { class: "facet__list", role: "list" }, first.map(choice)),
      rest.length > 0 && el("details", { class: "facet__rest" }, el("summary", {}, `其余${rest.length}项`), el("ul", { class: "facet__list", role: "list" }, rest.map(choice))));
  }).filter(Boolean);
}

/** The second level of a theme shows once its first is chosen. */
const isShownTheme = (value, chosen) => !value.includes("-") || chosen.some(c => c.split("-")[0] === value.split("-")[0]);

/** The active filters as a sentence, each to be taken off: 只看 类型是规章 或 规范性文件，年份是2024年。 */
export function sentence(found, state) {
  const chosen = FACETS.flatMap(([name, label]) => (state.filters[name] ?? []).map((value, i) => ({ name, label, value, i })));
  if (!chosen.length) return [];
  const parts = chosen.map(({ name, label, value, i }, at) => {
    const known = found.facets[name].find(f => f.value === value), text = (known ? known.label : value) + (name === "year" ? "年" : "");
    const link = way(toggled(state, name, value), "filter " + name + " " + value, { class: "search-filter" }, el("span", { class: "visually-hidden" }, "取消条件："),
      (i ? "" : label + "是") + text, el("span", { "aria-hidden": "true" }, "×"));
    const next = chosen[at + 1];
    return el("span", { class: "search-filter__part" }, link, next ? (next.i ? "或" : "，") : "。");
  });
  return ["只看", ...parts, chosen.length > 1 && way({ ...state, filters: {}, page: 1 }, "filter all", {}, "取消全部条件")];
}

/** What was found, for the live region. */
export function told(found, state) {
  const about = state.q ? ["与“", state.q, "”有关的信息"] : ["信息"];
  return found.total ? ["找到 ", el("strong", {}, count(found.total)), " 件", ...about] : ["没有找到", ...about];
}

/** The choice of order. */
export function order(state) {
  const one = (sort, label) => state.sort === sort ? el("strong", {}, label) : way({ ...state, sort, page: 1 }, "sort " + sort, {}, label);
  return ["排序：", one("relevance", "相关程度"), " · ", one("date", "日期")];
}

/** The pages around the current one, like those of the lists. */
export function pages(total, state) {
  const last = Math.ceil(total / PAGE), links = [], now = state.page;
  if (last < 2) return null;
  const to = (page, text, attributes) => way({ ...state, page }, "page " + text, attributes, text);
  if (now > 1) links.push(to(now - 1, "上一页", { rel: "prev" }));
  let before = 0;
  for (let page = 1; page <= last; page++) {
    if (page !== 1 && page !== last && Math.abs(page - now) > 2) continue;
    if (page > before + 1) links.push(el("span", { "aria-hidden": "true" }, "…"));
    links.push(to(page, String(page), { "aria-label": `第${page}页${page === last ? "，末页" : ""}`, "aria-current": page === now && "page" }));
    before = page;
  }
  if (now < last) links.push(to(now + 1, "下一页", { rel: "next" }));
  return el("nav", { class: "pagination", "aria-label": "分页" }, links);
}

const VARIANT = { simplified: "换成简体字", numerals: "换一种数字写法", stem: "同一字头、同一年份的文号", unwrapped: "去掉“第…号”" };

/** Other ways to write the query, named as what they are and below what was found exactly. */
export function suggestions(list, state) {
  if (!list.length) return null;
  return el("section", { class: "section section--tight flow", "aria-labelledby": "search-others" },
    el("h2", { class: "heading", id: "search-others" }, "换一种写法可以找到"),
    el("ul", { role: "list" }, list.map(s => el("li", {}, way({ ...state, q: s.query, page: 1 }, "suggestion " + s.query, {}, "“" + s.query + "”"),
      ` ${count(s.total)}件`, el("span", { class: "note" }, "（" + VARIANT[s.kind] + "）")))));
}

/** What to say and to offer where nothing was found. */
export function empty(found, state, documents) {
  const filters = Object.keys(state.filters).length > 0;
  return el("section", { class: "flow", "aria-labelledby": "search-none" },
    el("h2", { class: "heading", id: "search-none" }, filters ? "在这些条件里没有找到" : "没有完全一致的文字"),
    el("p", { class: "lead" }, state.q ? `已经查找全部${count(documents)}件信息的标题、索引号、文号和正文，没有“${state.q}”这几个字。` : `全部${count(documents)}件信息里没有符合条件的。`));
}

/** What a reader who found nothing may try. */
export function advice(state) {
  const filters = Object.keys(state.filters).length > 0;
  return el("section", { class: "section section--tight", "aria-labelledby": "search-advice" },
    el("h2", { class: "heading", id: "search-advice" }, "还可以这样找"),
    el("ul", { class: "search-advice" },
      filters && el("li", {}, way({ ...state, filters: {}, page: 1 }, "filter none", {}, "取消全部条件，再找一次")),
      el("li", {}, "检查有没有错字；文号检查年份和序号，括号用哪一种都可以"),
      el("li", {}, "少写几个字，或者用空格隔开几个词，各个词都出现的文件会列出来"),
      el("li", {}, "从下面的目录逐项查找")));
}

export const toldAttached = total => `；另有 ${count(total)} 个附件`;

/** The group of attachments that hold the query; its list is filled by the page. */
export const attachments = (total, state) => el("section", { class: "section section--tight", "aria-labelledby": "search-attached-title" },
  el("h2", { class: "heading", id: "search-attached-title" }, `附件中找到 ${count(total)} 个`),
  el("p", { class: "note" }, `名称或内容里有“${state.q}”的附件，不计入上面的件数。`),
  el("ol", { class: "doc-list results", role: "list" }));

/** An attachment under its document. @param {string} home address of the column */
export function attachment(a, home) {
  return el("li", { class: "doc-item" },
    el("h3", { class: "doc-item__title" }, el("a", { href: home + a.url, "data-result": true }, a.document)),
    el("p", { class: "doc-item__meta" }, el("span", { class: "tag" }, "附件"), el("a", { href: home + a.file }, marked(a.name, a.name_marks)), el("span", {}, a.type),
      el("time", { datetime: a.published.slice(0, 10) }, a.published.slice(0, 10)), a.validity && el("span", { class: "status status--" + a.validity_key }, a.validity)),
    a.excerpt.text && el("p", { class: "doc-item__snippet" }, stretch(a.excerpt)));
}

/** A button that lists more attachments. */
export function moreAttached(left, more) {
  const button = el("button", { class: "button button--quiet", type: "button" }, `再列出${Math.min(left, PAGE)}个附件，还有${count(left)}个`);
  button.addEventListener("click", () => more(button));
  return button;
}

/** The attachments could not be searched. */
export function attachmentsFailed(retry) {
  const button = el("button", { class: "link-button", type: "button" }, "再试一次");
  button.addEventListener("click", () => retry(button));
  return el("p", { class: "note", role: "alert" }, "附件的内容没有加载成功。", button);
}

/** A failed fetch. @param {() => void} retry */
export function failure(error, state, retry) {
  const again = el("button", { class: "button", type: "button" }, error.retryable ? "重新搜索" : "刷新本页");
  again.addEventListener("click", retry);
  return el("section", { class: "notice notice--warning", role: "alert", "aria-labelledby": "search-failed" },
    el("h2", { class: "notice__title", id: "search-failed" }, "搜索暂时不可用"),
    el("p", {}, error.retryable ? "索引没有加载成功，可能是网络中断。" : "索引已经更新，需要刷新本页。", state.q && `您输入的“${state.q}”已经保留。`),
    el("p", { class: "section--tight" }, again));
}
