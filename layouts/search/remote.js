/**
 * The engine as the page uses it: here, or in a worker where an archive is so
 * large that a search would hold up the typing. A worker costs the first search
 * its own start and script, so a smaller archive is better off without.
 */

import { open as openHere } from "./engine.js";

/** Documents that take about 20 ms to search, on a machine of 2020. */
const MANY = 20_000;

/** @returns {Promise<{documents: number, attachments: Function, search: Function, suggest: Function, passages: Function}>} */
export async function open(base) {
  const here = await openHere(base), worker = here.documents > MANY && await start(new URL("worker.js", base));
  return worker ? through(worker, here) : here;
}

/** The engine in a worker, which gets what was read here. */
async function through(worker, { documents, load }) {
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
  }), asking = method => (...args) => ask(method, ...args);
  try {
    await ask("open", { "index.json": await load("index.json"), "columns.json": await load("columns.json") });
  } catch (error) {
    worker.terminate();
    throw error;
  }
  return { documents, search: asking("search"), suggest: asking("suggest"), attachments: asking("attachments"), passages: asking("passages") };
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
