/** Asks the query side, with the token of this tab. */
import { signOut, token } from "./signin.js";

/** There is no token, or it is not accepted any more. */
export class SignedOut extends Error {}

export async function get(address) {
  const response = await request(address, { Accept: "application/json" });
  return response.json();
}

/** Asks for something to be done. */
export async function post(address, body) {
  const json = body === undefined ? {} : { "Content-Type": "application/json" };
  const response = await request(address, { Accept: "application/json", ...json }, undefined, { method: "POST", body: JSON.stringify(body) });
  return response.json();
}

/** Follows server-sent events; EventSource cannot send a token. Ends when the stream does. */
export async function follow(address, signal, onSample) {
  const response = await request(address, { Accept: "text/event-stream" }, signal);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    buffer += value;
    const messages = buffer.split(/\r?\n\r?\n/);
    buffer = messages.pop();
    for (const message of messages) {
      const data = message.split(/\r?\n/).filter((line) => line.startsWith("data:")).map((line) => line.slice(5)).join("\n");
      if (data) onSample(JSON.parse(data));
    }
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
    throw new Error(problem.detail ?? `The server answered ${response.status}.`);
  }
  return response;
}
