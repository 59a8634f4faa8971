/**
 * Exact full-text search over the static JSON that generator/search writes.
 * Pure: no DOM; runs in a browser and in Node; asks of fetch only ok, status
 * and json(). The format is described in docs/search-format.md.
 *
 *   const index = await open(baseURL, { fetch });
 *   const found = await index.search("法治政府", { filters: { year: ["2021"] }, limit: 10 });
 */

import { normalise, normaliseMapped, parseQuery } from "./normalise.js";
import { Bits, LEAF_MAX, REACH, eachLeaf, records } from "./records.js";
import { SIFT, joined } from "./joined.js";
import { excerpt, hits, passages } from "./excerpt.js";
import { narrow } from "./narrow.js";

export { normalise, normaliseMapped, parseQuery };

const VERSION = 2, WORD = 4, FACETS = ["agency", "theme", "kind"];

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
  const columns = load("columns.json");
  columns.catch(() => {}); // reported when it is awaited
  const entry = await load("index.json");
  if (entry.format !== "gongkai-search" || entry.version !== VERSION) throw new SearchError("version", base + "index.json");
  const index = new Index(entry, load), within = new Map();
  index.within = path => {
    if (!within.has(path)) within.set(path, open(base + path, { fetch: get }).catch(error => { within.delete(path); throw error; }));
    return within.get(path);
  };
  await index.read(await columns);
  return index;
}

class Index {
  constructor(entry, load) {
    Object.assign(this, { entry, load, documents: entry.documents, texts: new Map() });
    this.heavy = new Set();
    let last = "";
    for (const h of entry.heavy ? entry.heavy.split("\t") : []) {
      last = last.slice(0, +h[0]) + h.slice(1);
      for (let n = 2; n <= last.length; n++) this.heavy.add(last.slice(0, n));
    }
  }

  /** Reads columns.json. */
  read({ facets, years, validity, length, urls }) {
    const n = this.documents;
    this.columns = {};
    for (const name of FACETS) {
      const { values, sets, of } = facets[name];
      this.columns[name] = { values, sets, of: new Bits(of).partition(n, sets.length) };
    }
    const year = new Uint32Array(n);
    let at = 0;
    years.forEach(([, count], i) => { year.fill(i, at, at += count); });
    this.columns.year = { values: years.map(([y]) => [String(y), String(y)]), sets: years.map((_, i) => [i]), of: year };
    this.validity = { ...validity, of: new Bits(validity.of).partition(n, validity.chains.length) };
    const steps = new Bits(length.of).partition(n, length.steps.length);
    this.length = Float64Array.from(steps, s => 2 ** length.steps[s]);
    this.mean = this.length.reduce((a, b) => a + b, 0) / (n || 1);
    this.urls = this.readURLs(urls);
  }

  readURLs({ shapes, numbers, whole }) {
    const out = new Array(this.documents), r = new Bits(numbers), { agency, year } = this.columns, groups = new Map();
    for (const [doc, url] of whole) out[doc] = url;
    for (let doc = 0; doc < out.length; doc++) {
      if (out[doc] !== undefined) continue;
      const g = agency.of[doc] * 65536 + year.of[doc];
      if (groups.has(g)) groups.get(g).push(doc); else groups.set(g, [doc]);
    }
    for (const g of Array.from(groups.keys()).sort((a, b) => a - b)) {
      const [before, dated, after, width] = shapes[Math.floor(g / 65536)], docs = groups.get(g), n = docs.length;
      const low = r.below(10 ** width), left = [low];
      if (n > 1) { const high = low + r.gamma(); left.push(...r.ascending(n - 2, low + 1, high - 1), high); }
      const y = dated ? year.values[g % 65536][0] : "";
      for (const doc of docs) out[doc] = before + y + after + String(left.splice(r.below(left.length), 1)[0]).padStart(width, "0") + "/";
    }
    return out;
  }

  /** The key under which a gram is looked up. */
  keyOf(gram) {
    let n = Math.min(2, gram.length);
    while (n < Math.min(gram.length, this.entry.window) && this.heavy.has(gram.slice(0, n))) n++;
    return gram.slice(0, n);
  }

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
    eachLeaf(key, record, this.heavy.has(key), this.entry.capacity, this.entry.window, gram, (leaf, docs, head, times, turns) => {
      if (!leaf.startsWith(gram)) {
        if (!gram.startsWith(leaf)) return;
        found.partial = leaf.length;
      }
      docs.forEach((doc, i) => { found.times[top - doc] += times ? times[i] : 1; });
      for (const i of head) found.head[top - docs[i]] = 1;
      for (const level of turns) for (const i of level) found.turned[top - docs[i]]++;
    });
    if (found.partial) found.turned.fill(REACH.length - 1);
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
    if (all.count > LEAF_MAX) {
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
    if (all.count > SIFT && !row.has(from)) {
      row.set(from, await this.lookup(part.slice(from, from + window)));
      all = joined(row);
    }
    all.unsure.fill(1);
    return all;
  }

  /** A document's twin with its fields normalised, cached. */
  text(doc) {
    if (!this.texts.has(doc)) this.texts.set(doc, this.load("../" + this.urls[doc] + "index.json").then(twin => {
      const plain = s => normalise(s || "", this.entry.literal);
      return { twin, head: [twin.title, twin.index_number, twin.document_number].map(plain), body: plain(twin.text) };
    }).catch(error => { this.texts.delete(doc); throw error; }));
    return this.texts.get(doc);
  }

  /** Looks into the texts of the documents that are unsure for some part. */
  async settle(parts, matches, docs) {
    const kept = await Promise.all(docs.map(async doc => {
      const open = parts.map((_, i) => i).filter(i => matches[i].unsure[doc]);
      if (!open.length) return true;
      const { head, body } = await this.text(doc);
      return open.every(i => {
        const times = body.split(parts[i]).length - 1;
        matches[i].head[doc] = +head.some(s => s.includes(parts[i]));
        matches[i].times[doc] = Math.max(1, times);
        return times > 0 || matches[i].head[doc];
      });
    }));
    return docs.filter((_, i) => kept[i]);
  }

  /** Every document that has all parts, in the order of documents. */
  async find(parts) {
    if (!parts.length) return { docs: Array.from({ length: this.documents }, (_, i) => i), matches: [] };
    const matches = await Promise.all(parts.map(part => this.match(part))), docs = [];
    for (let doc = 0; doc < this.documents; doc++) if (matches.every(m => m.times[doc])) docs.push(doc);
    return { docs: await this.settle(parts, matches, docs), matches };
  }

  /** Which value of validity each chain has on a day. */
  validityOn(day) {
    return this.validity.chains.map(chain => chain.reduce((now, [from, value]) => from <= day ? value : now, chain[0]?.[1] ?? -1));
  }

  /**
   * @param {string} query
   * @param {{filters?: Record<string, string[]>, sort?: "relevance"|"date", offset?: number, limit?: number, today?: string}} options
   */
  async search(query, { filters = {}, sort = "relevance", offset = 0, limit = 10, today = localDay(), suggest = true } = {}) {
    const parts = parseQuery(query, this.entry.literal), { docs, matches } = await this.find(parts);
    const states = this.validityOn(today), v = this.validity;
    const columns = { ...this.columns, validity: { values: v.values, sets: states.map(s => s < 0 ? [] : [s]), of: v.of } };
    const { kept, facets } = narrow(docs, columns, filters ?? {});
    if (sort !== "date") await this.rank(query, kept, matches, states);
    const shown = kept.slice(offset, offset + limit);
    const whole = wholeOf(query, this.entry.literal);
    const results = await Promise.all(shown.map(doc => this.result(doc, parts, columns, whole)));
    const found = { total: kept.length, facets, results, suggestions: [] };
    if (!docs.length && suggest) found.suggestions = await this.suggest(query);
    return found;
  }

  /** Sorts docs, which come newest first. */
  async rank(query, docs, matches, states) {
    const whole = wholeOf(query, this.entry.literal), exact = new Set();
    if (whole) {
      const { exact: titles } = await this.shard(this.keyOf(whole.slice(-this.entry.window)));
      if (Object.hasOwn(titles, whole)) for (const n of titles[whole]) exact.add(this.documents - 1 - n);
    }
    const weights = matches.map(m => { const df = m.times.reduce((n, t) => n + (t > 0), 0); return Math.log(1 + (this.documents - df + 0.5) / (df + 0.5)); });
    const scored = docs.map(doc => {
      const heads = matches.reduce((n, m) => n + m.head[doc], 0), long = 0.5 + 0.5 * this.length[doc] / this.mean;
      const weight = matches.reduce((w, m, i) => w + weights[i] * m.times[doc] * 2.2 / (m.times[doc] + 1.2 * long), 0);
      const force = this.validity.force[states[this.validity.of[doc]]] ?? 1; // what has no validity is not void
      return { doc, keys: [+exact.has(doc), heads, Math.round(weight * 100), force] };
    });
    scored.sort((a, b) => { for (let i = 0; i < 4; i++) if (a.keys[i] !== b.keys[i]) return b.keys[i] - a.keys[i]; return a.doc - b.doc; });
    scored.forEach(({ doc }, i) => { docs[i] = doc; });
  }

  async result(doc, parts, columns, whole) {
    const { twin, head } = await this.text(doc), { literal } = this.entry;
    const values = name => columns[name].sets[columns[name].of[doc]].map(v => columns[name].values[v]);
    const label = name => values(name).map(([, text]) => text).join("、");
    return {
      kind: label("kind"), validity_key: values("validity")[0]?.[0] ?? "", successors: twin.replaced_by ?? twin.repealed_by ?? [], replaced: Boolean(twin.replaced_by),
      match: (whole && ["title", "index_number", "document_number"][head.indexOf(whole)]) || "",
      url: this.urls[doc], title: twin.title, index_number: twin.index_number, document_number: twin.document_number || "",
      agency: label("agency"), published: twin.published, validity: label("validity"),
      title_marks: hits(normaliseMapped(twin.title, literal), parts).map(h => [h.from, h.to]),
      excerpt: excerpt(twin, parts, literal),
    };
  }

  /** All stretches of a found document's text in which the query occurs: [{text, marks, before, after}]. */
  async passages(url, query) {
    const { twin } = await this.text(this.urls.indexOf(url));
    return passages(twin, parseQuery(query, this.entry.literal), this.entry.literal);
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

/** The query as one text, to be compared with whole titles and numbers. */
const wholeOf = (query, literal) => normalise(query.replaceAll('"', ""), literal);

function localDay() {
  const d = new Date();
  return new Date(d - d.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
}
