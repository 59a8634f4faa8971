/**
 * Exact full-text search over the static JSON that generator/search writes.
 * Pure: no DOM; runs in a browser and in Node; asks of fetch only ok, status
 * and json(). The format is described in docs/search-format.md.
 *
 *   const index = await open(baseURL, { fetch });
 *   const found = await index.search("法治政府", { filters: { year: ["2021"] }, limit: 10 });
 */

import { normalise, normaliseMapped, parseQuery } from "./normalise.js";
import { LEAF_MAX, REACH, eachLeaf, records } from "./records.js";
import { readColumns } from "./columns.js";
import { Heavy } from "./heavy.js";
import { SIFT, joined } from "./joined.js";
import { excerpt, hits, passages } from "./excerpt.js";
import { narrow } from "./narrow.js";
import { rank } from "./rank.js";

export { normalise, normaliseMapped, parseQuery };

const VERSION = 4, WORD = 4;

/** A fetch that failed (retryable) or files this engine cannot read (not). */
export class SearchError extends Error {
  constructor(code, url, status, cause) {
    super(`search ${code}: ${url}${status ? " " + status : ""}`, { cause });
    Object.assign(this, { name: "SearchError", code, url, status, retryable: code === "network" });
  }
}

/**
 * @param {string|URL} baseURL of search/
 * @param {{fetch?: typeof fetch}} options
 */
export async function open(baseURL, { fetch: get = globalThis.fetch } = {}) {
  const base = String(baseURL).replace(/\/?$/, "/"), cache = new Map();
  const load = path => {
    if (!cache.has(path)) cache.set(path, read(path).catch(error => { cache.delete(path); throw error; }));
    return cache.get(path);
  };
  const read = async path => {
    let url = base + path, answer;
    try { url = new URL(path, base).href; } catch { /* a relative base stays one */ }
    try { answer = await get(url); } catch (cause) { throw new SearchError("network", url, 0, cause); }
    if (!answer.ok) throw new SearchError("network", url, answer.status);
    try { return await answer.json(); } catch (cause) { throw new SearchError("network", url, answer.status, cause); }
  };
  const asked = load("index.json"); // first: the shard is asked for as soon as this is there
  load("columns.json").catch(() => {}); // reported when a search needs it
  const entry = await asked;
  if (entry.format !== "gongkai-search" || entry.version !== VERSION) throw new SearchError("version", base + "index.json");
  const index = readable(() => new Index(entry, load), base + "index.json"), within = new Map();
  index.within = path => {
    if (!within.has(path)) within.set(path, open(base + path, { fetch: get }).catch(error => { within.delete(path); throw error; }));
    return within.get(path);
  };
  return index;
}

class Index {
  constructor(entry, load) {
    Object.assign(this, { entry, load, documents: entry.documents, texts: new Map(), shown: new Map() });
    this.heavy = new Heavy(entry.heavy);
  }

  /** What columns.json tells, see columns.js. It is read while the first shard is on its way. */
  columns() {
    return this.reading ??= this.load("columns.json").then(c => this.known = readable(() => readColumns(c, this.documents), "columns.json")).catch(error => { this.reading = null; throw error; });
  }

  /** The address of each document, relative to the column. */
  async addresses(docs) {
    const { url } = await this.columns();
    return docs.map(url);
  }

  /** The key under which a gram is looked up. */
  keyOf(gram) { return gram.slice(0, this.heavy.depth(gram) + 1); }

  shard(key) {
    let h = 2166136261;
    for (let i = 0; i < key.length; i++) h = Math.imul(h ^ key.charCodeAt(i), 16777619);
    h = Math.imul(h ^ h >>> 15, 0x2c1b3c6d);
    const shard = ((h ^ h >>> 12) >>> 0) % this.entry.shards;
    return this.load(`shards/${shard >> 8}/${shard & 255}.json`);
  }

  /**
   * What the index says of a gram of 1 to window units. partial: the documents have this many units of it.
   * The index numbers documents from the oldest on, everything else here from the newest on.
   */
  async lookup(gram) {
    const key = this.keyOf(gram), record = records(await this.shard(key)).get(key), n = this.documents, top = n - 1;
    const found = { times: new Uint16Array(n), head: new Uint8Array(n), turned: new Uint8Array(n), partial: 0 };
    if (!record) return found;
    const { times, head, turned } = found;
    eachLeaf(key, record, key.length > 1 && this.heavy.depth(key) === key.length, this.entry.capacity, this.entry.window, gram, (leaf, docs, heads, powers, turns) => {
      if (leaf.length < gram.length) found.partial = leaf.length;
      for (let i = 0; i < docs.length; i++) times[top - docs[i]] += powers ? powers[i] : 1;
      for (const i of heads) head[top - docs[i]] = 1;
      for (const level of turns) for (const i of level) turned[top - docs[i]]++;
    });
    if (found.partial) turned.fill(REACH.length - 1);
    return found;
  }

  /** The documents that have a part. unsure ones need a look at their text. */
  async match(part) {
    const found = await this.matchWindows(part), { exact } = await this.shard(this.keyOf(part.slice(-this.entry.window)));
    if (Object.hasOwn(exact, part)) for (const n of exact[part]) found.unsure[this.documents - 1 - n] = 0; // the part is their whole title or number
    return found;
  }

  async matchWindows(part) {
    const { window } = this.entry, last = part.length - window, row = new Map();
    const load = list => Promise.all(list.map(async n => row.set(n, await this.lookup(part.slice(n, n + window)))));
    // The end first: in numbers it is what tells most.
    await load([Math.max(0, last)]);
    const end = row.get(Math.max(0, last));
    if (end.partial) return this.sift(part, row, Math.max(0, last) + end.partial);
    if (last <= 0) return joined(row);
    await load([0]);
    let all = joined(row);
    if (all.docs.length > LEAF_MAX) {
      const rest = [];
      for (let n = REACH[0]; n < last; n += REACH[0]) rest.push(n);
      await load(rest);
      all = joined(row);
    } else all.unsure.fill(1);
    // Where many texts are open, windows that stand closer together spare them.
    for (const reach of [2, 1, 1]) {
      const between = all.open(reach);
      if (!between.length) continue;
      await load(between);
      all = joined(row);
    }
    return all;
  }

  /** Few documents are left, all unsure; one more lookup if that spares several texts. */
  async sift(part, row, next) {
    const { window } = this.entry, from = Math.max(0, Math.min(next, part.length - WORD));
    let all = joined(row);
    if (all.docs.length > SIFT && !row.has(from)) {
      row.set(from, await this.lookup(part.slice(from, from + window)));
      all = joined(row);
    }
    all.unsure.fill(1);
    return all;
  }

  /** A document's twin, cached; its title and numbers normalised, and its text once that is needed. The columns must have been read. */
  text(doc) {
    const url = this.known.url(doc), { literal } = this.entry, plain = s => normalise(s || "", literal);
    if (!this.texts.has(doc)) this.texts.set(doc, this.load("../" + url + "index.json").then(twin => {
      this.shown.set(url, doc);
      let body = null;
      return { twin, head: [twin.title, twin.index_number, twin.document_number].map(plain), body: () => body ??= normaliseMapped(twin.text || "", literal) };
    }).catch(error => { this.texts.delete(doc); throw error; }));
    return this.texts.get(doc);
  }

  /** Looks into the texts of the documents that are unsure for some part. */
  async settle(parts, matches, docs) {
    const missing = new Set(), unsure = docs.filter(doc => matches.some(m => m.unsure[doc]));
    if (!unsure.length) return docs;
    await this.columns();
    await Promise.all(unsure.map(async doc => {
      const { head, body } = await this.text(doc), { text } = body();
      matches.forEach((m, i) => {
        if (!m.unsure[doc]) return;
        const times = text.split(parts[i]).length - 1;
        m.head[doc] = +head.some(s => s.includes(parts[i]));
        m.times[doc] = Math.max(1, times);
        if (!times && !m.head[doc]) missing.add(doc);
      });
    }));
    return missing.size ? docs.filter(doc => !missing.has(doc)) : docs;
  }

  /** Every document that has all parts, in the order of documents. */
  async find(parts) {
    const matches = await Promise.all(parts.map(part => this.match(part)));
    const docs = matches.length ? matches.slice(1).reduce((list, m) => list.filter(doc => m.times[doc]), matches[0].docs) : Array.from({ length: this.documents }, (_, doc) => doc);
    return { docs: await this.settle(parts, matches, docs), matches };
  }

  /**
   * @param {string} query
   * @param {{filters?: Record<string, string[]>, sort?: "relevance"|"date", offset?: number, limit?: number, today?: string}} options
   */
  async search(query, { filters = {}, sort = "relevance", offset = 0, limit = 10, today = localDay(), suggest = true } = {}) {
    const parts = parseQuery(query, this.entry.literal), whole = wholeOf(query, this.entry.literal);
    const [{ docs, matches }, exact, columns] = await Promise.all([this.find(parts), this.exact(whole), this.columns()]);
    const facets = { ...columns.facets, validity: columns.validityOn(today) }, { kept, count } = narrow(docs, facets, filters ?? {});
    const best = sort === "date" ? kept : rank(kept, matches, { exact, columns, validity: facets.validity }, offset + limit), shown = best.slice(offset, offset + limit);
    const texts = shown.map(doc => this.text(doc)), found = { total: kept.length, facets: count(), results: [], suggestions: [] }; // counted while they are on their way
    found.results = await Promise.all(texts.map(async (text, i) => this.result(shown[i], await text, parts, facets, whole)));
    if (!docs.length && suggest) found.suggestions = await this.suggest(query);
    return found;
  }

  /** The documents whose whole title or number a text is. */
  async exact(whole) {
    if (!whole) return new Set();
    const { exact } = await this.shard(this.keyOf(whole.slice(-this.entry.window)));
    return new Set(Object.hasOwn(exact, whole) ? exact[whole].map(n => this.documents - 1 - n) : []);
  }

  result(doc, { twin, head, body }, parts, facets, whole) {
    const values = name => facets[name].sets[facets[name].of[doc]].map(v => facets[name].values[v]);
    const label = name => values(name).map(([, text]) => text).join("、");
    return {
      kind: label("kind"), validity_key: values("validity")[0]?.[0] ?? "", successors: twin.replaced_by ?? twin.repealed_by ?? [], replaced: Boolean(twin.replaced_by),
      match: (whole && ["title", "index_number", "document_number"][head.indexOf(whole)]) || "",
      url: this.known.url(doc), title: twin.title, index_number: twin.index_number, document_number: twin.document_number || "",
      agency: label("agency"), published: twin.published, validity: label("validity"),
      title_marks: hits(normaliseMapped(twin.title, this.entry.literal), parts).map(h => [h.from, h.to]),
      excerpt: excerpt(twin, body(), parts),
    };
  }

  /** All stretches of a shown document's text in which the query occurs: [{text, marks, before, after}]. */
  async passages(url, query) {
    const { twin, body } = await this.text(this.shown.get(url));
    return passages(twin, body(), parseQuery(query, this.entry.literal));
  }

  /** Attachments whose name or text has the query, see attachments.js. found.total never counts them. */
  async attachments(query, options) {
    return (await import("./attachments.js")).attachments(this, query, options);
  }

  /** Other ways to write the query that find something: [{kind, query, total}]. */
  async suggest(query) {
    const out = [], [{ variants }, data] = await Promise.all([import("./variants.js"), this.load("variants.json")]);
    for (const [kind, other] of variants(query, data)) {
      const { docs } = await this.find(parseQuery(other, this.entry.literal));
      if (docs.length) out.push({ kind, query: other, total: docs.length });
    }
    return out;
  }
}

/** What reads a file; what is wrong with it is told as such. */
function readable(read, url) {
  try { return read(); } catch (cause) { throw new SearchError("broken", url, 0, cause); }
}

/** The query as one text, to be compared with whole titles and numbers. */
const wholeOf = (query, literal) => normalise(query.replaceAll('"', ""), literal);

function localDay() {
  const d = new Date();
  return new Date(d - d.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}
