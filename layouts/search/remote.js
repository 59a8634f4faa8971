/** The engine as the page uses it: in a worker, or here where the browser has no module workers. */

/** @returns {Promise<{documents: number, attachments: Function, search: Function, suggest: Function, passages: Function}>} */
export async function open(base) {
  const early = ahead(base), worker = await start(new URL("worker.js", base));
  if (!worker) return (await import("./engine.js")).open(base, { fetch: after(await early) });
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
    const { documents } = await ask("open", await early);
    const through = method => (...args) => ask(method, ...args);
    return { documents, search: through("search"), suggest: through("suggest"), attachments: through("attachments"), passages: through("passages") };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/** What the engine reads first, asked for while its script is on the way: by address, what of it came. */
async function ahead(base) {
  const read = async name => {
    const url = new URL(name, base).href;
    try { const answer = await fetch(url); return answer.ok ? [url, await answer.json()] : []; } catch { return []; }
  };
  return Object.fromEntries((await Promise.all(["index.json", "columns.json"].map(read))).filter(pair => pair.length));
}

/** A fetch that has some answers already. @param {Record<string, any>} had by address */
export const after = had => async url => Object.hasOwn(had, url) ? { ok: true, status: 200, json: async () => had[url] } : fetch(url);

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
