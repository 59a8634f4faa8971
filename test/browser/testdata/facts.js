// What a loaded page says of itself; see facts in visit_test.go.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const ids = all("[id]").map((e) => e.id);
  return {
    lang: document.documentElement.lang,
    title: document.title,
    headings: all("h1").map((e) => e.textContent.trim()),
    imagesBare: all("img:not([alt])").map((e) => e.outerHTML),
    repeated: ids.filter((id, i) => ids.indexOf(id) !== i),
    ids,
    links: [...new Set(all("a[href], area[href]").map((e) => e.href))],
    levels: all("h1, h2, h3, h4, h5, h6, [role=heading]").filter((e) => e.checkVisibility()).map((e) => Number(e.getAttribute("aria-level") ?? e.tagName[1])),
    metas: Object.fromEntries(all("meta[name]").map((e) => [e.name, e.content])),
    sheets: all("link[rel=stylesheet]").map((e) => e.href),
    scripts: all("script[src]").map((e) => e.src),
    jumps: all("[tabindex]").filter((e) => e.tabIndex > 0).map((e) => e.outerHTML.slice(0, 80)),
    tables: all("table").filter((e) => !e.querySelector("th[scope], th[id]") || !(e.caption || e.closest("[aria-label]"))).map((e) => e.outerHTML.slice(0, 120)),
    canonical: document.querySelector("link[rel=canonical]")?.href ?? "",
  };
})();
