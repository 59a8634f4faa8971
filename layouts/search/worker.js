/**
 * The engine in a worker, so that typing stays smooth. It answers messages
 * {id, method, args} by {id, value} or {id, error, retryable}, after a first one
 * that it has loaded; see remote.js.
 */

import { open } from "./engine.js";
import { after } from "./remote.js";

let engine = null;

async function answer(method, args) {
  engine ??= open(new URL("./", import.meta.url).href, { fetch: method === "open" ? after(args[0]) : fetch }).catch(error => { engine = null; throw error; });
  const index = await engine;
  return method === "open" ? { documents: index.documents } : index[method](...args);
}

postMessage({ id: 0, value: "ready" });

onmessage = async ({ data: { id, method, args } }) => {
  try {
    postMessage({ id, value: await answer(method, args) });
  } catch (error) {
    postMessage({ id, error: String(error), retryable: Boolean(error.retryable) });
  }
};
