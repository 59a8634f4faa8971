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
    canonical: document.querySelector("link[rel=canonical]")?.href ?? "",
  };
})();
