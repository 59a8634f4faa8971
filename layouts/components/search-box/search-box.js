// 存到本机的副本和不认得模块的旧浏览器不能搜索：搜索页据此留着说明。
if (location.protocol === "file:" || !("noModule" in HTMLScriptElement.prototype)) document.documentElement.classList.add("unsearchable");

/** 按斜杠键回到搜索框；正在输入时不抢。 @param {Element} form */
export default function start(form) {
  const input = form.querySelector("input");
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "checkbox";
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
  });
}
