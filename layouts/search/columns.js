/**
 * Reads columns.json: what ranking, facets and addresses need of every document, newest first. What columns.go,
 * validity.go and urls.go write the other way (docs/search-format.md).
 */

import { Coder, NUMBER, likely, odds } from "./coder.js";

const FACETS = ["agency", "theme", "kind"], YEAR_SLOTS = 12 * 31, ORDER = 64;

/** @returns {{facets: Record<string, {values: string[][], sets: number[][], of: Uint32Array}>, length: Float64Array, mean: number, validityOn: Function, url: Function}} */
export function readColumns({ facets, years, validity, length, urls }, n) {
  const out = {};
  for (const name of FACETS) {
    const { values, sets, times, of } = facets[name];
    out[name] = { values, sets, of: symbols(of, n, times) };
  }
  out.year = { values: years.map(([y]) => [String(y), String(y)]), sets: years.map((_, i) => [i]), of: new Uint32Array(n) };
  let at = 0;
  years.forEach(([, count], i) => { out.year.of.fill(i, at, at += count); });
  const lengths = new Float64Array(n), steps = symbols(length.of, n, length.times);
  let sum = 0;
  for (let doc = 0; doc < n; doc++) sum += lengths[doc] = length.steps[steps[doc]];
  const states = readValidity(validity, years, out, n), numbers = readNumbers(urls, out, n);
  return {
    facets: out, length: lengths, mean: sum / (n || 1), validityOn: day => validityOn(validity, states, day),
    url: doc => urlOf(numbers, urls, out, doc),
  };
}

/** A number for each of n documents, known how often each comes. */
function symbols(text, n, times) {
  const coder = new Coder(text), known = likely(times), out = new Uint32Array(n);
  for (let doc = 0; doc < n; doc++) out[doc] = coder.among(known);
  return out;
}

/** Which chain each document has, and the days that chains leave open, in order. */
function readValidity({ chains, times, of: text }, years, { kind, year }, n) {
  const coder = new Coder(text), known = times.map(likely), terms = odds(NUMBER + 1), back = odds(8 * (NUMBER + 1));
  const of = new Uint32Array(n), days = [], open = chains.map(chain => chain.filter(([day]) => day === null).length);
  let last = 0, published = -1, slot = 0;
  for (let doc = 0; doc < n; doc++) {
    const chain = of[doc] = coder.among(known[kind.of[doc]]);
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
function readNumbers({ gaps, rising, numbers, whole }, { agency, year }, n) {
  const out = new Float64Array(n), left = new Float64Array(n), others = new Map(whole), docs = new Uint32Array(n), ends = new Uint32Array(agency.sets.length + 1);
  const coder = new Coder(numbers), goesOn = odds(1), step = odds(NUMBER), start = odds(NUMBER), wide = odds(NUMBER), lowest = odds(ORDER), known = likely(gaps), gapMax = gaps.length - 1;
  const told = doc => others.size > 0 && others.has(doc);
  for (let doc = 0; doc < n; doc++) if (!told(doc)) ends[agency.of[doc] + 1]++;
  for (let set = 1; set < ends.length; set++) ends[set] += ends[set - 1];
  for (let doc = n - 1; doc >= 0; doc--) if (!told(doc)) docs[ends[agency.of[doc]]++] = doc;
  for (let set = 0, from = 0, last = 0; set < agency.sets.length; set++, last = 0) {
    for (let to = from; from < ends[set]; from = to) {
      while (to < ends[set] && year.of[docs[to]] === year.of[docs[from]]) to++;
      left[0] = coder.bit(goesOn, 0) ? last + coder.number(step, 0) : coder.number(start, 0);
      for (let k = 1; k < to - from; k++) {
        const gap = coder.among(known);
        left[k] = left[k - 1] + 1 + (gap < gapMax ? gap : gap + coder.number(wide, 0));
      }
      last = left[to - from - 1];
      for (let k = from, size = to - from; k < to; k++, size--) {
        let at = 0;
        if (size > 1) at = !rising ? coder.below(size) : coder.bit(lowest, Math.min(size, ORDER) - 1) ? 1 + coder.below(size - 1) : 0;
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
