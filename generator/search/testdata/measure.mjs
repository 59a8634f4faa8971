// Measures the engine on an index written by TestCorpus (GONGKAI_SEARCH_OUT),
// against a scan of all texts.
//
//   node measure.mjs ENGINE.js OUT [QUERIES.json | N]
//
// QUERIES.json is made by ../shared/bench/queries.py; a number draws so many
// substrings of 1 to 20 characters from the texts instead. Each query runs cold.
import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import { pathToFileURL } from "node:url";

const [engine, out, set = "200"] = process.argv.slice(2);
const { open, normalise, parseQuery } = await import(pathToFileURL(path.resolve(engine)));
const base = pathToFileURL(path.resolve(out, "search")) + "/";

let calls = [];
const sizes = new Map();
async function get(url) {
  const file = new URL(url);
  let body;
  try { body = fs.readFileSync(file); } catch { return { ok: false, status: 404 }; }
  if (!sizes.has(url)) sizes.set(url, zlib.gzipSync(body, { level: 6 }).length);
  calls.push([url, sizes.get(url)]);
  return { ok: true, status: 200, json: async () => JSON.parse(body) };
}

const docs = fs.readdirSync(path.join(out, "documents")).map(id => {
  const twin = JSON.parse(fs.readFileSync(path.join(out, "documents", id, "index.json")));
  return { url: "documents/" + id + "/", twin, fields: [twin.title, twin.index_number, twin.document_number, twin.text].map(s => normalise(s || "")) };
});
const grep = q => { const parts = parseQuery(q); return docs.filter(d => parts.every(p => d.fields.some(f => f.includes(p)))); };

let seed = 7;
function random(n) { // mulberry32
  let t = seed += 0x6d2b79f5;
  t = Math.imul(t ^ t >>> 15, t | 1);
  t ^= t + Math.imul(t ^ t >>> 7, t | 61);
  return ((t ^ t >>> 14) >>> 0) % n;
}
function draw() {
  const f = docs[random(docs.length)].fields.filter(Boolean), chars = Array.from(f[random(4) ? f.length - 1 : random(f.length)]);
  const n = 1 + random(20), at = random(Math.max(1, chars.length - n));
  return { q: '"' + chars.slice(at, at + n).join("").replaceAll('"', "") + '"', class: "drawn " + String(n).padStart(2) };
}
const queries = /^\d+$/.test(set) ? Array.from({ length: +set }, draw) : JSON.parse(fs.readFileSync(set));

const rows = [];
let before = "通知";
for (const { q, class: kind } of queries) {
  calls = [];
  const t0 = performance.now(), index = await open(base, { fetch: get });
  const counted = await index.search(q, { limit: 0 });
  const rankCalls = calls.slice(), t1 = performance.now();
  calls = [];
  await index.search(q, { limit: 10 });
  const shownCalls = calls.slice(), t2 = performance.now();
  const warm = await open(base, { fetch: get });
  await warm.search(before, { limit: 10 });
  before = q;
  calls = [];
  await warm.search(q, { limit: 0 });
  const next = calls.reduce((n, c) => n + c[1], 0);
  const all = (await index.search(q, { limit: docs.length <= 1000 && rows.length % 10 === 0 ? 1e9 : 0 })).results.map(r => r.url);
  const want = grep(q), got = counted.total;
  let wrong = got === want.length ? 0 : 1;
  if (all.length && docs.length <= 1000) { const w = new Set(want.map(d => d.url)); if (all.length !== w.size || all.some(u => !w.has(u))) wrong = 1; }
  const sum = list => list.reduce((n, c) => n + c[1], 0);
  rows.push({ q, kind, want: want.length, got, wrong, rank: sum(rankCalls), rankRequests: rankCalls.length, shown: sum(shownCalls), shownRequests: shownCalls.length, next, ms: t1 - t0, shownMs: t2 - t1 });
  if (wrong) console.log("WRONG", JSON.stringify(q), got, want.length);
}
const at = (list, p) => list.sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * p))];
const line = (name, g) => console.log(name.padEnd(18), String(g.length).padStart(4), "wrong", g.filter(r => r.wrong).length,
  "| rank KB", ...[0.5, 0.95, 1].map(p => (at(g.map(r => r.rank), p) / 1000).toFixed(1)), "requests", ...[0.5, 0.95, 1].map(p => at(g.map(r => r.rankRequests), p)),
  "| next KB", ...[0.5, 0.95].map(p => (at(g.map(r => r.next), p) / 1000).toFixed(1)),
  "| shown KB", ...[0.5, 0.95].map(p => (at(g.map(r => r.shown), p) / 1000).toFixed(1)), "requests", at(g.map(r => r.shownRequests), 0.95),
  "| ms", ...[0.5, 0.95].map(p => at(g.map(r => r.ms), p).toFixed(0)), "shown", at(g.map(r => r.shownMs), 0.5).toFixed(0));
for (const kind of new Set(rows.map(r => r.kind))) line(kind, rows.filter(r => r.kind === kind));
line("all", rows);
if (rows.some(r => r.wrong)) process.exit(1);
