console.error("planted complaint");
document.addEventListener("DOMContentLoaded", () => {
  const link = document.createElement("a");
  link.href = "index.html";
  link.textContent = "只有脚本才有的链接";
  document.querySelector("main").append(link);
  throw new Error("planted exception");
});
