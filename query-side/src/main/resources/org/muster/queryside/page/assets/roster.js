/**
 * The view of those who may see single volunteers: who serves on a day, and what somebody served. A name is shown only when it is asked for,
 * with a purpose, to those who have the scope; it is in no address and in no storage, and gone when its window is closed. Loaded when it
 * is asked for.
 */
import { get, SignedOut } from "./api.js";
import { day, element, number, words } from "./format.js";
import { panel, table } from "./panel.js";
import { allows, signIn } from "./signin.js";

/** What the server sends at once. */
const PAGE = 1000;
/** The vault knows these purposes and no others; each access is recorded with one. */
const PURPOSES = ["CONTRACT_ADMINISTRATION", "DUTY_OF_CARE", "EMERGENCY", "DATA_SUBJECT_REQUEST", "AUDIT"];
/** What the vault holds of a person, in the order in which it is shown. */
const MEMBERS = { name: "Name", birthDate: "Born on", passport: "Passport", contact: "Contact", nextOfKin: "Next of kin" };
const MISSION = "[A-Z][A-Z0-9\\-]*";

const address = (path, parameters) => `${path}?${new URLSearchParams(Object.entries(parameters).filter(([, value]) => value))}`;

export function roster({ state, set, asOf }) {
  if (!allows("roster")) return { title: "Roster", nodes: [heading("Who serves, by identifier"), refusal()] };
  const on = state.get("on") ?? new Date().toISOString().slice(0, 10);
  const volunteer = state.get("volunteer");
  const mission = state.get("mission");
  const page = Number(state.get("page") ?? 1);
  const input = (label, type, name, value, more) => {
    const made = element("input", { type, value, ...more });
    made.dataset.key = name;
    made.addEventListener("change", () => made.reportValidity() && set({ [name]: made.value, page: null }));
    return element("label", {}, label, made);
  };
  const asked = [input("On", "date", "on", on, { min: "1992-01-01", max: "2100-12-31" }), volunteer
    ? input("Volunteer", "text", "volunteer", volunteer, { maxLength: 64, size: 14 })
    : input("Mission", "text", "mission", mission ?? "", { pattern: MISSION, maxLength: 20, size: 10 })];
  const history = (assignment) => element("a", { href: address("/events", { tag: `assignment:${assignment}` }) }, assignment);
  const served = [["First day", (it) => day(it.entryOnDuty)], ["Contract ends", (it) => day(it.contractEndsOn)], ["Left", (it) => [day(it.separationOn), it.separationReason ? element("small", {}, words(it.separationReason)) : ""]]];

  if (volunteer) {
    const made = panel("Service", address("/reports/service-history", { volunteer, on }), ({ rows }) => [
      table("Service of the volunteer", [["Assignment", (it) => history(it.assignment)], ["Mission", (it) => missionLink(it.mission, on)], ["Category", (it) => words(it.category)], ["Service area", (it) => words(it.serviceArea)],
        ["Station", (it) => it.station], ...served, ["Days", (it) => number(it.days), true], ["Months so far", (it) => number(it.monthsSoFar), true]], rows, "No assignment has begun by this day."),
    ], asOf);
    return { title: volunteer, nodes: [heading([`Volunteer ${volunteer}, up to ${day(on)}: `, element("a", { href: address("/events", { tag: `volunteer:${volunteer}` }) }, "events")], ...asked), nameButton(volunteer), made].filter(Boolean) };
  }
  const made = panel("Who serves", address("/reports/roster", { on, mission, page: page > 1 ? page : null }), ({ rows }) => [
    table("Who serves on the day", [
      ["Volunteer", (it) => [element("a", { href: address("/roster", { volunteer: it.volunteer, on: state.get("on") }) }, it.volunteer), nameButton(it.volunteer)]],
      ["Mission", (it) => missionLink(it.mission, on)], ["Station", (it) => it.station], ["Category", (it) => words(it.category)], ["Service area", (it) => words(it.serviceArea)], ["Nationality", (it) => it.nationality ?? ""], ["Gender", (it) => words(it.gender ?? "UNKNOWN")],
      ...served.slice(0, 2), ["Events", (it) => history(it.assignment)],
    ], rows, "Nobody serves."),
    rows.length === PAGE ? element("p", {}, element("a", { href: address("/roster", { on: state.get("on"), mission, page: page + 1 }) }, "Further volunteers")) : null,
  ], asOf);
  return { title: "Roster", nodes: [heading(`On ${day(on)}${mission ? `, ${mission}` : ""}, by identifier`, ...asked), made] };
}

const missionLink = (mission, on) => element("a", { href: address(`/m/${mission}`, { on }) }, mission);

function heading(lead, ...asked) {
  return element("div", { className: "title" },
    element("div", {}, element("h1", {}, "Roster"), element("p", {}, ...[lead].flat())),
    asked.length ? element("form", { className: "asked", onsubmit: (event) => event.preventDefault() }, ...asked) : null);
}

function refusal() {
  const button = (text, scopes, className) => {
    const made = element("button", { type: "button", className }, text);
    made.addEventListener("click", () => signIn(scopes));
    return made;
  };
  return element("div", { className: "panel" },
    element("p", { className: "none" }, "This view shows single volunteers, so it needs the scope roster, which your sign-in does not have. Who reads it is recorded."),
    element("p", { className: "play" }, button("Sign in for the roster", "roster", "primary"), button("Sign in for the roster and names on demand", "roster personal-data", "quiet")));
}

/** Nothing for those who may not see names. */
function nameButton(volunteer) {
  if (!allows("personal-data")) return null;
  const made = element("button", { type: "button", className: "quiet" }, "Name");
  made.dataset.key = `name ${volunteer}`;
  made.setAttribute("aria-label", `Name of ${volunteer}`);
  made.addEventListener("click", () => askForName(volunteer));
  return made;
}

/** Asks what for, then shows who it is until the window is closed, the view changes or the session ends. */
function askForName(volunteer) {
  const purpose = element("select", { required: true }, element("option", { value: "" }, "Choose what for"), ...PURPOSES.map((it) => element("option", { value: it }, words(it))));
  const close = element("button", { type: "button", className: "quiet" }, "Close");
  const go = element("button", { type: "button", className: "primary" }, "Show, and record that I looked");
  const said = element("p", { className: "status bad", role: "alert" });
  const shown = element("dl", { className: "person" });
  const dialog = element("dialog", { className: "ask" }, element("h2", {}, `Who is ${volunteer}?`),
    element("p", {}, "Your access is recorded with your name, the time and the purpose before anything is shown."), element("label", {}, "Purpose", purpose), said, shown, element("div", { className: "acts" }, close, go));
  dialog.setAttribute("aria-label", `Who is ${volunteer}?`);
  const left = new AbortController();
  const end = () => dialog.close();
  for (const event of ["popstate", "pagehide"]) addEventListener(event, end, { signal: left.signal });
  document.addEventListener("signed-out", end, { signal: left.signal });
  close.addEventListener("click", end);
  dialog.addEventListener("close", () => {
    left.abort();
    shown.replaceChildren();
    dialog.remove();
  });
  go.addEventListener("click", async () => {
    if (!purpose.reportValidity()) return;
    go.disabled = true;
    said.textContent = "";
    try {
      const person = await get(address(`/personal-data/${encodeURIComponent(volunteer)}`, { purpose: purpose.value }), "no-store");
      if (left.signal.aborted) return;
      shown.replaceChildren(...Object.entries(MEMBERS).filter(([member]) => person[member]).map(([member, label]) => element("div", {}, element("dt", {}, label), element("dd", {}, textOf(person[member])))));
      go.remove();
      close.focus();
    } catch (broken) {
      if (broken instanceof SignedOut) {
        document.body.dispatchEvent(new CustomEvent("signed-out", { bubbles: true }));
        return;
      }
      said.textContent = broken.message;
      go.disabled = false;
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  purpose.focus();
}

const textOf = (value) => (typeof value === "object" ? Object.values(value).filter(Boolean).map(textOf).join(", ") : String(value));
