/** The view of those who operate: how far the read models are, what is parked, rebuilds, and what people did. Loaded when it is asked for. */
import { post } from "./api.js";
import { element, number, words } from "./format.js";
import { panel, table } from "./panel.js";
import { allows, signIn } from "./signin.js";

const REFRESH_MILLIS = 5_000;
const SWITCHES = { "if-equal": "only if the rows are equal", always: "in any case", never: "not at all: only compare" };

const instant = (text) => (text ? new Date(text).toUTCString() : "");

export function operations({ state, set }) {
  if (!allows("admin")) return { title: "Operations", nodes: [refusal()] };
  const name = state.get("projection") ?? "assignments";
  const subject = state.get("subject");
  const of = `/admin/projections/${encodeURIComponent(name)}`;
  const panels = [];
  const refresh = () => panels.forEach((it) => it.isConnected && it.reload());
  const act = (...request) => post(...request).then(refresh);

  panels.push(panel("Read models", "/admin/projections", ({ projections, rebuilds }) => {
    const rebuildOf = new Map(rebuilds.map((it) => [it.projection, it]));
    return table("Read models", [
      ["Name", (it) => it.name], ["Position", (it) => number(it.position), true], ["Lag", (it) => number(it.lag), true], ["Lag in seconds", (it) => number(it.lagSeconds), true],
      ["Phase", (it) => [words(it.phase), it.problem ? element("small", {}, it.problem) : ""]],
      ["Parked", (it) => (it.parkedSubjects ? parkedLink(it) : "0"), true],
      ["Rebuild", (it) => rebuild(it, rebuildOf.get(it.name), act)],
    ], projections);
  }));
  panels.push(panel("Completeness", "/admin/completeness", ({ complete, problem, projections }) => [
    element("p", {}, problem ?? (complete ? "Every read model has handled all that was published; what is parked waits below." : "Not every read model is known to have handled all that was published.")),
    table("Completeness", [["Name", (it) => it.name], ["Result", (it) => words(it.result)], ["Not verified for seconds", (it) => number(Math.round(it.unverifiedSeconds)), true],
      ["Rows compared", (it) => (it.rows ? (it.rows.equal ? "Equal" : "Different") : "Not yet")]], projections),
    button("Compare all rows", "verify", () => ask("Compare all rows", "Every read model is built anew beside itself and compared. Nothing is switched; it takes as long as a rebuild.", "Compare", () => act("/admin/completeness/verify"))),
  ]));
  panels.push(panel(`Parked in ${name}`, subject ? `${of}/parked?subject=${encodeURIComponent(subject)}` : `${of}/parked`, ({ subjects, events }) => [
    table("Parked subjects", [["Subject", (it) => it.subject], ["Events", (it) => number(it.events), true], ["First position", (it) => number(it.firstPosition), true], ["Cause", (it) => it.cause], ["Since", (it) => instant(it.since)],
      ["Act", (it) => button(`Retry ${it.subject}`, `retry ${it.subject}`, () => ask(`Retry ${it.subject}`, "Its events are applied in order, up to the first that fails again.", "Retry", () => act(`${of}/parked/${encodeURIComponent(it.subject)}/retry`)))]], subjects, "Nothing is parked."),
    events.length ? table("Parked events", [["Position", (it) => number(it.position)], ["Subject", (it) => it.subject], ["Type", (it) => it.attributes.type ?? it.attributes.ce_type ?? ""], ["Cause", (it) => it.cause ?? "Waits behind another"], ["Parked", (it) => instant(it.parkedAt)],
      ["Act", (it) => button(`Discard ${it.position}`, `discard ${it.position}`, () => discard(it, of, act))]], events) : null,
  ]));
  panels.push(panel(`What people did in ${name}`, `${of}/acts`, ({ acts }) =>
    table("Acts", [["When", (it) => instant(it.at)], ["Who", (it) => it.who], ["Act", (it) => words(it.act)], ["Subject", (it) => it.subject], ["Position", (it) => (it.position === undefined ? "" : number(it.position)), true], ["Reason", (it) => it.reason]], acts, "Nobody did anything.")));

  const timer = setInterval(() => (panels[0].isConnected ? refresh() : clearInterval(timer)), REFRESH_MILLIS);
  const chosen = element("select", {}, ...["assignments", "missions", "service"].map((it) => element("option", { value: it, selected: it === name }, it)));
  chosen.dataset.key = "projection";
  chosen.addEventListener("change", () => set({ projection: chosen.value, subject: null }));
  return { title: "Operations", nodes: [heading(element("label", {}, "Read model", chosen)), ...panels] };

  function parkedLink(it) {
    return element("a", { href: `/operations?projection=${it.name}` }, number(it.parkedSubjects));
  }
}

function heading(...asked) {
  return element("div", { className: "title" },
    element("div", {}, element("h1", {}, "Operations"), element("p", {}, "How far the read models are, and what waits for people")),
    element("form", { className: "asked" }, ...asked));
}

function refusal() {
  const enter = element("button", { type: "button", className: "primary" }, "Sign in as administrator");
  enter.addEventListener("click", () => signIn());
  return element("div", {}, heading(), element("p", { className: "none" }, "This view needs the scope of administrators. Until you sign in as one you stay signed in as you are."), enter);
}

function button(label, key, onClick) {
  const made = element("button", { type: "button", className: "quiet" }, label);
  made.dataset.key = key;
  made.addEventListener("click", onClick);
  return made;
}

function rebuild({ name }, last, act) {
  const at = `/admin/projections/${encodeURIComponent(name)}/rebuild`;
  if (!last?.open) {
    return [last ? element("small", {}, `${words(last.phase)}. ${last.problem ?? outcome(last.report)}`) : "", button(`Rebuild ${name}`, `rebuild ${name}`, () => {
      const policy = element("select", {}, ...Object.entries(SWITCHES).map(([value, text]) => element("option", { value }, text)));
      ask(`Rebuild ${name}`, "The tables are built anew beside those in use, and compared with them.", `Rebuild ${name} now`, () => act(at, { switch: policy.value }), element("label", {}, "Switch to them", policy));
    })];
  }
  const bar = element("progress", { max: Math.max(1, last.total), value: last.done });
  bar.setAttribute("aria-label", `Rebuild of ${name}`);
  return [`${last.paused ? "Paused" : words(last.phase)} `, bar, element("small", {}, [`${number(last.done)} of ${number(last.total)}`, last.secondsToGo === undefined ? "" : `${number(last.secondsToGo)} s to go`, last.problem].filter(Boolean).join(", ")),
    button(last.paused ? `Resume ${name}` : `Pause ${name}`, `pause ${name}`, () => act(`${at}/${last.paused ? "resume" : "pause"}`)),
    button(`Cancel ${name}`, `cancel ${name}`, () => ask(`Cancel the rebuild of ${name}`, "What it has built is dropped.", "Cancel the rebuild", () => act(`${at}/cancel`)))];
}

function outcome(report) {
  if (!report) return "";
  return report.equal ? "The rows are equal to those before." : `Rows that differ: ${number(report.tables.reduce((all, it) => all + it.onlyOld + it.onlyNew + it.changed, 0))}.`;
}

function discard(event, of, act) {
  const reason = element("input", { type: "text", required: true, maxLength: 500 });
  ask(`Discard the event at position ${number(event.position)}`, "It will not be in this read model unless that is rebuilt. The reason is recorded with your name.", "Discard it",
    () => (reason.reportValidity() ? act(`${of}/parked/events/${event.position}/discard`, { reason: reason.value }) : false), element("label", {}, "Reason", reason));
}

/** Asks before something is done; what is safe has the focus, and what was done is said where it was asked. */
function ask(title, text, doIt, onDo, ...fields) {
  const keep = element("button", { type: "button", className: "quiet" }, "Leave it as it is");
  const go = element("button", { type: "button", className: "primary" }, doIt);
  const said = element("p", { className: "status bad", role: "alert" });
  const dialog = element("dialog", { className: "ask" }, element("h2", {}, title), element("p", {}, text), ...fields, said, element("div", { className: "acts" }, keep, go));
  dialog.setAttribute("aria-label", title);
  keep.addEventListener("click", () => dialog.close());
  go.addEventListener("click", async () => {
    go.disabled = true;
    try {
      if ((await onDo()) !== false) return dialog.close();
    } catch (refused) {
      said.textContent = refused.message || "Sign in again to go on.";
    }
    go.disabled = false;
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  keep.focus();
}
