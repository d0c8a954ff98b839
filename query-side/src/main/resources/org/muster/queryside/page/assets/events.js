/**
 * The view of auditors: every event, the newest first, and those that are recorded meanwhile. It comes from the command side, by way of
 * this server and with the reader's own token. Loaded when it is asked for.
 */
import { get, linesOf, SignedOut } from "./api.js";
import { element, number, words } from "./format.js";
import { table } from "./panel.js";
import { allows, signIn } from "./signin.js";

const PAGE = 50;
/** An event that is looked for is within so many of its subject's. */
const PAGE_WITH_EVENT = 500;
/** More than this of what comes meanwhile is not kept; the pages before have it. */
const SHOWN_MAX = 500;
const RETRY_MILLIS = 5_000;
const FILTERS = { tag: "Tag, like mission:UNTAC", type: "Type, like muster.mission.started", actor: "Who sent the command" };

const link = (changes, text) => element("a", { href: `/events?${new URLSearchParams(changes)}` }, text);
const shortType = (type) => type.replace(/^muster\./, "");

export function events({ state, set }) {
  if (!allows("audit")) return { title: "Events", nodes: [heading(), refusal()] };
  const filter = Object.fromEntries(Object.keys(FILTERS).map((name) => [name, state.get(name)]).filter(([, value]) => value));
  const before = state.get("before");
  const paused = state.get("tail") === "off" || Boolean(before);
  const looked = state.get("event");
  const said = element("p", { className: "status", role: "status" });
  const failed = element("div", {});
  const body = element("div", { className: "panel" }, element("p", { className: "none" }, "Reading the history…"));
  const stop = new AbortController();
  let shown = [];
  let more = false;
  let waiting = 0;

  const asked = (changes) => `/audit/events?${new URLSearchParams(Object.entries({
    tag: filter.tag, types: filter.type, actor: filter.actor, ...changes }).filter(([, value]) => value !== undefined))}`;

  function draw() {
    const focused = body.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    const open = new Set([...body.querySelectorAll("details[open]")].map((it) => it.dataset.id));
    body.replaceChildren(listed(shown, looked, open), ...(more ? [element("p", {}, link({ ...filter, before: shown.at(-1).position }, "Earlier events"))] : []));
    if (focused) body.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  function fail(broken, again) {
    if (stop.signal.aborted) return;
    if (broken instanceof SignedOut) return body.dispatchEvent(new CustomEvent("signed-out", { bubbles: true }));
    const lasting = broken.status === 400;
    failed.replaceChildren(element("p", { className: "failed", role: "alert" },
      `The history could not be read: ${broken.message.replace(/\.?$/, ".")} ${lasting ? "Change what is asked for." : "It is tried again."}`));
    if (!lasting) setTimeout(() => body.isConnected && again(), RETRY_MILLIS);
  }

  /** The newest events that there are; then, unless it is paused, those that come. */
  async function read() {
    try {
      const newest = [];
      const most = looked ? PAGE_WITH_EVENT : PAGE;
      await linesOf(asked({ order: "newest", limit: most + 1, upTo: before ? before - 1 : undefined }), stop.signal, (event) => newest.push(event));
      more = newest.length > most;
      shown = newest.slice(0, most);
      failed.replaceChildren();
      draw();
      if (looked) body.querySelector(`details[data-id="${CSS.escape(looked)}"]`)?.scrollIntoView({ block: "center" });
    } catch (broken) {
      return fail(broken, read);
    }
    if (paused) {
      said.textContent = before ? "These are earlier events; what is recorded meanwhile is not shown." : "Paused. What is recorded meanwhile is not shown.";
    } else {
      tail();
    }
  }

  async function tail() {
    said.textContent = "Live: what is recorded is shown here at once.";
    try {
      await linesOf(asked({ after: shown[0]?.position ?? 0, follow: true }), stop.signal, (event) => {
        shown.unshift(event);
        if (shown.length > SHOWN_MAX) more = Boolean(shown.splice(SHOWN_MAX).length);
        // Many at once are drawn once.
        waiting ||= setTimeout(() => {
          waiting = 0;
          if (body.isConnected) draw();
          else stop.abort();
        }, 100);
      }, () => {
        failed.replaceChildren();
        if (!body.isConnected) stop.abort();
      });
      if (body.isConnected) setTimeout(() => body.isConnected && tail(), RETRY_MILLIS);
    } catch (broken) {
      said.textContent = "";
      fail(broken, tail);
    }
  }

  const pause = element("button", { type: "button", className: "quiet" }, paused ? "Show what is recorded now" : "Pause");
  pause.dataset.key = "pause";
  pause.addEventListener("click", () => set(paused ? { tail: null, before: null } : { tail: "off" }));
  const asking = Object.entries(FILTERS).map(([name, label]) => {
    const input = element("input", { type: "text", value: state.get(name) ?? "", maxLength: 200, autocomplete: "off", spellcheck: false });
    input.dataset.key = name;
    input.addEventListener("change", () => set({ [name]: input.value.trim(), before: null, event: null }));
    return element("label", {}, label, input);
  });
  const nodes = [heading(...asking, pause), said, failed];
  if (filter.tag?.startsWith("command:")) nodes.push(decision(filter.tag.slice("command:".length)));
  queueMicrotask(read);
  leaving(body, stop);
  return { title: "Events", nodes: [...nodes, body] };
}

/** A stream whose view is not shown any more is closed at once: the places for streams are few. */
function leaving(body, stop) {
  const view = document.getElementById("view");
  const watch = new MutationObserver(() => {
    if (body.isConnected) return;
    watch.disconnect();
    stop.abort();
  });
  queueMicrotask(() => watch.observe(view, { childList: true }));
}

function heading(...asked) {
  return element("div", { className: "title" },
    element("div", {}, element("h1", {}, "Events"), element("p", {}, "What was recorded, the newest first, with its command and cause")),
    asked.length ? element("form", { className: "asked", onsubmit: (event) => event.preventDefault() }, ...asked) : null);
}

function refusal() {
  const enter = element("button", { type: "button", className: "primary" }, "Sign in as auditor");
  enter.addEventListener("click", () => signIn("audit"));
  return element("div", { className: "panel" }, element("p", { className: "none" }, "This view needs the scope audit, which your sign-in does not have. Nothing of the history is shown without it."), enter);
}

function listed(shown, looked, open) {
  return table("Events, the newest first", [
    ["Position", (it) => number(it.position)],
    ["Recorded", (it) => [new Date(it.time).toUTCString(), element("small", {}, `effective ${it.metadata.effective}`)]],
    ["Type", (it) => [link({ type: it.type }, shortType(it.type)), content(it, looked, open)]],
    ["History of", (it) => keyed(link({ tag: it.subject }, it.subject), it)],
    ["Concerns", (it) => it.tags.filter((tag) => tag !== it.subject && !tag.startsWith("command:")).map((tag) => element("small", {}, link({ tag }, tag)))],
    ["Command", (it) => [link({ tag: `command:${it.metadata.commandId}` }, it.metadata.command ?? "Unnamed"), element("small", {}, [it.metadata.channel && `by ${it.metadata.channel}`, ""].filter(Boolean).join())]],
    ["Sent by", (it) => [link({ actor: it.metadata.actor }, it.metadata.actor), it.metadata.principal === it.metadata.actor ? "" : element("small", {}, `with ${it.metadata.principal}`)]],
    ["Cause", (it) => (it.metadata.cause ? link({ tag: it.subject, event: it.metadata.cause }, "The event that Muster followed") : "The sender")],
  ], shown, "No such event is recorded.");
}

function keyed(made, it) {
  made.dataset.key = `history ${it.position}`;
  return made;
}

function content(it, looked, open) {
  const made = element("details", { open: open.has(it.id) || it.id === looked }, element("summary", {}, it.id === looked ? "The event that was looked for" : "Content"), element("pre", {}, JSON.stringify(it.data, null, 2)));
  made.dataset.id = it.id;
  return made;
}

/** What was decided about a command, made again. */
function decision(id) {
  const made = element("section", { className: "panel", ariaLabel: "Decision" }, element("header", {}, element("h2", {}, "The decision")));
  get(`/audit/decisions/${encodeURIComponent(id)}`).then(({ decisions }) => {
    made.append(table("Decisions about the command", [
      ["Decided", (it) => new Date(it.decidedAt).toUTCString()], ["Outcome", (it) => [words(it.outcome), it.code ? element("small", {}, it.code) : ""]], ["Command", (it) => it.command], ["Sent by", (it) => it.actor],
      ["Decided again", (it) => (it.replay ? (it.replay.same ? "The same, to the byte" : "Something else") : it.notReplayed)],
      ["Read for it", (it) => (it.replay?.read ?? []).map((read) => element("small", {}, `${read.model} ${read.id}`))],
    ], decisions));
  }, (broken) => {
    if (broken instanceof SignedOut) made.dispatchEvent(new CustomEvent("signed-out", { bubbles: true }));
    else made.append(element("p", { className: "failed", role: "alert" }, `The decision could not be read: ${broken.message}`));
  });
  return made;
}
