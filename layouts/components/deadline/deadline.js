/**
 * 依申请公开的期限：从收到申请的日期推算补正、答复和延长的最后一天。
 * 日历随网页带来，推算全在浏览器里，填写的日期不发送、不保存。
 */
const DAY = 86400000;

/** @param {string} day 2026-11-20 @returns {number} 天数；不是日期时为 NaN */
const parse = (day) => (/^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day + "T00:00:00Z") / DAY : NaN);

/** @param {number} n @returns {string} */
const format = (n) => new Date(n * DAY).toISOString().slice(0, 10);

/** @param {{off: string[], work: string[]}} calendar @param {number} n 是不是工作日 */
function worked(calendar, n) {
  const day = format(n);
  if (calendar.off.includes(day)) return false;
  const weekday = (n + 4) % 7; // 1970-01-01 是星期四
  return weekday % 6 !== 0 || calendar.work.includes(day);
}

/**
 * day 之后的第 n 个工作日；day 当天不算。
 * @param {{off: string[], work: string[]}} calendar @param {string} day @param {number} n @returns {string}
 */
export function add(calendar, day, n) {
  let at = parse(day);
  while (n > 0) if (worked(calendar, ++at)) n--;
  return format(at);
}

/** 2026-11-20 写作 2026年11月20日（星期五）。 @param {string} day */
function spell(day) {
  const [y, m, d] = day.split("-").map(Number);
  return y + "年" + m + "月" + d + "日（星期" + "日一二三四五六"[(parse(day) + 4) % 7] + "）";
}

/** @param {Element} el */
export default function start(el) {
  const calendar = JSON.parse(el.querySelector("[data-calendar]").textContent);
  const told = el.querySelector("[data-told]");
  el.querySelector("[data-received]").addEventListener("change", (event) => tell(told, calendar, event.target.value));
}

/** @param {Element} told @param {Object} calendar @param {string} received */
function tell(told, calendar, received) {
  told.textContent = "";
  const year = Number(received.slice(0, 4));
  if (Number.isNaN(parse(received))) return;
  if (year < 2000 || year > 2100) {
    told.textContent = "请填写四位数年份的日期，如 2026-11-20。";
    return;
  }
  const answer = add(calendar, received, calendar.answer);
  const last = add(calendar, answer, calendar.extend);
  const list = document.createElement("dl");
  for (const [term, day] of [["最迟告知补正", add(calendar, received, calendar.complete)], ["最迟答复", answer], ["经批准延长的，最迟答复", last]]) {
    const dt = document.createElement("dt");
    const dd = document.createElement("dd");
    dt.textContent = term;
    dd.textContent = spell(day);
    list.append(dt, dd);
  }
  told.append(list);
  const unknown = [...new Set([received, answer, last].map((d) => Number(d.slice(0, 4))))].filter((y) => !calendar.years.includes(y));
  if (!unknown.length) return;
  const note = document.createElement("p");
  note.className = "note";
  note.textContent = unknown.join("、") + "年的放假安排没有收入，按周一至周五推算，以公布的安排为准。";
  told.append(note);
}
