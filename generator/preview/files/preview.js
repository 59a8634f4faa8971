/**
 * 预览：文件一改，页面就跟着变。样式单独换，其余的重新载入，位置不动。
 * 页面右下角有一条预览栏，显示问题数、编辑和新建的入口。
 */
(() => {
  const own = document.currentScript;
  const facts = own.dataset; // version、sheet、counted、problems、errors、edit、fresh、date、day
  const here = location.pathname + location.search;
  let style = facts.sheet;

  function reload() {
    sessionStorage.setItem("preview-place", JSON.stringify({ here, x: scrollX, y: scrollY }));
    location.reload();
  }

  function comeBack() {
    const kept = JSON.parse(sessionStorage.getItem("preview-place") || "null");
    sessionStorage.removeItem("preview-place");
    if (kept && kept.here === here) scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
  }

  function swap(path) {
    for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
      if (!old.href.endsWith("/" + style)) continue;
      const next = old.cloneNode();
      next.href = "/" + path;
      next.addEventListener("load", () => old.remove());
      next.addEventListener("error", () => next.remove());
      old.after(next);
    }
    style = path;
  }

  let asking = false;
  let again = false;
  async function look() {
    if (asking) {
      again = true;
      return;
    }
    asking = true;
    try {
      const answer = await fetch("/_preview/state?path=" + encodeURIComponent(here), { cache: "no-store" });
      if (!answer.ok) return;
      const state = await answer.json();
      tell(state.counted, state.errors, state.problems);
      if (state.version !== facts.version) reload();
      else if (state.style !== style) swap(state.style);
    } catch {
      // 预览停了；消息流恢复时再看
    } finally {
      asking = false;
      if (again) {
        again = false;
        look();
      }
    }
  }

  function listen() {
    if (window.SharedWorker) {
      const worker = new SharedWorker("/_preview/tabs.js");
      worker.port.onmessage = look;
      addEventListener("pagehide", () => worker.port.postMessage("bye"));
    } else {
      const stream = new EventSource("/_preview/events");
      stream.addEventListener("change", look);
      stream.addEventListener("open", look);
    }
    addEventListener("pageshow", (event) => {
      if (event.persisted) location.reload(); // 从往返缓存里回来的页面没有听到消息
    });
  }

  /** @param {string} href @param {string} text */
  function link(href, text) {
    const a = document.createElement("a");
    a.href = href;
    a.textContent = text;
    return a;
  }

  function dayForm() {
    const form = document.createElement("form");
    form.method = "get";
    const label = document.createElement("label");
    label.textContent = "哪一天";
    const input = document.createElement("input");
    input.type = "date";
    input.name = "_date";
    input.value = facts.date || facts.day;
    input.addEventListener("change", () => {
      if (input.value === facts.day) location.href = location.pathname;
      else if (input.value) form.submit();
    });
    label.append(input);
    form.append(label);
    return form;
  }

  const problems = link("/_problems/", "");

  /** 正在检查时还不知道有没有问题。 */
  function tell(counted, errors, all) {
    problems.className = Number(errors) ? "preview-bar__error" : "";
    problems.textContent = Number(errors) ? `错误 ${errors}` : Number(all) ? `问题 ${all}` : counted ? "没有问题" : "正在检查";
  }

  function bar() {
    const nav = document.createElement("nav");
    nav.className = "preview-bar";
    nav.setAttribute("aria-label", "预览工具");
    nav.append(problems);
    tell(facts.counted, facts.errors, facts.problems);
    if (facts.edit) nav.append(link(facts.edit, "编辑"));
    if (facts.fresh) nav.append(link(facts.fresh, "新建"));
    if (facts.day) nav.append(dayForm());
    document.body.append(nav);
  }

  /** 在看某一天的样子时，站内的链接也留在那一天。 */
  function stayOnDay() {
    if (!facts.date) return;
    addEventListener("click", (event) => {
      const a = event.target instanceof Element && event.target.closest("a[href]");
      if (!a || a.origin !== location.origin || a.pathname.startsWith("/_")) return;
      const url = new URL(a.href);
      if (url.searchParams.has("_date")) return;
      url.searchParams.set("_date", facts.date);
      a.href = url.href;
    }, true);
  }

  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = "/_preview/preview.css";
  // 窄屏上问题面板先收成底下一行，不挡文字
  if (matchMedia("(max-width: 60rem)").matches) {
    for (const fold of document.querySelectorAll(".preview-panel > details")) fold.open = false;
  }
  document.head.append(sheet);
  bar();
  stayOnDay();
  listen();
  if (document.readyState === "complete") comeBack();
  else addEventListener("load", comeBack);
})();
