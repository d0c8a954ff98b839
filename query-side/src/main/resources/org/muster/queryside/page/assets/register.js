/** The mission register: a table that can be sorted and filtered, and one mission in full. */
import { get } from "./api.js";
import { byId, day, element, number, words } from "./format.js";
import { countries } from "./places.js";

const text = (of) => (a, b) => of(a).localeCompare(of(b), "en");
const figure = (of) => (a, b) => of(b) - of(a);
/** Missing dates come last: they have not happened. */
const date = (of) => (a, b) => (of(a) ?? "9999").localeCompare(of(b) ?? "9999");

const COLUMNS = [
  { name: "Mission", compare: text((row) => row.mission), cell: missionCell },
  { name: "Where", wide: true, compare: text((row) => row.where), cell: (row) => element("td", { className: "wide" }, row.where) },
  { name: "Phase", compare: text((row) => row.phase), cell: (row) => element("td", {}, phase(row.phase)) },
  { name: "Started", wide: true, compare: date((row) => row.startedOn), cell: (row) => element("td", { className: "wide date" }, day(row.startedOn)) },
  { name: "Mandate ended", wide: true, compare: date((row) => row.mandateEndedOn), cell: (row) => element("td", { className: "wide date" }, day(row.mandateEndedOn)) },
  { name: "Serving", number: true, compare: figure((row) => row.serving), cell: (row) => element("td", { className: "number" }, row.serving ? number(row.serving) : "–") },
  { name: "Persons", number: true, middle: true, compare: figure((row) => row.persons), cell: (row) => element("td", { className: "number middle" }, row.persons ? number(row.persons) : "–") },
];

let rows = [];
let sorted = { column: COLUMNS[3], backwards: true };

function missionCell(row) {
  const open = element("button", { type: "button", className: "open" }, row.mission);
  open.addEventListener("click", () => show(row));
  return element("th", { scope: "row" }, open, element("small", {}, row.name));
}

const phase = (name) => element("span", { className: `phase ${name}` }, words(name));

export function showRegister(missions, headcount, cumulative) {
  const serving = new Map();
  headcount.rows.forEach((row) => serving.set(row.mission, (serving.get(row.mission) ?? 0) + row.persons));
  const persons = new Map(cumulative.rows.map((row) => [row.mission, row.persons]));
  rows = missions.map((mission) => ({
    ...mission,
    where: countries(mission.countries),
    serving: serving.get(mission.mission) ?? 0,
    persons: persons.get(mission.mission) ?? 0,
  }));
  const phases = ["PLANNED", "ACTIVE", "DRAWDOWN", "LIQUIDATION", "CLOSED"].filter((name) => rows.some((row) => row.phase === name));
  byId("phase").replaceChildren(element("option", { value: "" }, "All phases"), ...phases.map((name) => element("option", { value: name }, words(name))));
  byId("find").oninput = draw;
  byId("phase").onchange = draw;
  heads();
  draw();
}

function heads() {
  const line = element("tr");
  for (const column of COLUMNS) {
    const button = element("button", { type: "button" }, column.name);
    const head = element("th", { scope: "col", className: [column.number && "number", column.wide && "wide", column.middle && "middle"].filter(Boolean).join(" ") }, button);
    button.addEventListener("click", () => {
      sorted = { column, backwards: sorted.column === column && !sorted.backwards };
      draw();
    });
    column.head = head;
    line.append(head);
  }
  byId("missions").tHead.replaceChildren(line);
}

function draw() {
  const wanted = byId("find").value.trim().toLowerCase();
  const inPhase = byId("phase").value;
  const found = rows
    .filter((row) => !inPhase || row.phase === inPhase)
    .filter((row) => `${row.mission} ${row.name} ${row.where}`.toLowerCase().includes(wanted))
    .sort((a, b) => (sorted.backwards ? -1 : 1) * sorted.column.compare(a, b) || a.mission.localeCompare(b.mission));
  for (const column of COLUMNS) {
    if (column !== sorted.column) column.head.removeAttribute("aria-sort");
    else column.head.setAttribute("aria-sort", sorted.backwards === Boolean(column.number) ? "ascending" : "descending");
  }
  byId("missions").tBodies[0].replaceChildren(
    ...found.map((row) => element("tr", {}, ...COLUMNS.map((column) => column.cell(row)))),
    ...(found.length ? [] : [element("tr", {}, element("td", { colSpan: COLUMNS.length, className: "none" }, "No mission matches."))]),
  );
  byId("found").textContent = `${found.length} of ${rows.length} missions`;
}

async function show(row) {
  const dialog = byId("mission");
  const close = element("button", { type: "button", className: "quiet" }, "Close");
  close.addEventListener("click", () => dialog.close());
  dialog.onclick = (event) => event.target === dialog && dialog.close();
  const body = element("div", {}, element("p", { className: "none", role: "status" }, "Reading the register…"));
  byId("mission-content").replaceChildren(
    element("header", {}, element("div", {}, element("h2", { id: "mission-title" }, row.mission), element("p", {}, `${row.name}. ${row.where}.`)), close),
    body,
  );
  dialog.showModal();
  try {
    body.replaceChildren(...details(await get(`/missions/${encodeURIComponent(row.mission)}`)));
  } catch (failed) {
    body.replaceChildren(element("p", { className: "none", role: "alert" }, failed.message || "Please sign in again."));
  }
}

function details(mission) {
  const list = (title, items, line) =>
    items.length ? [element("h3", {}, title), element("ul", { className: "timeline" }, ...items.map((item) => element("li", {}, ...line(item))))] : [];
  const between = (from, to) => element("span", {}, `${day(from)}${to ? ` to ${day(to)}` : ""}`);
  const posts = new Map();
  for (const { from, to, type, authorized, document } of mission.strength) {
    if (!posts.has(from)) posts.set(from, { from, to, document });
    posts.get(from)[type] = authorized;
  }
  const kin = [
    mission.predecessors.length ? `Follows ${mission.predecessors.join(", ")}.` : "",
    mission.successors.length ? `Followed by ${mission.successors.join(", ")}.` : "",
  ].join(" ").trim();
  return [
    kin ? element("p", { className: "aside" }, kin) : null,
    ...list("Phases", mission.phases, (it) => [element("b", {}, words(it.phase)), between(it.from, null)]),
    ...list("Mandates", mission.mandates, (it) => [it.instrument, element("span", {}, `adopted ${day(it.adoptedOn)}${it.expiresOn ? `, expires ${day(it.expiresOn)}` : ""}`)]),
    ...list("Duty stations", mission.dutyStations, (it) => [`${it.name}, ${countries([it.country])}`, element("span", {}, `opened ${day(it.openedOn)}`)]),
    ...list("Authorized posts", [...posts.values()].reverse(), (it) => [
      `${number(it.INTERNATIONAL ?? 0)} international, ${number(it.NATIONAL ?? 0)} national`,
      between(it.from, it.to),
    ]),
  ].filter(Boolean);
}
