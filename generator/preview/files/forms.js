/**
 * 新建和编辑的表单：一边写一边检查，按标题和文号查找要引用的文件，
 * 没保存就离开时提醒。没有这段脚本，表单照样能填、能保存。
 */
(() => {
  const form = document.querySelector(".studio-form");
  const token = form.elements.token.value;
  let touched = false;
  let timer = 0;
  let round = 0;

  async function check() {
    const mine = ++round;
    const answer = await fetch(form.dataset.check, {
      method: "POST",
      headers: { "X-Preview-Token": token },
      body: new URLSearchParams(new FormData(form)),
    });
    if (!answer.ok || mine !== round) return;
    const html = await answer.text();
    if (mine !== round) return;
    const found = document.getElementById("found");
    found.innerHTML = html;
    document.getElementById("found-sum").textContent = found.querySelector("[data-sum]").dataset.sum;
    const changed = answer.headers.get("X-Base") !== form.elements.base.value;
    document.getElementById("studio-notice").textContent = changed ? "这份文件在磁盘上被改动了，保存以前请重新打开。" : "";
  }

  form.addEventListener("input", () => {
    touched = true;
    if (!form.dataset.check) return;
    clearTimeout(timer);
    timer = setTimeout(check, 250);
  });
  form.addEventListener("submit", () => {
    touched = false;
  });
  addEventListener("beforeunload", (event) => {
    if (touched) event.preventDefault();
  });
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      form.requestSubmit(form.querySelector('button[value="stay"]'));
    }
  });

  /** 在引用文件的字段下面加一个查找框。 @param {HTMLInputElement|HTMLTextAreaElement} target */
  function finder(target) {
    const box = document.createElement("details");
    box.className = "studio-fold finder";
    const summary = document.createElement("summary");
    summary.textContent = "查找文件";
    const label = document.createElement("label");
    label.textContent = "标题、文号或索引号 ";
    const input = document.createElement("input");
    input.type = "search";
    input.autocomplete = "off";
    label.append(input);
    const list = document.createElement("ul");
    list.className = "finder__list";
    list.setAttribute("aria-live", "polite");
    box.append(summary, label, list);
    target.after(box);

    let turn = 0;
    input.addEventListener("input", async (event) => {
      event.stopPropagation();
      const mine = ++turn;
      const answer = await fetch("/_find/?q=" + encodeURIComponent(input.value));
      const found = answer.ok ? await answer.json() : [];
      if (mine !== turn) return;
      list.replaceChildren(...found.map((one) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.className = "link-button";
        button.textContent = one.title + "（" + one.number + "）";
        button.addEventListener("click", () => {
          const lines = target.value.split("\n").filter((line) => line.trim());
          if (target.dataset.finds === "one") target.value = one.number;
          else if (!lines.includes(one.number)) target.value = [...lines, one.number].join("\n");
          target.dispatchEvent(new Event("input", { bubbles: true }));
          target.focus();
          box.open = false;
        });
        item.append(button);
        return item;
      }));
      if (input.value.trim() && !found.length) list.textContent = "没有找到";
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(); // 回车是查找，不是提交
    });
  }
  for (const target of form.querySelectorAll("[data-finds]")) finder(target);
})();
