/** Asks the query side, with the token of this tab. */
import { signOut, token } from "./signin.js";

/** The id of the last message of each stream: a stream that begins anew does not repeat it. */
const heard = {};

/** There is no token, or it is not accepted any more. */
export class SignedOut extends Error {}

/** @param cache what the browser may do with the answer; no-store for what nobody may find there later */
export async function get(address, cache = "default") {
  const response = await request(address, { Accept: "application/json" }, undefined, { cache });
  return response.json();
}

/** Asks for something to be done. */
export async function post(address, body) {
  const json = body === undefined ? {} : { "Content-Type": "application/json" };
  const response = await request(address, { Accept: "application/json", ...json }, undefined, { method: "POST", body: JSON.stringify(body) });
  return response.status === 204 ? undefined : response.json();
}

/** Saves a report as CSV for spreadsheets; a plain link cannot send a token. */
export async function download(address) {
  const response = await request(address + (address.includes("?") ? "&" : "?") + "format=csv", { Accept: "*/*" });
  const name = response.headers.get("Content-Disposition")?.match(/filename="([^"]+)"/)?.[1] ?? "muster.csv";
  save(name, await response.blob());
}

/** Saves a file; a text is for spreadsheets, so it begins with a byte order mark. */
export function save(name, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob(["\uFEFF", content], { type: "text/csv" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/**
 * Follows server-sent events; EventSource cannot send a token. Ends when the stream does.
 *
 * @param onAlive is told of every word from the server, heartbeats included
 */
export async function follow(address, signal, onSample, onAlive = () => {}) {
  const known = heard[address] ? { "Last-Event-ID": heard[address] } : {};
  const response = await request(address, { Accept: "text/event-stream", ...known }, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    onAlive();
    buffer += value;
    const messages = buffer.split(/\r?\n\r?\n/);
    buffer = messages.pop();
    for (const message of messages) {
      heard[address] = message.match(/^id: ?(.*)$/m)?.[1] ?? heard[address];
      const data = message.split(/\r?\n/).filter((line) => line.startsWith("data:")).map((line) => line.slice(5)).join("\n");
      if (data) onSample(JSON.parse(data));
    }
  }
}

/**
 * Reads lines of JSON as they come, until they end. A line that is a problem says why they end early.
 *
 * @param onAlive is told of every word from the server, empty lines included
 */
export async function linesOf(address, signal, onLine, onAlive = () => {}) {
  const response = await request(address, { Accept: "application/x-ndjson" }, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    onAlive();
    const lines = (buffer + (value ?? "")).split("\n");
    buffer = done ? "" : lines.pop();
    for (const line of lines) {
      if (!line) continue;
      const read = JSON.parse(line);
      if (read.status >= 400) throw new Error(read.detail ?? read.title);
      onLine(read);
    }
    if (done) return;
  }
}

async function request(address, headers, signal, more = {}) {
  const bearer = token();
  if (!bearer) throw new SignedOut();
  const response = await fetch(address, { headers: { ...headers, Authorization: `Bearer ${bearer}` }, signal, ...more });
  if (response.status === 401) {
    signOut();
    throw new SignedOut();
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    const wrong = (problem.errors ?? []).map((it) => `${it.field} ${it.message}.`).join(" ");
    throw Object.assign(new Error(problem.detail ?? (wrong || `The server answered ${response.status}.`)), { status: response.status });
  }
  return response;
}
