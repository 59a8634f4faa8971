/** 文件页工具：字号、打印、复制引用。 */
import { bind } from "../header/header.js";

/** @param {Element} tools */
export default function start(tools) {
  bind(tools);
  const said = tools.querySelector("[data-said]");
  tools.querySelector("[data-print]").addEventListener("click", () => window.print());
  for (const button of tools.querySelectorAll("[data-copy]")) {
    button.addEventListener("click", () => copy(document.getElementById(button.dataset.copy), (ok) => {
      button.textContent = ok ? "已复制" : "请选中文字手动复制";
      said.textContent = ok ? "已复制。" : "未能复制，请选中文字后手动复制。";
    }));
  }
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
