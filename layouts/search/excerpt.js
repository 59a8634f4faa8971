/** Where a query occurs in a text, and the stretch of it to show. */

/** Where parts occur in a text (see normaliseMapped), as offsets of the original one, in order, without overlaps. */
export function hits(mapped, parts) {
  const { text } = mapped, list = [];
  parts.forEach((part, p) => {
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) list.push({ p, from: mapped.from(at), to: mapped.to(at + part.length - 1) });
  });
  list.sort((a, b) => a.from - b.from || b.to - a.to);
  let end = -1;
  return list.filter(h => h.from >= end && (end = h.to) > h.from);
}

/**
 * The stretch of the text with most different parts, and the marks within it.
 * @param {{title: string, text: string}} twin
 * @param {object} mapped its text, see normaliseMapped
 */
export function excerpt(twin, mapped, parts) {
  const { text, body, all } = bodyHits(twin, mapped, parts);
  let best = null, most = 0;
  all.forEach((h, i) => {
    const seen = new Set();
    for (let k = i; k < all.length && all[k].to <= h.from + LONG - AROUND; k++) seen.add(all[k].p);
    if (seen.size > most || !best) { best = h; most = seen.size; }
  });
  const a = best ? Math.max(body, best.from - AROUND) : body, b = Math.min(text.length, Math.max(a + LONG, best?.to ?? 0));
  return { ...cut(text, body, a, b, all), hits: all.length };
}

/** The stretches of the text around all hits, those that touch joined, at most limit. */
export function passages(twin, mapped, parts, limit = 50) {
  const { text, body, all } = bodyHits(twin, mapped, parts), out = [];
  for (let i = 0; i < all.length && out.length < limit;) {
    const a = Math.max(body, all[i].from - AROUND);
    let b = all[i].to + AROUND;
    while (++i < all.length && all[i].from - AROUND <= b) b = all[i].to + AROUND;
    out.push(cut(text, body, a, Math.min(text.length, b), all));
  }
  return out;
}

const AROUND = 30, LONG = 120;

/** Hits in a twin's text after the title it begins with. */
function bodyHits(twin, mapped, parts) {
  const text = twin.text || "", body = text.startsWith(twin.title + "\n") ? twin.title.length + 1 : 0;
  return { text, body, all: hits(mapped, parts).filter(h => h.from >= body) };
}

/** text from a to b, no surrogate pair broken, with the marks within. */
function cut(text, body, a, b, all) {
  if (text.charCodeAt(a) >> 10 === 0x37) a++;
  if (text.charCodeAt(b) >> 10 === 0x37) b++;
  const marks = all.filter(h => h.from >= a && h.to <= b).map(h => [h.from - a, h.to - a]);
  return { text: text.slice(a, b).replace(/[\t\n]/g, " "), marks, before: a > body, after: b < text.length };
}
