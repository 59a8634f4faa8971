// Run by query_test.go (node --test): the parser of queries against the one in
// Go (queries.json), other ways to write one (tolerance.json), and against input that no editor would type.
import test from "node:test";
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const layouts = path.join(import.meta.dirname, "../../../layouts/search");
const { normalise, normaliseMapped, parseQuery } = await import(pathToFileURL(path.join(layouts, "normalise.js")));
const { read, write } = await import(pathToFileURL(path.join(layouts, "state.js")));
const { variants } = await import(pathToFileURL(path.join(layouts, "variants.js")));
const beside = name => JSON.parse(fs.readFileSync(path.join(import.meta.dirname, name))), tolerance = beside("tolerance.json"), opencc = beside("../variants.json");

let seed = 20;
function random(n) { // mulberry32
  let t = seed += 0x6d2b79f5;
  t = Math.imul(t ^ t >>> 15, t | 1);
  t ^= t + Math.imul(t ^ t >>> 7, t | 61);
  return ((t ^ t >>> 14) >>> 0) % n;
}
const units = "\"\" \t\n\u3000\ud800\udc00\udbff\u0000\u001b\u0301ab政Éﬁ〔)";
const unit = () => random(3) ? units[random(units.length)] : String.fromCharCode(random(0x10000));
const some = n => Array.from({ length: random(n) }, unit).join("");

test("both parsers agree", () => {
  for (const { name, in: query, out } of JSON.parse(fs.readFileSync(path.join(process.env.GONGKAI_SEARCH_TEST_OUT, "queries.json")))) {
    assert.deepEqual(parseQuery(query), out, `${name ?? ""} ${JSON.stringify(query)}`);
  }
});

test("other ways to write a query", () => {
  for (const { name, query, variants: want } of tolerance) assert.deepEqual(variants(query, opencc), want, name);
});

test("no input breaks the parser: halves of pairs, controls, marks without partners", () => {
  for (let i = 0; i < 5000; i++) {
    const query = some(40), parts = parseQuery(query);
    for (const [at, part] of parts.entries()) {
      assert.ok(part && !/[\t\n\r\u3000]/.test(part) && parts.indexOf(part) === at, JSON.stringify(query));
    }
    assert.deepEqual(parseQuery(query + " "), parts, JSON.stringify(query));
  }
});

test("a query in marks is one part, its spaces kept", () => {
  for (let i = 0; i < 2000; i++) {
    const query = some(30).replaceAll('"', ""), whole = normalise(query);
    assert.deepEqual(parseQuery(`"${query}"`), whole ? [whole] : [], JSON.stringify(query));
  }
  assert.deepEqual(parseQuery('x "hello  big world" y'), ["x", "hello big world", "y"]);
});

test("the way back leads into the text, whatever it is", () => {
  for (let i = 0; i < 2000; i++) {
    const text = some(40), mapped = normaliseMapped(text);
    for (let k = 0, last = 0; k < mapped.text.length; k++) {
      const a = mapped.from(k), b = mapped.to(k);
      assert.ok(a >= last && b >= a && b <= text.length, JSON.stringify(text));
      last = a;
    }
  }
});

test("stretches of a text are normalised as their characters are", () => {
  const one = c => c.normalize("NFKC").toLowerCase().replace(/[〔[【〖〈]/g, "(").replace(/[〕\]】〗〉]/g, ")");
  for (let c = 0x21; c < 0xffff; c++) {
    const s = String.fromCharCode(c);
    if (!/[!-~·—‘’“”、。〈-】〔-〗一-鿿！-～]/.test(s)) continue;
    const mapped = normaliseMapped("文" + s + s + "x");
    assert.equal(mapped.text, "文" + one(s) + one(s) + "x");
    for (let i = 0; i < 4; i++) assert.deepEqual([mapped.from(i), mapped.to(i)], [i, i + 1], s);
  }
});

test("huge input takes no longer than it must", () => {
  const words = Array.from({ length: 60000 }, (_, i) => "词" + i).join(" ");
  assert.equal(parseQuery(words).length, 60000);
  assert.equal(parseQuery('"'.repeat(200001)).length, 1);
  assert.equal(parseQuery("政".repeat(500000))[0].length, 500000);
});

test("an address keeps the state", () => {
  for (let i = 0; i < 2000; i++) {
    const q = some(20).toWellFormed?.() ?? "查询", filters = random(2) ? { agency: ["sfj", some(5).toWellFormed?.() || "x"] } : {};
    const state = { q: q.trim(), sort: random(2) ? "date" : "relevance", page: 1 + random(50), filters };
    if (new Set(filters.agency).size !== (filters.agency?.length ?? 0)) continue;
    assert.deepEqual(read(write(state).replace("./", "")), state);
  }
});
