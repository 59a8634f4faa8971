// Run by reader_test.go (node --test): what Go wrote is read back, and garbage
// ends in an error or a number, never in a loop.
import test from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import { Coder, NUMBER, likely, odds } from "../../../layouts/search/coder.js";
import { Heavy } from "../../../layouts/search/heavy.js";
import { readColumns } from "../../../layouts/search/columns.js";

const cases = JSON.parse(fs.readFileSync(process.env.GONGKAI_SEARCH_TEST_CASES));
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

test("numbers", () => {
  for (const { text, steps, lists } of cases.coder) {
    const c = new Coder(text), o = odds(1), known = likely([5000, 1, 0, 300, 20000, 77, 0]), numbers = odds(NUMBER + 1);
    let list = 0;
    for (const [kind, bound, value] of steps ?? []) {
      if (kind === 4) assert.deepEqual(c.ascending(value, 7, 6 + bound), lists[list++]);
      else assert.equal([() => c.bit(o, 0), () => c.among(known), () => c.signed(numbers, 0), () => c.below(bound)][kind](), value, `${kind} ${bound}`);
    }
  }
});

test("heavy nodes", () => {
  for (const { text, depth } of cases.heavy) {
    const heavy = new Heavy(text, 8);
    for (const [gram, n] of Object.entries(depth)) {
      const units = JSON.parse(`"${gram}"`);
      assert.equal(heavy.depth(units), n, gram);
      for (let k = 1; k < n; k++) assert.equal(heavy.depth(units.slice(0, k)), k, gram);
    }
  }
});

const keys = ({ values, sets, of }, doc) => sets[of[doc]].map(v => values[v][0]);

test("columns", () => {
  for (const { columns, days, documents } of cases.columns) {
    const read = readColumns(JSON.parse(columns), documents.length), validity = days.map(read.validityOn);
    documents.forEach((want, doc) => {
      const got = { url: read.url(doc), kind: keys(read.facets.kind, doc)[0], year: keys(read.facets.year, doc)[0] };
      got.agency = keys(read.facets.agency, doc);
      got.theme = keys(read.facets.theme, doc).length ? keys(read.facets.theme, doc) : null;
      got.validity = validity.map(v => keys(v, doc)[0] ?? "");
      assert.deepEqual(got, want);
    });
  }
});

let seed = 7;
function random(n) { // mulberry32
  let t = seed += 0x6d2b79f5;
  t = Math.imul(t ^ t >>> 15, t | 1);
  t ^= t + Math.imul(t ^ t >>> 7, t | 61);
  return ((t ^ t >>> 14) >>> 0) % n;
}
const garbage = text => Array.from(text, c => random(9) ? c : random(20) ? DIGITS[random(64)] : "中").slice(0, random(3) ? undefined : random(text.length + 1)).join("");

test("garbage ends", () => {
  for (const { text, depth } of cases.heavy) for (let i = 0; i < 200; i++) {
    try { for (const gram of Object.keys(new Heavy(garbage(text), 8) && depth)) assert.ok(gram); } catch (error) { assert.ok(error instanceof RangeError, error); }
  }
  for (const { columns, documents } of cases.columns) for (let i = 0; i < 10; i++) {
    const c = JSON.parse(columns), n = documents.length;
    for (const part of [c.facets.agency, c.facets.theme, c.facets.kind, c.validity, c.length]) part.of = garbage(part.of);
    c.urls.numbers = garbage(c.urls.numbers);
    const read = readColumns(c, n), validity = read.validityOn("2026-01-01");
    for (let doc = 0; doc < n; doc++) {
      assert.equal(typeof read.url(doc), "string");
      for (const column of [...Object.values(read.facets), validity]) assert.ok(column.sets[column.of[doc]]);
    }
  }
});
