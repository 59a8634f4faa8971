/** The engine as the page uses it: in a worker, or here where the browser has no module workers. */

/** @returns {Promise<{documents: number, attachments: Function, search: Function, suggest: Function, passages: Function}>} */
export async function open(base) {
  const worker = await start(new URL("worker.js", base));
  if (!worker) return (await import("./engine.js")).open(base);
  const waiting = new Map();
  let last = 0;
  worker.onmessage = ({ data: { id, value, error, retryable } }) => {
    const { done, failed } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) done(value); else failed(Object.assign(new Error(error), { retryable }));
  };
  const ask = (method, ...args) => new Promise((done, failed) => {
    waiting.set(++last, { done, failed });
    worker.postMessage({ id: last, method, args });
  });
  try {
    const { documents } = await ask("open");
    const through = method => (...args) => ask(method, ...args);
    return { documents, search: through("search"), suggest: through("suggest"), attachments: through("attachments"), passages: through("passages") };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/** A module worker that has loaded, or null. */
function start(url) {
  return new Promise(done => {
    let modules = false, worker = null;
    const probe = { get type() { modules = true; return "module"; } };
    try { worker = new Worker(url, probe); } catch { return done(null); }
    if (!modules) { worker.terminate(); return done(null); }
    worker.onerror = () => done(null);
    worker.onmessage = () => done(worker);
  });
}
