/** 文件页工具：字号、打印、分享、复制引用。 */
import { bind } from "../header/header.js";

/** @param {Element} tools */
export default function start(tools) {
  bind(tools);
  const said = tools.querySelector("[data-said]");
  tools.querySelector("[data-print]").addEventListener("click", () => window.print());
  share(tools.querySelector("[data-share]"));
  for (const button of tools.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", () => copy(document.getElementById(button.dataset.copy), (ok) => {
      button.textContent = ok ? "已复制" : "请选中文字手动复制";
      said.textContent = ok ? "已复制。" : "未能复制，请选中文字后手动复制。";
    }));
  }
}

/** 用系统自带的分享面板；没有面板的浏览器不出现这个按钮。 @param {HTMLButtonElement} button */
function share(button) {
  if (!navigator.share) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const canonical = document.querySelector("link[rel=canonical]");
    const url = canonical ? canonical.href : location.href;
    navigator.share({ title: document.querySelector("h1").textContent.trim(), url }).catch(() => {}); // 读者取消了
  });
}

/** @param {Element} el @param {(ok: boolean) => void} done */
function copy(el, done) {
  const text = el.textContent.trim();
  if (navigator.clipboard) {
    navigator.clipboard.writeText(text).then(() => done(true), () => done(false));
    return;
  }
  window.getSelection().selectAllChildren(el);
  done(document.execCommand("copy"));
}
