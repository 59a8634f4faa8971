/** 信息处理费：按件、按量分档计算。全在浏览器里，填写的数不发送、不保存。 */

/**
 * n 件（页）按分档拆开，并求和。最后一档可以每 every 件提高 raise 元。
 * @param {{to?: number, yuan: number, every?: number, raise?: number}[]} scale @param {number} n
 * @returns {{parts: {count: number, yuan: number}[], total: number}}
 */
export function charge(scale, n) {
  const parts = [];
  let from = 0;
  let total = 0;
  for (const { to, yuan, every, raise = 0 } of scale) {
    const end = to ? Math.min(to, n) : n;
    for (let rate = yuan; from < end; rate += raise) {
      const count = every ? Math.min(end - from, every) : end - from;
      parts.push({ count, yuan: rate });
      total += count * rate;
      from += count;
    }
  }
  return { parts, total };
}

/** 最多写出这么多段算式，再多只写合计。 */
const SHOWN = 8;

/** 20件×100元＋5件×200元＝3,000元 @param {Object[]} scale @param {number} n @param {string} unit */
export function told(scale, n, unit) {
  const { parts, total } = charge(scale, n);
  if (!total) return n + unit + "，不收费。";
  const paid = parts.filter((p) => p.yuan);
  const sum = paid.length > SHOWN ? "合计" : paid.map((p) => group(p.count) + unit + "×" + group(p.yuan) + "元").join("＋") + "＝";
  return n + unit + "，" + sum + group(total) + "元。";
}

/** 3000 写作 3,000。 @param {number} n */
const group = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");

/** @param {Element} el */
export default function start(el) {
  const scales = JSON.parse(el.querySelector("[data-scales]").textContent);
  for (const input of el.querySelectorAll("[data-scale]")) {
    const out = el.querySelector('[data-told="' + input.dataset.scale + '"]');
    input.addEventListener("input", () => {
      const n = Number(input.value);
      if (!input.value) out.textContent = "";
      else if (!Number.isInteger(n) || n < 0 || n > Number(input.max)) out.textContent = "请填写 0 到 " + group(Number(input.max)) + " 的整数。";
      else out.textContent = told(scales[input.dataset.scale], n, input.dataset.unit);
    });
  }
}
