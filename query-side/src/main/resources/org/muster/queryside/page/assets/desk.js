/** The desk: which view an address shows, who is signed in, and how fresh it is. All state is in the address. */
import { follow, SignedOut } from "./api.js";
import { byId, element, number } from "./format.js";
import { completeSignIn, expiresAt, isRenewal, leave, renew, signIn, token } from "./signin.js";
import { changes, ends, known, mission, quality, today } from "./views.js";

const RECONNECT_MILLIS = 2_000;
/** After so long without a word from the server, what is shown may be old. */
const STALE_MILLIS = 10_000;
const REFRESH_MILLIS = 3_000;
const EARLY_MILLIS = 90_000;

const VIEWS = [
  [/^\/$/, today], [/^\/m\/([A-Z][A-Z0-9-]*)$/, mission], [/^\/ends$/, ends],
  [/^\/changes$/, changes], [/^\/known$/, known], [/^\/quality$/, quality],
  [/^\/map$/, later(() => import("./map.js"), "map")], [/^\/operations$/, later(() => import("./operations.js"), "operations")],
  [/^\/events$/, later(() => import("./events.js"), "events")], [/^\/roster$/, later(() => import("./roster.js"), "roster")],
];

/** A view whose script is read when it is asked for first: so a first visit does not pay for it. */
function later(load, name) {
  let view;
  return (context) => {
    if (view) return view(context);
    load().then((module) => {
      view = module[name];
      show();
    }, () => status("This view could not be loaded. Reload the page to try again.", true));
    return { title: "Muster", nodes: [element("p", { className: "none" }, "Loading the view…")] };
  };
}

let following;
let position = 0;
/** Where the register was when the stream spoke before any panel had its answer, which is probably as new. */
let unanswered = 0;
let heardAt = Date.now();
let refresh;
let shown;
/** The key of what had the focus before the view changed. */
let refocus;
/** The end of the session that was last renewed, or could not be. */
let renewing;

function status(message, bad = false) {
  byId("status").textContent = message;
  byId("status").classList.toggle("bad", bad);
}

/** Changes the address, and shows what it says. */
export function go(address, replace = false) {
  history[replace ? "replaceState" : "pushState"](null, "", address);
  show();
}

function show() {
  shown = location.pathname + location.search;
  const found = VIEWS.map(([path, view]) => [location.pathname.match(path), view]).find(([match]) => match);
  const state = new URLSearchParams(location.search);
  const set = (changes) => {
    for (const [name, value] of Object.entries(changes)) value ? state.set(name, value) : state.delete(name);
    go(location.pathname + (state.size ? `?${state}` : ""));
  };
  // What changes by the second is in the address, too, but makes no entry in the history and no new panels.
  const note = (changes) => {
    for (const [name, value] of Object.entries(changes)) state.set(name, value);
    shown = `${location.pathname}?${state}`;
    history.replaceState(null, "", shown);
  };
  for (const link of byId("views").querySelectorAll("a")) {
    if (link.pathname === location.pathname) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const focused = byId("view").contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const view = found ? found[1] : () => ({ title: "Not found", nodes: [element("p", { className: "none" }, "There is no such view.")] });
  const { title, nodes } = view({ state, set, note, name: found?.[0][1], position: () => position, asOf });
  document.title = `${title} – Muster`;
  byId("view").replaceChildren(...nodes);
  refocus = focused;
  focusAgain();
}

/** What had the focus before has it again as soon as its panel is drawn, unless something else has got it. */
function focusAgain() {
  if (!refocus || (document.activeElement && document.activeElement !== document.body)) return;
  const found = byId("view").querySelector(`[data-key="${CSS.escape(refocus)}"]`);
  found?.focus();
  if (found) refocus = undefined;
}

function asOf(answer) {
  if (answer.position < unanswered) {
    unanswered = 0;
    reloadSoon();
  }
  position = Math.max(position, answer.position);
  byId("as-of").textContent = `As known at position ${number(answer.position)} of the register.`;
}

function showSignedOut(message = "") {
  following?.abort();
  byId("view").replaceChildren();
  for (const id of ["live", "sign-out", "views"]) byId(id).hidden = true;
  byId("enter").hidden = false;
  status(message, Boolean(message));
}

/** What comes meanwhile is in the same refresh; nothing waits for a later one. */
function reloadSoon() {
  refresh ??= setTimeout(() => {
    refresh = undefined;
    reload();
  }, REFRESH_MILLIS);
}

/** Every panel asks again; what has not changed stays as it is, with focus and filters. */
function reload() {
  for (const made of byId("view").querySelectorAll(".panel")) made.reload?.(); // Some keep themselves fresh.
}

async function followLive() {
  following = new AbortController();
  const { signal } = following;
  byId("live").hidden = false;
  const watch = setInterval(tellHowFresh, 1_000);
  signal.addEventListener("abort", () => clearInterval(watch));
  while (!signal.aborted) {
    try {
      await follow("/live", signal, (sample) => {
        if (position === 0) position = unanswered = sample.position;
        else if (sample.position > position) {
          position = sample.position;
          reloadSoon();
        }
      }, () => (heardAt = Date.now()));
    } catch (broken) {
      if (signal.aborted) return;
      if (broken instanceof SignedOut) return showSignedOut("Your session has ended. Sign in again to go on where you were.");
    }
    await new Promise((resolve) => setTimeout(resolve, RECONNECT_MILLIS));
  }
}

function tellHowFresh() {
  const stale = Date.now() - heardAt > STALE_MILLIS;
  const message = stale
    ? `Stale since ${new Date(heardAt).toLocaleTimeString("en-GB")}`
    : `Live, position ${number(position)}`;
  byId("live").classList.toggle("lost", stale);
  if (byId("live-text").textContent !== message) byId("live-text").textContent = message;
  if (expiresAt() - Date.now() < EARLY_MILLIS && renewing !== expiresAt()) {
    renewing = expiresAt();
    renew().then(() => byId("stay")?.remove(), askToStay);
  }
}

/** The issuer did not renew the session by itself. */
function askToStay() {
  if (byId("stay") || !token()) return;
  const stay = element("button", { type: "button", className: "quiet", id: "stay" }, "Session ends soon: stay signed in");
  stay.addEventListener("click", () => signIn());
  byId("sign-out").before(stay);
}

async function start() {
  byId("sign-in").addEventListener("click", () => signIn().catch((broken) => status(broken.message, true)));
  byId("sign-out").addEventListener("click", () => {
    const leaving = leave();
    showSignedOut();
    byId("sign-in").focus();
    leaving.catch((broken) => status(`You are signed out here. ${broken.message}`, true));
  });
  document.addEventListener("signed-out", () => showSignedOut("Your session has ended. Sign in again to go on where you were."));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='/']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button || link.pathname === "/history") return;
    event.preventDefault();
    go(link.getAttribute("href"));
    byId("main").focus({ preventScroll: true });
    scrollTo(0, 0);
  });
  byId("view").addEventListener("drawn", focusAgain);
  // A jump within a view is no other view.
  addEventListener("popstate", () => shown !== location.pathname + location.search && show());
  try {
    const back = await completeSignIn();
    if (back?.startsWith("/history")) return location.replace(back);
    if (back) history.replaceState(null, "", back);
  } catch (refused) {
    return showSignedOut(refused.message);
  }
  if (!token()) return showSignedOut();
  for (const id of ["sign-out", "views"]) byId(id).hidden = false;
  status("");
  show();
  followLive();
}

if (!isRenewal()) start();
