/**
 * 长辈版、高对比度、字号的选择记在本机。勾选框没有脚本也生效（见 tokens.css），
 * 脚本只做两件事：页面出现之前恢复记住的选择；选择改变时记住。
 */
const root = document.documentElement;
const prefix = "xxgk-";

/** @param {string} key @returns {string} */
export function recall(key) {
  try { return localStorage.getItem(prefix + key) || ""; } catch (e) { return ""; }
}

/** @param {string} key @param {string} value 空串表示恢复默认 */
export function remember(key, value) {
  if (value) root.dataset[key] = value; else delete root.dataset[key];
  try {
    if (value) localStorage.setItem(prefix + key, value); else localStorage.removeItem(prefix + key);
  } catch (e) { /* 隐私模式下不记住 */ }
}

for (const key of ["mode", "contrast", "size"]) {
  if (recall(key)) root.dataset[key] = recall(key);
}

/** 把勾选框、单选框与记住的选择对上，并在改变时记住。 @param {Element} el */
export function bind(el) {
  for (const input of el.querySelectorAll("[data-set]")) {
    input.checked = recall(input.dataset.set) === input.dataset.value;
    input.addEventListener("change", () => remember(input.dataset.set, input.checked ? input.dataset.value : ""));
  }
}

export default bind;
