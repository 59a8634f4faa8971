/**
 * 一个浏览器的全部标签页共用一条消息流：浏览器对一个网站最多开六个连接，
 * 每页各开一条，开到第七页就打不开了。
 */
const ports = new Set();
let stream;

function tell() {
  for (const port of ports) port.postMessage("change");
}

function listen() {
  stream = new EventSource("/_preview/events");
  stream.addEventListener("change", tell);
  stream.addEventListener("open", tell); // 接上以前也许已有改动
  stream.addEventListener("error", () => {
    if (stream.readyState !== EventSource.CLOSED) return;
    setTimeout(listen, 1000); // 浏览器不再重试的，自己重试
  });
}

self.onconnect = (event) => {
  const port = event.ports[0];
  ports.add(port);
  port.onmessage = (message) => {
    if (message.data === "bye") ports.delete(port);
  };
  if (!stream) listen();
  else if (stream.readyState === EventSource.OPEN) port.postMessage("change");
};
