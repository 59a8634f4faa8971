/**
 * The engine in a worker, so that typing stays smooth. It answers messages
 * {id, method, args} by {id, value} or {id, error, retryable}, after a first one
 * that it has loaded; see remote.js. The first method is "open", with the files
 * that the page has read already.
 */

import { open } from "./engine.js";

const base = new URL("./", import.meta.url).href;
let engine = null;

async function answer(method, args) {
  if (method !== "open") return (await engine)[method](...args);
  const had = new Map(Object.entries(args[0]).map(([name, value]) => [base + name, value]));
  engine = open(base, { fetch: async url => had.has(url) ? { ok: true, status: 200, json: async () => had.get(url) } : fetch(url) });
  return (await engine).documents;
}

postMessage({ id: 0, value: "ready" });

onmessage = async ({ data: { id, method, args } }) => {
  try {
    postMessage({ id, value: await answer(method, args) });
  } catch (error) {
    postMessage({ id, error: String(error), retryable: Boolean(error.retryable) });
  }
};
