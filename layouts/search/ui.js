/**
 * The search page: listens to the reader, asks the engine and draws what it
 * found. The state lives in the address, so that every result page can be
 * linked and the browser's own buttons work.
 */

import { open } from "./remote.js";
import * as draw from "./render.js";
import { LONGEST, PAGE, filtered, read, write } from "./state.js";

const base = new URL("./", import.meta.url).href, home = new URL("../", base).href;
const at = id => document.getElementById(id);
const [status, results, attached, side, order, filters, about, ways, hint] =
  ["status", "results", "attached", "facets", "order", "filters", "about", "ways", "note"].map(name => at("search-" + name));
const input = at("q"), form = input.form, named = document.title;

const DEBOUNCE = 150, SLOW = 400, FEW = 3, ATTACHED = 5;

let state = read(location.search);
let engine = null;      // a promise of the engine, forgotten when it fails
let turn = 0;           // counts searches; only the last one draws
let typing = false;     // the address's entry in the history is one of typing
let timer = 0;

/** The reader's day, by Beijing time as on every page. */
const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10);

const index = () => engine ??= open(base).catch(error => { engine = null; throw error; });

/** Searches for the state and draws it. Errors are drawn too. */
async function run() {
  const mine = ++turn, wanted = state;
  if (!wanted.q && !filtered(wanted)) return start();
  const slow = setTimeout(() => { if (mine === turn) status.textContent = "正在查找…"; }, SLOW);
  try {
    const i = await index();
    const found = await i.search(wanted.q, { ...asked(wanted), offset: (wanted.page - 1) * PAGE, limit: PAGE });
    clearTimeout(slow);
    if (mine === turn) show(found, wanted, i.documents);
    if (wanted.page === 1) await attach(i, wanted, mine);
    if (found.total && found.total <= FEW && !filtered(wanted)) found.suggestions = (await i.suggest(wanted.q)).filter(s => s.kind !== "stem" || s.total > found.total);
    if (mine === turn && found.suggestions.length) about.prepend(draw.suggestions(found.suggestions, wanted));
  } catch (error) {
    if (mine === turn) fail(error, wanted);
  } finally {
    clearTimeout(slow);
  }
}

const asked = wanted => ({ filters: wanted.filters, sort: wanted.sort, today: today() });

/** Attachments that hold the query, below the documents that do. The documents stand even where these fail. */
async function attach(i, wanted, mine, shown = 0) {
  const limit = shown ? PAGE : ATTACHED;
  try {
    const { total, results: list } = await i.attachments(wanted.q, { ...asked(wanted), offset: shown, limit });
    if (mine !== turn || !total) return;
    if (!shown) { status.append(draw.toldAttached(total)); attached.replaceChildren(draw.attachments(total, wanted)); }
    const items = list.map(a => draw.attachment(a, home)), ol = attached.querySelector("ol");
    ol.append(...items);
    if (shown) items[0]?.querySelector("a").focus();
    const left = total - shown - list.length;
    if (left > 0 && list.length) ol.after(draw.moreAttached(left, button => { button.remove(); attach(i, wanted, mine, shown + list.length); }));
  } catch {
    if (mine === turn) attached.append(draw.attachmentsFailed(button => { button.parentElement.remove(); attach(i, wanted, mine, shown); }));
  }
}

/** The page before anything is asked. */
function start() {
  document.title = named;
  status.textContent = "";
  for (const part of [order, filters, results, attached, about]) part.replaceChildren();
  beside([]);
  ways.hidden = false;
}

/** Shows facets beside the results, or none. */
function beside(facets) {
  side.replaceChildren(...facets);
  at("search-side").hidden = !facets.length;
  at("search-found").classList.toggle("cols", facets.length > 0);
}

function show(found, wanted, documents) {
  const kept = document.activeElement?.dataset.key;
  document.title = `搜索${wanted.q ? "“" + wanted.q + "”" : ""}，${found.total ? "找到" + found.total + "件" : "没有找到"} - ${named}`;
  status.replaceChildren(...draw.told(found, wanted));
  filters.replaceChildren(...draw.sentence(found, wanted).filter(Boolean));
  beside(draw.facets(found, wanted));
  order.replaceChildren(...(found.total > 1 ? draw.order(wanted) : []));
  const best = found.total > 0 && wanted.page === 1 && wanted.sort === "relevance";
  const list = found.results.map((r, i) => draw.item(r, best && i === 0, home, allHits));
  const parts = list.length ? [draw.el("ol", { class: "doc-list results", role: "list" }, list), draw.pages(found.total, wanted)] : [draw.empty(found, wanted, documents)];
  results.replaceChildren(...parts.filter(Boolean));
  attached.replaceChildren();
  about.replaceChildren(...(list.length ? [] : [draw.advice(wanted)]));
  ways.hidden = found.total > 0;
  if (kept) focusKey(kept);
}

/** Gives the focus back to the link that had it, or to what took its place. */
function focusKey(key) {
  for (const e of document.querySelectorAll("[data-key]")) if (e.dataset.key === key) return e.focus({ preventScroll: true });
  status.focus({ preventScroll: true });
}

async function allHits(button, result) {
  const wanted = state;
  button.disabled = true;
  try {
    const list = draw.hitList(await (await index()).passages(result.url, wanted.q));
    button.closest("li").querySelector(".doc-item__snippet").replaceWith(list);
    list.tabIndex = -1;
    list.focus();
    button.remove();
  } catch (error) {
    button.disabled = false;
    button.textContent = "没有加载成功，再试一次";
  }
}

function fail(error, wanted) {
  document.title = "搜索暂时不可用 - " + named;
  for (const part of [order, filters, attached, about]) part.replaceChildren();
  beside([]);
  status.textContent = "";
  const retryable = error.retryable ?? false;
  results.replaceChildren(draw.failure({ retryable }, wanted, () => { if (retryable) run(); else location.reload(); }));
  ways.hidden = false;
}

/** Goes to another state; a push makes an entry in the history. */
function go(next, push) {
  state = next;
  const address = write(state);
  if (push) history.pushState(null, "", address); else history.replaceState(null, "", address);
  run();
}

/** What was typed: the first letter makes an entry in the history, the next ones change it. */
function typed() {
  clearTimeout(timer);
  const q = input.value.trim();
  if (q === state.q) return;
  const push = !typing;
  typing = true;
  go({ ...state, q, page: 1 }, push);
}

input.addEventListener("input", event => {
  clearTimeout(timer);
  if (!event.isComposing) timer = setTimeout(typed, DEBOUNCE);
});
input.addEventListener("compositionend", () => { timer = setTimeout(typed, DEBOUNCE); });

form.addEventListener("submit", event => {
  event.preventDefault();
  clearTimeout(timer);
  const q = input.value.trim();
  go({ ...state, q, page: q === state.q ? state.page : 1 }, q !== state.q && !typing);
  typing = false;
});

document.addEventListener("click", event => {
  const link = event.target.closest?.("a[data-way]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const next = read(new URL(link.href).search), paged = next.page !== state.page;
  typing = false;
  input.value = next.q;
  go(next, true);
  if (paged) { status.focus({ preventScroll: true }); at("main").scrollIntoView(); }
});

addEventListener("popstate", () => {
  clearTimeout(timer);
  typing = false;
  state = read(location.search);
  input.value = state.q;
  run();
});

addEventListener("online", () => { if (results.querySelector("#search-failed")) run(); });

/** ↓ and ↑ go from the box through the results and back, Esc to the box and then empties it. */
document.addEventListener("keydown", event => {
  const links = Array.from(document.querySelectorAll("a[data-result]")), here = event.target === input ? -1 : links.indexOf(event.target);
  if (event.isComposing || event.target !== input && here < 0) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && (event.target !== input || step > 0)) {
    const next = here + step < 0 ? input : links[Math.min(here + step, links.length - 1)];
    if (next) { event.preventDefault(); next.focus(); }
  } else if (event.key === "Escape") {
    event.preventDefault();
    if (event.target === input) { input.value = ""; typed(); } else { input.focus(); input.select(); }
  }
});

hint.remove();
input.maxLength = LONGEST;
input.value = state.q;
run();
index().catch(() => {}); // what every search needs; whether it failed is told by the first
