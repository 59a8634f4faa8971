// Names the first element that makes the page scroll sideways; empty if none does.
(() => {
  const width = document.documentElement.clientWidth;
  if (Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) <= width) return "";
  for (const e of document.body.querySelectorAll("*")) {
    const box = e.getBoundingClientRect();
    if (box.right > width + 1 && box.width > 0) {
      return `<${e.tagName.toLowerCase()} class="${e.className}"> ends at ${Math.round(box.right)} of ${width} px: ${e.textContent.trim().slice(0, 40)}`;
    }
  }
  return `the page is ${document.documentElement.scrollWidth} of ${width} px wide`;
})();
