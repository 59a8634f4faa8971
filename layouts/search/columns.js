/**
 * Reads columns.json: what ranking, facets and addresses need of every document, newest first. What columns.go,
 * validity.go and urls.go write the other way (docs/search-format.md).
 */

import { Coder, table } from "./coder.js";

const YEAR_SLOTS = 12 * 31;

/**
 * @returns {{facets: Record<string, {values: string[][], sets: number[][], of: Uint32Array}>, form: {of: Uint32Array, length: number[]}, mean: number, validityOn: Function, url: Function}}
 *   form.length: of the documents of each form
 */
export function readColumns({ facets, years, forms, validity, urls }, n) {
  const form = symbols(forms, n), out = {};
  for (const name of ["agency", "theme"]) out[name] = { values: facets[name].values, sets: facets[name].sets, of: symbols(facets[name], n) };
  out.kind = { values: forms.kinds, sets: forms.sets.map(([kind]) => [kind]), of: form };
  out.year = { values: years.map(([y]) => [String(y), String(y)]), sets: years.map((_, i) => [i]), of: new Uint32Array(n) };
  let at = 0;
  years.forEach(([, count], i) => { out.year.of.fill(i, at, at += count); });
  const open = openDays(validity, years, forms.sets, form, out.year.of), numbers = new Numbers(urls, out, n);
  return {
    facets: out, form: { of: form, length: forms.sets.map(([, step]) => forms.steps[step]) }, mean: forms.units / (n || 1),
    validityOn: day => validityOn(validity, forms.sets, form, open, day), url: doc => numbers.url(doc),
  };
}

const symbols = ({ shares, of }, n) => new Coder(of).symbols(n, table(shares));

/** The days that chains leave open, of each document that has such a chain, in order. */
function openDays({ chains, terms, shares, back, days: text }, years, sets, form, year) {
  const many = sets.map(([, , chain]) => chains[chain].filter(([day]) => day === null).length), docs = [], of = [];
  for (let doc = 0; doc < form.length; doc++) {
    const left = many[form[doc]];
    if (!left) continue;
    docs.push(doc);
    for (let k = 0; k < left; k++) of.push(doc);
  }
  const coder = new Coder(text), after = coder.symbols(of.length, table(shares)), earlier = coder.numbers(of.length, table(back)), days = new Int32Array(of.length);
  for (let i = 0, last = -1, slot = 0; i < of.length; i++) {
    const y = year[of[i]];
    if (y !== last) slot = YEAR_SLOTS - 1;
    slot -= earlier[i]; last = y;
    days[i] = (years[y][0] + terms[after[i]]) * YEAR_SLOTS + slot;
  }
  return { docs, days };
}

/** Validity on a day, as a column: first a set for each form, then one for each value, and an empty one. What has none is not void. */
function validityOn({ values, force, chains }, sets, form, { docs, days }, today) {
  const [y, m, d] = today.split("-"), now = y * YEAR_SLOTS + (m - 1) * 31 + (d - 1), none = values.length, of = form.slice();
  const states = sets.map(([, , chain]) => chains[chain].reduce((state, [day, value]) => day <= today ? value : state, none));
  let at = 0;
  for (let i = 0; i < docs.length; i++) {
    const chain = chains[sets[form[docs[i]]][2]];
    let state = none;
    for (let k = 0; k < chain.length; k++) if (chain[k][0] === null ? days[at++] <= now : chain[k][0] <= today) state = chain[k][1];
    of[docs[i]] = sets.length + state;
  }
  for (let v = 0; v <= none; v++) states.push(v);
  return { values, sets: states.map(v => v < none ? [v] : []), of, force: states.map(v => v < none ? force[v] : 1) };
}

/** The serial numbers in the documents' addresses, read for a set of agencies when one of its documents is shown. */
class Numbers {
  constructor(urls, { agency, year }, n) {
    Object.assign(this, { urls, agency, year, others: new Map(urls.whole), of: new Uint32Array(n), read: [] });
  }

  url(doc) {
    if (this.others.has(doc)) return this.others.get(doc);
    const set = this.agency.of[doc], [before, dated, after, width] = this.urls.shapes[set], { values, of } = this.year;
    if (!this.read[set]) this.readSet(set);
    return before + (dated ? values[of[doc]][0] : "") + after + String(this.of[doc]).padStart(width, "0") + "/";
  }

  /** Reads the numbers of a set: for each year the lowest, all that lie between, then which of those of a year each document has. */
  readSet(set) {
    this.read[set] = true;
    this.tables ??= Object.fromEntries(["lowest", "gaps", "wide", "rising"].map(name => [name, table(this.urls[name])]));
    const docs = this.docsOf(set), ends = this.years(docs), coder = new Coder(this.urls.numbers[set]), { lowest, gaps, wide } = this.tables;
    const lows = coder.numbers(ends.length, lowest), between = coder.symbols(docs.length - ends.length, gaps);
    for (let k = 0; k < between.length; k++) if (between[k] === GAP_MAX) between[k] += coder.number(wide);
    for (let y = 0, from = 0, gap = 0, highest = 0; y < ends.length; from = ends[y++]) {
      const left = [lows[y] < 0 ? highest - lows[y] : lows[y]];
      while (left.length < ends[y] - from) left.push(left[left.length - 1] + 1 + between[gap++]);
      highest = left[left.length - 1];
      this.give(coder, docs, from, left);
    }
  }

  /** Which of the numbers left each of the documents from one on has. */
  give(coder, docs, from, left) {
    const { rising } = this.tables, follows = rising.of.length > 0;
    for (let size = left.length; size > 0; size--, from++) {
      const at = size < 2 ? 0 : !follows ? coder.below(size) : coder.symbol(rising) && 1 + coder.below(size - 1);
      this.of[docs[from]] = left[at];
      left.copyWithin(at, at + 1, size);
    }
  }

  /** The documents of a set, the oldest first, but for those whose address is told. */
  docsOf(set) {
    const { of } = this.agency, docs = [];
    for (let doc = of.lastIndexOf(set); doc >= 0; doc = doc ? of.lastIndexOf(set, doc - 1) : -1) if (!this.others.has(doc)) docs.push(doc);
    return docs;
  }

  /** Where the documents of each year end. */
  years(docs) {
    const { of } = this.year, ends = [];
    for (let k = 1; k <= docs.length; k++) if (k === docs.length || of[docs[k]] !== of[docs[k - 1]]) ends.push(k);
    return ends;
  }
}

/** The last gap that has a symbol; it stands for all from there on. */
const GAP_MAX = 31;
