/**
 * 折叠块在宽屏常开。支持 ::details-content 的浏览器由样式完成，
 * 其余浏览器在页面载入时按宽度（60rem，与样式一致）展开。
 * @param {HTMLDetailsElement} fold
 */
export default function start(fold) {
  const root = document.documentElement;
  const wide = root.clientWidth >= 60 * parseFloat(getComputedStyle(root).fontSize);
  if (wide && !(window.CSS && CSS.supports("selector(::details-content)"))) fold.open = true;
}
