/**
 * 打印的页边：索引号、发布日期、打印日期和网址，每页都印（print.css 的 @page）。
 * 页边只能取根元素上的变量，所以由脚本写上；没有脚本时，文件末尾的说明里有同样的内容。
 */
import { spell, today } from "../status/status.js";

/** CSS 的字符串。 @param {string} text */
const quoted = (text) => '"' + text.replace(/["\\]/g, "\\$&") + '"';

/** @param {HTMLElement} el */
export default function start(el) {
  const canonical = document.querySelector("link[rel=canonical]");
  const line = el.dataset.text + "　" + spell(today()) + "打印";
  document.documentElement.style.setProperty("--margin-text", quoted(line) + (canonical ? ' "\\a " ' + quoted(canonical.href) : ""));
}
