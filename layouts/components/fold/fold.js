/**
 * 折叠块在宽屏常开（60rem，与样式一致）。支持 ::details-content 的浏览器
 * 没有脚本时由样式显示；这里真正展开，辅助技术才知道内容看得见、能到达。
 * @param {HTMLDetailsElement} fold
 */
export default function start(fold) {
  const root = document.documentElement;
  const wide = root.clientWidth >= 60 * parseFloat(getComputedStyle(root).fontSize);
  if (wide) fold.open = true;
}
