/** The read models for those who administer: how far each is, and its rebuild. */
import { get, post, SignedOut } from "./api.js";
import { byId, element, number, words } from "./format.js";

const BUSY_MILLIS = 1_000;
const IDLE_MILLIS = 5_000;

/** Shows them until the signal says to stop. */
export async function followReadModels(signal) {
  byId("read-models").hidden = false;
  while (!signal.aborted) {
    let busy = false;
    try {
      busy = draw(await get("/admin/projections"));
      if (byId("read-models-status").classList.contains("bad")) say("");
    } catch (broken) {
      if (broken instanceof SignedOut) throw broken;
      say(broken.message);
    }
    await new Promise((resolve) => setTimeout(resolve, busy ? BUSY_MILLIS : IDLE_MILLIS));
  }
}

function say(message) {
  byId("read-models-status").textContent = message;
  byId("read-models-status").classList.toggle("bad", Boolean(message));
}

/** @return whether any is being rebuilt */
function draw({ projections, rebuilds }) {
  const rebuildOf = new Map(rebuilds.map((rebuild) => [rebuild.projection, rebuild]));
  const focused = document.activeElement?.dataset?.act;
  byId("read-models-table").tBodies[0].replaceChildren(
    ...projections.map((projection) => line(projection, rebuildOf.get(projection.name))),
  );
  if (focused) byId("read-models-table").querySelector(`[data-act="${focused}"]`)?.focus();
  return rebuilds.some((rebuild) => rebuild.open);
}

function line(projection, rebuild) {
  const open = rebuild?.open;
  const acts = open ? [rebuild.paused ? "resume" : "pause", "cancel"] : ["rebuild"];
  return element("tr", {},
    element("th", { scope: "row" }, words(projection.name)),
    element("td", { className: "number" }, number(projection.position)),
    element("td", { className: "number" }, number(projection.lag)),
    element("td", {}, ...(rebuild ? progress(rebuild) : ["–"])),
    element("td", {}, ...acts.map((act) => button(projection.name, act))));
}

function progress(rebuild) {
  const state = rebuild.open && rebuild.paused ? "Paused" : words(rebuild.phase);
  if (!rebuild.open) return [state, element("small", {}, rebuild.problem ?? outcome(rebuild.report))];
  const details = [
    rebuild.total ? `${number(rebuild.done)} of ${number(rebuild.total)}` : "",
    rebuild.eventsPerSecond ? `${number(rebuild.eventsPerSecond)} events a second` : "",
    rebuild.secondsToGo === undefined ? "" : `${number(rebuild.secondsToGo)} s to go`,
    rebuild.problem ?? "",
  ];
  const bar = element("progress", { max: Math.max(1, rebuild.total), value: rebuild.done });
  bar.setAttribute("aria-label", `Rebuild of ${rebuild.projection}`);
  return [`${state} `, bar, element("small", {}, details.filter(Boolean).join(", "))];
}

function outcome(report) {
  if (!report) return "";
  if (report.equal) return "The rows are equal to those before.";
  const sum = (what) => report.tables.reduce((total, table) => total + table[what], 0);
  return `Rows before only ${number(sum("onlyOld"))}, new only ${number(sum("onlyNew"))}, changed ${number(sum("changed"))}, equal ${number(sum("equal"))}.`;
}

function button(projection, act) {
  const made = element("button", { type: "button", className: "quiet" }, words(act));
  made.dataset.act = `${projection} ${act}`;
  made.setAttribute("aria-label", `${words(act)}: ${projection}`);
  made.addEventListener("click", async () => {
    made.disabled = true;
    try {
      if (act === "rebuild") await post(`/admin/projections/${projection}/rebuild`, { switch: "always" });
      else await post(`/admin/projections/${projection}/rebuild/${act}`);
      draw(await get("/admin/projections"));
    } catch (refused) {
      say(refused.message || "Please sign in again.");
    }
  });
  return made;
}
