/**
 * 页面生成以后，效力状态可能已经改变（施行日到了，有效期届满）。
 * 每个会变的状态带着日期表 data-changes="2026-12-01 expired 已失效;…"，
 * 这里按读者当天的日期换成当时的状态，并注明自何日起。
 * 文件页另有数据块 #validity，给出横幅和效力说明的新文字。
 */

/** 读者当天的日期，按北京时间，写作 2026-12-01。 @returns {string} */
export function today() {
  const beijing = new Date(Date.now() + 8 * 3600 * 1000);
  return beijing.toISOString().slice(0, 10);
}

/** 2026-12-01 写作 2026年12月1日。 @param {string} day */
export function spell(day) {
  const [y, m, d] = day.split("-").map(Number);
  return y + "年" + m + "月" + d + "日";
}

/** 到 day 为止最后一次改变。 @param {string} changes @param {string} day */
function current(changes, day) {
  let found = null;
  for (const part of changes.split(";")) {
    const [from, name, word] = part.split(" ");
    if (from <= day) found = { from, name, word };
  }
  return found;
}

/** @param {Element} tag @param {string} day */
function repaint(tag, day) {
  const now = current(tag.dataset.changes, day);
  if (!now) return;
  tag.className = "status status--" + now.name;
  tag.textContent = now.word;
  const item = tag.closest(".doc-item");
  if (item) item.classList.toggle("doc-item--void", now.name === "expired" || now.name === "repealed");
  if (tag.closest(".doc-head__status")) return; // announce() says since when
  const since = document.createElement("span");
  since.className = "status__since";
  since.textContent = "自" + spell(now.from) + "起" + now.word + "，晚于本页生成的日期";
  tag.after(" ", since);
}

/** 文件页的横幅与效力说明。 @param {Element} block @param {string} day */
function announce(block, day) {
  const changes = JSON.parse(block.textContent).filter((c) => c.from <= day);
  if (!changes.length) return;
  const now = changes[changes.length - 1];
  const sentence = document.getElementById("validity-sentence");
  if (sentence) sentence.textContent = now.sentence;
  const asOf = document.getElementById("validity-as-of");
  if (asOf) asOf.textContent = "效力状态自" + spell(now.from) + "起变化，晚于本页生成的日期，由浏览器按今天（" + spell(day) + "）告知。";
  for (const old of document.querySelectorAll(".doc-head > .notice")) old.remove();
  if (!now.title) return;
  const notice = document.createElement("section");
  notice.className = now.class;
  notice.setAttribute("role", "status");
  const title = document.createElement("h2");
  title.className = "notice__title";
  title.textContent = now.title;
  const text = document.createElement("p");
  text.textContent = now.text;
  notice.append(title, text);
  document.querySelector(".doc-head").prepend(notice);
}

export default function start() {
  const day = today();
  for (const tag of document.querySelectorAll("[data-changes]")) repaint(tag, day);
  const block = document.getElementById("validity");
  if (block) announce(block, day);
}
