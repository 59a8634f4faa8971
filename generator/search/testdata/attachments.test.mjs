// Run by attachments_test.go (node --test). OUT holds two indexes: of documents
// in search/, of attachments in search/attachments/, and cases.json.
import test from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const out = process.env.GONGKAI_SEARCH_TEST_OUT;
const { open } = await import(pathToFileURL(path.join(import.meta.dirname, "../../../layouts/search/engine.js")));
const base = pathToFileURL(path.join(out, "search")) + "/";
const cases = JSON.parse(fs.readFileSync(path.join(out, "cases.json")));

let asked = [], broken = "";
const get = async url => {
  asked.push(url);
  if (broken && url.includes(broken)) throw new TypeError("offline");
  try { const body = fs.readFileSync(new URL(url)); return { ok: true, status: 200, json: async () => JSON.parse(body) }; } catch { return { ok: false, status: 404 }; }
};

test("attachments are found under their documents, exactly as grep finds them", async () => {
  const index = await open(base, { fetch: get });
  for (const { query, files } of cases) {
    const { total, results } = await index.attachments(query, { limit: 1000 });
    assert.equal(total, files.length, query);
    assert.deepEqual(results.map(r => r.file).sort(), files, query);
    for (const r of results) for (const key of ["url", "document", "name", "type"]) assert.ok(r[key], `${key} of ${r.file}`);
  }
});

test("they never change what is found of documents, and are not asked for it", async () => {
  const index = await open(base, { fetch: get });
  asked = [];
  const before = await index.search("依法");
  assert.ok(!asked.some(url => url.includes("attachments")), String(asked));
  await index.attachments("依法");
  assert.deepEqual(await index.search("依法"), before);
});

test("filters are those of the document, limits cut one list", async () => {
  const index = await open(base, { fetch: get }), all = await index.attachments("依法", { limit: 1000 });
  const one = await index.attachments("依法", { filters: { agency: ["sfj"] }, limit: 1000 });
  assert.ok(one.total > 0 && one.total < all.total);
  const halves = [...(await index.attachments("依法", { limit: 3 })).results, ...(await index.attachments("依法", { offset: 3, limit: 1000 })).results];
  assert.deepEqual(halves, all.results);
});

test("excerpts mark the query", async () => {
  const index = await open(base, { fetch: get });
  const { results } = await index.attachments("依法");
  for (const r of results) for (const [a, b] of r.excerpt.marks) assert.equal(r.excerpt.text.slice(a, b), "依法");
  assert.ok(results.some(r => r.excerpt.marks.length > 0));
});

test("nothing is asked where there are no attachments or no words", async () => {
  const without = async url => { const answer = await get(url); return { ...answer, json: async () => ({ ...await answer.json(), attachments: undefined }) }; };
  const index = await open(base, { fetch: without });
  asked = [];
  assert.deepEqual(await index.attachments("依法"), { total: 0, results: [] });
  assert.deepEqual(await (await open(base, { fetch: get })).attachments(" "), { total: 0, results: [] });
  assert.ok(!asked.some(url => url.includes("attachments")), String(asked));
});

test("a failed fetch can be tried again", async () => {
  const index = await open(base, { fetch: get });
  broken = "attachments/index.json";
  await assert.rejects(index.attachments("依法"), e => e.retryable);
  broken = "";
  assert.ok((await index.attachments("依法")).total > 0);
});
