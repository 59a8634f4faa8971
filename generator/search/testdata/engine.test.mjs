// Run by node_test.go (node --test). OUT is an index written there, with the
// documents' twins and cases.json beside it.
import test from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const here = import.meta.dirname, out = process.env.GONGKAI_SEARCH_TEST_OUT;
const engine = path.join(here, "../../../layouts/search/engine.js");
const { open, normalise, normaliseMapped, parseQuery, SearchError } = await import(pathToFileURL(engine));
const vectors = JSON.parse(fs.readFileSync(path.join(here, "normalise.json")));
const base = pathToFileURL(path.join(out, "search")) + "/";

const get = async url => {
  try { const body = fs.readFileSync(new URL(url)); return { ok: true, status: 200, json: async () => JSON.parse(body) }; } catch { return { ok: false, status: 404 }; }
};
const cases = JSON.parse(fs.readFileSync(path.join(out, "cases.json")));

test("normalise", () => { for (const v of vectors.normalise) assert.equal(normalise(v.in), v.out, v.name); });
test("queries", () => { for (const v of vectors.queries) assert.deepEqual(parseQuery(v.in), v.out, v.name); });

test("the way back to the original text", () => {
  for (const v of vectors.normalise) {
    const mapped = normaliseMapped(v.in);
    let last = 0;
    for (let i = 0; i < mapped.text.length; i++) {
      const a = mapped.from(i), b = mapped.to(i);
      assert.ok(a >= last && b >= a && b <= v.in.length, v.name);
      last = a;
    }
  }
});

test("a character unknown to the builder is left alone", () => {
  assert.equal(normalise("a\u{1ccd6}b", "\u{1ccd6}"), "a\u{1ccd6}b");
  assert.equal(normalise("É\u{1ccd6} x", "\u{1ccd6}"), "é\u{1ccd6} x");
});

test("engine and grep agree", async () => {
  const index = await open(base, { fetch: get });
  for (const [i, { query, urls }] of cases.grep.entries()) {
    const { docs } = await index.find(parseQuery(query));
    assert.deepEqual((await index.addresses(docs)).sort(), urls, `hits of ${JSON.stringify(query)}`);
    if (i % 20) continue;
    const found = await index.search(query, { limit: 1000 });
    assert.equal(found.total, urls.length, `total of ${JSON.stringify(query)}`);
    assert.deepEqual(found.results.map(r => r.url).sort(), urls, `results of ${JSON.stringify(query)}`);
  }
});

test("excerpts mark the query", async () => {
  const index = await open(base, { fetch: get });
  for (const { query, urls } of cases.grep.slice(0, 100)) {
    if (!urls.length || parseQuery(query).length > 1) continue;
    const [part] = parseQuery(query), { results } = await index.search(query, { limit: 2 });
    for (const r of results) for (const [a, b] of r.excerpt.marks) {
      assert.ok(normalise(r.excerpt.text.slice(a, b)).includes(part) || normalise("x" + r.excerpt.text.slice(a, b) + "x").includes(part), `${query}: ${r.excerpt.text.slice(a, b)}`);
    }
  }
});

test("ranking", async () => {
  const index = await open(base, { fetch: get });
  for (const { name, query, sort, first } of cases.ranking) {
    const found = await index.search(query, { sort, limit: first.length, today: "2026-01-01" });
    assert.deepEqual(found.results.map(r => r.index_number), first, name);
  }
});

test("facets and filters", async () => {
  const index = await open(base, { fetch: get });
  for (const { query, filters, today, total, facets } of cases.facets) {
    const found = await index.search(query, { filters, today, limit: 0 });
    assert.equal(found.total, total, JSON.stringify([query, filters]));
    for (const [name, counts] of Object.entries(facets)) {
      assert.deepEqual(Object.fromEntries(found.facets[name].filter(f => f.count).map(f => [f.value, f.count])), counts, `${name} of ${JSON.stringify([query, filters])}`);
    }
  }
});

test("offset and limit cut one list", async () => {
  const index = await open(base, { fetch: get }), all = await index.search("的", { limit: 30 });
  const pages = [];
  for (let offset = 0; offset < 30; offset += 7) pages.push(...(await index.search("的", { offset, limit: Math.min(7, 30 - offset) })).results);
  assert.deepEqual(pages.map(r => r.url), all.results.map(r => r.url));
});

test("suggestions when nothing is found", async () => {
  const index = await open(base, { fetch: get });
  for (const { query, kind, other } of cases.suggestions) {
    const found = await index.search(query);
    assert.equal(found.total, 0, query);
    assert.ok(found.suggestions.some(s => s.kind === kind && s.query === other && s.total > 0), `${query}: ${JSON.stringify(found.suggestions)}`);
  }
});

test("suggestions beside few hits lead further and are never among the hits", async () => {
  const index = await open(base, { fetch: get });
  for (const { query, kind, other } of cases.besides) {
    const found = await index.search(query);
    assert.ok(found.total > 0 && found.suggestions.length === 0, query);
    const suggestions = await index.suggest(query), s = suggestions.find(s => s.kind === kind && s.query === other);
    assert.ok(s, `${query}: ${JSON.stringify(suggestions)}`);
    assert.equal(s.total, (await index.search(other)).total, other);
    assert.ok(!suggestions.some(s => s.query === query), query);
  }
});

test("another version is refused", async () => {
  const other = async url => ({ ok: true, status: 200, json: async () => ({ ...await (await get(url)).json(), version: 99 }) });
  await assert.rejects(open(base, { fetch: other }), e => e instanceof SearchError && e.code === "version" && !e.retryable);
});

test("a file that is broken is told as such", async () => {
  for (const [name, field] of [["index.json", { heavy: "________________" }], ["columns.json", { forms: {} }]]) {
    const other = async url => ({ ok: true, status: 200, json: async () => ({ ...await (await get(url)).json(), ...(url.endsWith("search/" + name) ? field : {}) }) });
    await assert.rejects(async () => (await open(base, { fetch: other })).search("的"), e => e instanceof SearchError && e.code === "broken" && !e.retryable, name);
  }
});

test("a failed fetch can be tried again", async () => {
  let broken = false;
  const index = await open(base, { fetch: async url => { if (broken) throw new TypeError("offline"); return get(url); } });
  broken = true;
  await assert.rejects(index.search("的"), e => e instanceof SearchError && e.code === "network" && e.retryable);
  broken = false;
  assert.ok((await index.search("的")).total > 0);
});

test("no query breaks the parser", () => {
  let seed = 1;
  const random = n => (seed = Math.imul(seed, 48271) >>> 0) % n;
  for (let i = 0; i < 3000; i++) {
    const s = Array.from({ length: random(30) }, () => String.fromCharCode(random(3) ? random(0x250) : random(0x10000))).join("");
    for (const part of parseQuery(s)) assert.ok(part && !/[\t\n]/.test(part));
  }
});
