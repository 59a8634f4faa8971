/**
 * Reads columns.json: what ranking, facets and addresses need of every document, newest first. What columns.go,
 * validity.go and urls.go write the other way (docs/search-format.md).
 */

import { Coder, NUMBER, odds } from "./coder.js";

const FACETS = ["agency", "theme", "kind"], YEAR_SLOTS = 12 * 31, ORDER = 64;

/** @returns {{facets: Record<string, {values: string[][], sets: number[][], of: Uint32Array}>, length: Float64Array, mean: number, validityOn: Function, url: Function}} */
export function readColumns({ facets, years, validity, length, urls }, n) {
  const out = {};
  for (const name of FACETS) {
    const { values, sets, of } = facets[name];
    out[name] = { values, sets, of: symbols(of, n, sets.length) };
  }
  out.year = { values: years.map(([y]) => [String(y), String(y)]), sets: years.map((_, i) => [i]), of: new Uint32Array(n) };
  let at = 0;
  years.forEach(([, count], i) => { out.year.of.fill(i, at, at += count); });
  const lengths = new Float64Array(n), steps = symbols(length.of, n, length.steps.length);
  let sum = 0;
  for (let doc = 0; doc < n; doc++) sum += lengths[doc] = length.steps[steps[doc]];
  const states = readValidity(validity, years, out, n), numbers = readNumbers(urls, out, n);
  return {
    facets: out, length: lengths, mean: sum / (n || 1), validityOn: day => validityOn(validity, states, day),
    url: doc => urlOf(numbers, urls, out, doc),
  };
}

/** A number below kinds for each of n documents. */
function symbols(text, n, kinds) {
  const coder = new Coder(text), o = odds(kinds), out = new Uint32Array(n);
  for (let doc = 0; doc < n; doc++) out[doc] = coder.symbol(o, 0, kinds);
  return out;
}

/** Which chain each document has, and the days that chains leave open, in order. */
function readValidity({ chains, of: text }, years, { kind, year }, n) {
  const coder = new Coder(text), size = chains.length, o = odds(kind.sets.length * size), terms = odds(NUMBER + 1), back = odds(8 * (NUMBER + 1));
  const of = new Uint32Array(n), days = [], open = chains.map(chain => chain.filter(([day]) => day === null).length);
  let last = 0, published = -1, slot = 0;
  for (let doc = 0; doc < n; doc++) {
    const chain = of[doc] = coder.symbol(o, kind.of[doc] * size, size);
    for (let left = open[chain]; left > 0; left--) {
      const y = years[year.of[doc]][0], term = coder.signed(terms, 0);
      if (y !== published) slot = YEAR_SLOTS - 1;
      slot -= coder.signed(back, Math.min(32 - Math.clz32(doc - last), 7) * (NUMBER + 1));
      days.push((y + term) * YEAR_SLOTS + slot);
      last = doc; published = y;
    }
  }
  return { of, days, open };
}

/** Validity on a day, as a column; its last set is empty. What has none is not void. */
function validityOn({ values, force, chains }, { of, days, open }, today) {
  const [y, m, d] = today.split("-"), now = y * YEAR_SLOTS + (m - 1) * 31 + (d - 1), out = new Uint32Array(of.length);
  const none = values.length, known = chains.map(chain => chain.reduce((state, [day, value]) => day <= today ? value : state, none));
  let at = 0;
  for (let doc = 0; doc < of.length; doc++) {
    if (open[of[doc]]) out[doc] = chains[of[doc]].reduce((state, [day, value]) => (day === null ? days[at++] <= now : day <= today) ? value : state, none);
    else out[doc] = known[of[doc]];
  }
  return { values, sets: [...values.map((_, v) => [v]), []], of: out, force: [...force, 1] };
}

/** The serial numbers in the documents' addresses, and the addresses that have none. */
function readNumbers({ numbers, whole }, { agency, year }, n) {
  const out = new Float64Array(n), left = new Float64Array(n), others = new Map(whole), docs = new Uint32Array(n), ends = new Uint32Array(agency.sets.length + 1);
  const coder = new Coder(numbers), goesOn = odds(1), step = odds(NUMBER), start = odds(NUMBER), gap = odds(4 * NUMBER), lowest = odds(ORDER);
  for (let doc = 0; doc < n; doc++) if (!others.has(doc)) ends[agency.of[doc] + 1]++;
  for (let set = 1; set < ends.length; set++) ends[set] += ends[set - 1];
  for (let doc = n - 1; doc >= 0; doc--) if (!others.has(doc)) docs[ends[agency.of[doc]]++] = doc;
  for (let set = 0, from = 0, last = 0; set < agency.sets.length; set++, last = 0) {
    for (let to = from; from < ends[set]; from = to) {
      while (to < ends[set] && year.of[docs[to]] === year.of[docs[from]]) to++;
      left[0] = coder.bit(goesOn, 0) ? last + coder.number(step, 0) : coder.number(start, 0);
      for (let k = 1, before = 0; k < to - from; k++) {
        const g = coder.number(gap, Math.min(before, 3) * NUMBER);
        left[k] = left[k - 1] + g + 1;
        before = 32 - Math.clz32(g);
      }
      last = left[to - from - 1];
      for (let k = from, size = to - from; k < to; k++, size--) {
        const at = size > 1 && coder.bit(lowest, Math.min(size, ORDER) - 1) ? 1 + coder.below(size - 1) : 0;
        out[docs[k]] = left[at];
        left.copyWithin(at, at + 1, size);
      }
    }
  }
  return { numbers: out, others };
}

function urlOf({ numbers, others }, { shapes }, { agency, year }, doc) {
  if (others.has(doc)) return others.get(doc);
  const [before, dated, after, width] = shapes[agency.of[doc]];
  return before + (dated ? year.values[year.of[doc]][0] : "") + after + String(numbers[doc]).padStart(width, "0") + "/";
}
