// Run by calculators_test.go (node --test): the arithmetic of 依申请公开 as a
// reader's browser does it, on the vectors that the Go side is tested with.
// CALENDAR and SCALES are what the page carries.
import test from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const here = import.meta.dirname;
const load = (name) => import(pathToFileURL(path.join(here, "../../../layouts/components", name, name + ".js")));
const read = (name) => JSON.parse(fs.readFileSync(path.join(here, "../..", name)));
const { add } = await load("deadline");
const { charge, told } = await load("fees");
const calendar = JSON.parse(process.env.CALENDAR), scales = JSON.parse(process.env.SCALES);

test("deadlines", () => {
  for (const v of read("workday/testdata/deadlines.json")) assert.equal(add(calendar, v.from, v.days), v.to, v.name);
});
test("fees", () => {
  for (const v of read("fee/testdata/vectors.json")) assert.deepEqual(charge(scales[v.by], v.n), { parts: v.parts, total: v.total }, v.by + " " + v.n);
});
test("a fee in words", () => {
  assert.equal(told(scales.items, 35, "件"), "35件，20件×100元＋5件×200元＝3,000元。");
  assert.equal(told(scales.pages, 30, "页"), "30页，不收费。");
  assert.equal(told(scales.items, 200, "件"), "200件，合计172,000元。");
});
