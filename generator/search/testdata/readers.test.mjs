// Run by reader_test.go (node --test): what Go wrote is read back, and garbage
// ends in an error or a number, never in a loop.
import test from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import { Coder, table } from "../../../layouts/search/coder.js";
import { Heavy } from "../../../layouts/search/heavy.js";
import { readColumns } from "../../../layouts/search/columns.js";

const cases = JSON.parse(fs.readFileSync(process.env.GONGKAI_SEARCH_TEST_CASES));
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

test("numbers", () => {
  for (const { text, shares, rows, steps } of cases.coder) {
    const c = new Coder(text), known = table(shares[0]);
    for (const [at, row] of rows.entries()) assert.deepEqual(Array.from(c.rising(row.length, table(shares[2 + at]))), row);
    for (const [kind, bound, value] of steps ?? []) {
      assert.equal([() => c.symbol(known), () => c.number(table(shares[1])), () => c.below(bound)][kind](), value, `${kind} ${bound}`);
    }
  }
});

test("heavy nodes", () => {
  for (const { nodes, depth } of cases.heavy) {
    const heavy = new Heavy(nodes);
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
  for (const { nodes, depth } of cases.heavy) for (let i = 0; i < 200; i++) {
    try {
      const heavy = new Heavy({ ...nodes, of: garbage(nodes.of) });
      for (const gram of Object.keys(depth)) assert.ok(heavy.depth(JSON.parse(`"${gram}"`)) > 0);
    } catch (error) { assert.ok(error instanceof RangeError, error); }
  }
  for (const { columns, documents } of cases.columns) for (let i = 0; i < 10; i++) {
    const c = JSON.parse(columns), n = documents.length;
    for (const part of [c.facets.agency, c.facets.theme, c.forms]) part.of = garbage(part.of);
    c.validity.days = garbage(c.validity.days);
    c.urls.numbers = c.urls.numbers.map(garbage);
    const read = readColumns(c, n), validity = read.validityOn("2026-01-01");
    for (let doc = 0; doc < n; doc++) {
      assert.equal(typeof read.url(doc), "string");
      for (const column of [...Object.values(read.facets), validity]) assert.ok(column.sets[column.of[doc]]);
    }
  }
});
