/** The views of the desk. Each is a title and panels, from the state in the address. */
import { day, element, month, number, words } from "./format.js";
import { bar, lifeline, lines, panel, shape, table } from "./panel.js";

const TREND_MONTHS = 24;
const FIRST_MONTH = "1992-01";
const SOON_DAYS = { MANDATE: 90, CONTRACT: 60 };
const VACANT_PERCENT = 20;
const DAY_MILLIS = 86_400_000;

const iso = (date) => date.toISOString().slice(0, 10);
const dayOf = (state) => state.get("on") ?? iso(new Date());
const monthsBefore = (on, count) => {
  const date = new Date(`${on.slice(0, 7)}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() - count);
  return iso(date).slice(0, 7);
};
const sum = (rows, member) => rows.reduce((total, row) => total + row[member], 0);
const percent = (part, whole) => (whole ? `${number(Math.round((part / whole) * 1000) / 10)} %` : "–");
const address = (path, parameters) => {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value));
  return query.size ? `${path}?${query}` : path;
};
const missionLink = (mission, on) => element("a", { href: address(`/m/${mission}`, { on }) }, mission);

function title(text, lead, ...asked) {
  return element("div", { className: "title" },
    element("div", {}, element("h1", {}, text), lead ? element("p", {}, ...[lead].flat()) : null),
    element("form", { className: "asked" }, ...asked));
}

/** An input whose value is in the address. */
function input(label, type, name, value, set, more = {}) {
  const made = element("input", { type, value, ...more });
  made.dataset.key = name;
  made.addEventListener("change", () => made.reportValidity() && set({ [name]: made.value }));
  return element("label", {}, label, made);
}

const figures = (items) => element("dl", { className: "figures" },
  ...items.map(([name, value, href]) => element("div", {}, element("dt", {}, name), element("dd", {}, href ? element("a", { href }, value) : value))));

export function today({ state, set, asOf }) {
  const on = dayOf(state);
  const filter = { type: state.get("type"), category: state.get("category"), serviceArea: state.get("serviceArea") };
  const first = monthsBefore(on, TREND_MONTHS - 1);
  const known = {};
  const parts = [];
  const again = () => parts.forEach((part) => part.redraw());
  const keep = (name) => (answer) => {
    const isFirst = !known[name];
    known[name] = answer;
    asOf(answer);
    if (isFirst) again();
  };
  const fits = (row, except) => Object.entries(filter).every(([name, value]) => name === except || !value || row[name] === value);
  const strengthOf = (rows) => rows.filter((row) => !filter.type || row.type === filter.type);
  const ofMonth = (rows) => rows.filter((row) => row.month === on.slice(0, 7));

  const serving = panel("Serving", address("/reports/headcount", { on, groupBy: "mission,type,category,serviceArea" }), ({ rows }) => {
    const posts = known.strength ? ofMonth(strengthOf(known.strength.rows)) : [];
    const authorized = sum(posts, "authorized");
    const women = known.gender?.rows.find((row) => row.mission === null && row.value === "FEMALE")?.persons;
    const counted = known.gender?.rows.filter((row) => row.mission === null);
    const bars = (name) => {
      const values = Map.groupBy(rows.filter((row) => fits(row, name)), (row) => row[name]);
      const most = Math.max(1, ...[...values.values()].map((group) => sum(group, "persons")));
      return element("section", { ariaLabel: words(name) }, element("h3", {}, { type: "By type", category: "By category", serviceArea: "By service area" }[name]),
        element("ul", { className: "bars" }, ...[...values].sort(([, a], [, b]) => sum(b, "persons") - sum(a, "persons")).map(([value, group]) => {
          const button = element("button", { type: "button" }, element("span", {}, words(value)), element("b", {}, number(sum(group, "persons"))), bar(sum(group, "persons"), most));
          button.setAttribute("aria-pressed", filter[name] === value);
          button.dataset.key = `${name} ${value}`;
          button.addEventListener("click", () => set({ [name]: filter[name] === value ? null : value }));
          return element("li", {}, button);
        })));
    };
    const persons = sum(rows.filter((row) => fits(row)), "persons");
    return [
      figures([
        ["serving", number(persons), address("/changes", { to: on.slice(0, 7) })],
        ["authorized", posts.length ? number(authorized) : "–", "#missions"],
        ["filled", posts.length ? percent(sum(posts, "encumbered"), authorized) : "–", "#missions"],
        ["vacant", posts.length ? number(authorized - sum(posts, "encumbered")) : "–", "#missions"],
        ["women", women && counted ? percent(women, sum(counted, "persons")) : "–", "#gender"],
        ["missions with volunteers", number(new Set(rows.filter((row) => fits(row)).map((row) => row.mission)).size), "#missions"],
      ]),
      element("div", { className: "columns" }, bars("type"), bars("category"), bars("serviceArea")),
    ];
  }, keep("headcount"));

  const trend = panel("Serving and authorized, 24 months", address("/reports/strength", { from: first, to: on.slice(0, 7) }), ({ rows }) => {
    const byMonth = [...Map.groupBy(strengthOf(rows), (row) => row.month)].sort(([a], [b]) => a.localeCompare(b));
    if (!byMonth.length) return element("p", { className: "none" }, "No posts and no volunteers in these months.");
    const at = (index) => byMonth.at(index)[1];
    return [
      lines("line", 600, 120, [{ name: "authorized", values: byMonth.map(([, group]) => sum(group, "authorized")) }, { name: "serving", values: byMonth.map(([, group]) => sum(group, "encumbered")) }]),
      element("p", { className: "key" }, element("span", {}, `${month(byMonth[0][0])}: ${number(sum(at(0), "encumbered"))} of ${number(sum(at(0), "authorized"))} posts filled`),
        element("span", {}, `${month(byMonth.at(-1)[0])}: ${number(sum(at(-1), "encumbered"))} of ${number(sum(at(-1), "authorized"))}`)),
      element("p", {}, element("a", { href: "/history" }, "All 34 years")),
    ];
  }, keep("strength"));

  const years = panel("The months since 1992", address("/reports/turnover", { from: FIRST_MONTH, to: iso(new Date()).slice(0, 7) }), ({ rows }) => brush(rows, on, set));

  const ending = panel("Needs attention", address("/reports/ends", { on }), ({ rows }) => {
    const items = rows.filter((row) => row.days <= SOON_DAYS[row.what]).map((row) => [
      row.mission, row.what === "MANDATE"
        ? ` mandate ${row.days < 0 ? "expired" : "expires"} ${day(row.endsOn)}, ${number(row.persons)} serving`
        : ` ${number(row.persons)} contract${row.persons === 1 ? "" : "s"} ${row.days < 0 ? "ended without a separation" : "end"} ${day(row.endsOn)}`,
    ]);
    for (const row of known.closure?.rows ?? []) {
      if (row.phase === "LIQUIDATION") items.push([row.mission, row.ready ? " is ready to close" : ` in liquidation with ${number(row.openAssignments)} serving`]);
    }
    for (const row of ofMonth(known.strength?.rows ?? [])) {
      if (row.vacancy < 0) items.push([row.mission, ` ${row.type.toLowerCase()} over strength by ${number(-row.vacancy)}`]);
      else if (row.vacancyPercent > VACANT_PERCENT) items.push([row.mission, ` ${row.type.toLowerCase()} posts ${number(row.vacancyPercent)} % vacant`]);
    }
    return items.length
      ? element("ul", { className: "attention" }, ...items.map(([mission, text]) => element("li", {}, missionLink(mission, state.get("on")), text)))
      : element("p", { className: "none" }, "Nothing needs attention.");
  }, keep("ends"));

  const closure = panel("Missions", address("/reports/closure", { on }), ({ rows }) => {
    const servingIn = (mission) => sum((known.headcount?.rows ?? []).filter((row) => row.mission === mission && fits(row)), "persons");
    const postsOf = (mission) => strengthOf(known.strength?.rows ?? []).filter((row) => row.mission === mission);
    const phases = ["ACTIVE", "DRAWDOWN", "LIQUIDATION"];
    const sorted = [...rows].sort((a, b) => phases.indexOf(a.phase) - phases.indexOf(b.phase) || servingIn(b.mission) - servingIn(a.mission));
    const months = Array.from({ length: TREND_MONTHS }, (_, index) => monthsBefore(on, TREND_MONTHS - 1 - index));
    const made = table("Missions that are not closed", [
      ["Mission", (row) => missionLink(row.mission, state.get("on"))],
      ["Phase", (row) => element("span", { className: `phase ${row.phase}` }, words(row.phase))],
      ["Serving", (row) => number(servingIn(row.mission)), true],
      ["Posts filled", (row) => {
        const posts = ofMonth(postsOf(row.mission));
        return [`${number(sum(posts, "encumbered"))} of ${number(sum(posts, "authorized"))}`, bar(sum(posts, "encumbered"), sum(posts, "authorized"))];
      }],
      ["24 months", (row) => lines("line spark", 96, 24, [{ name: "serving", values: months.map((it) => sum(postsOf(row.mission).filter((post) => post.month === it), "encumbered")) }])],
    ], sorted, "No mission is open.");
    return element("div", { id: "missions" }, made);
  }, keep("closure"));

  const gender = panel("Women and men", address("/reports/demographics", { from: on.slice(0, 7), to: on.slice(0, 7), groupBy: "gender" }), ({ rows }) =>
    element("div", { id: "gender" }, table("Persons by gender, all missions", [["Gender", (row) => words(row.value)], ["Persons", (row) => number(row.persons), true]],
      rows.filter((row) => row.mission === null), "Nobody serves.")), keep("gender"));
  parts.push(serving, ending, closure);
  const chosen = Object.values(filter).filter(Boolean);
  return {
    title: "Today",
    nodes: [
      title(`UN Volunteers on ${day(on)}`, chosen.length ? `Only ${chosen.map((it) => words(it).toLowerCase()).join(", ")}` : "", input("On", "date", "on", on, set, { min: "1992-01-01", max: "2100-12-31" })),
      serving, ending, trend, years, closure, gender,
    ],
  };
}

/** Thirty-four years at a glance; its handle moves the 24 months above, and everything else, to the end of a month. */
function brush(rows, on, set) {
  const byYear = Map.groupBy(rows, (row) => row.year);
  const first = +FIRST_MONTH.slice(0, 4);
  const last = new Date().getUTCFullYear();
  const values = Array.from({ length: last - first + 1 }, (_, index) => sum(byYear.get(first + index) ?? [], "averageServing"));
  const indexOf = (day) => (+day.slice(0, 4) - first) * 12 + +day.slice(5, 7) - 1;
  const endOf = (index) => iso(new Date(Date.UTC(first, index + 1, 0)));
  const slider = element("input", { type: "range", min: 0, max: indexOf(iso(new Date())), value: indexOf(on) });
  const tell = () => slider.setAttribute("aria-valuetext", month(endOf(+slider.value).slice(0, 7)));
  slider.dataset.key = "brush";
  slider.setAttribute("aria-label", "Move to the end of a month");
  slider.addEventListener("input", tell);
  slider.addEventListener("change", () => set({ on: endOf(+slider.value) }));
  tell();
  const drawn = lines("line", 600, 60, [{ name: "serving", values }]);
  const width = 600 / (values.length * 12);
  drawn.prepend(shape("rect", { class: "window", x: Math.max(0, (indexOf(on) - TREND_MONTHS + 1) * width), width: TREND_MONTHS * width, height: 60 }));
  return [drawn, element("div", { className: "brush" }, slider), element("p", { className: "key" }, element("span", {}, `${first}: ${number(Math.round(values[0]))} serving on average`), element("span", {}, `${last}: ${number(Math.round(values.at(-1)))}`))];
}

export function mission({ state, set, name, asOf }) {
  const on = dayOf(state);
  const record = panel("Life", address(`/missions/${name}`, { on }), (answer) => {
    const end = Math.max(Date.parse(on), ...answer.phases.map((it) => Date.parse(it.from)));
    const bands = answer.phases.map((it) => ({ phase: it.phase, from: Date.parse(it.from), until: it.until ? Date.parse(it.until) : end + 30 * DAY_MILLIS }));
    return [
      element("p", {}, `${answer.name}. `, element("span", { className: `phase ${answer.phase}` }, words(answer.phase))),
      bands.length ? lifeline(bands, bands[0].from, bands.at(-1).until) : null,
      element("ul", { className: "timeline" }, ...answer.phases.map((it) => element("li", {}, words(it.phase), element("span", {}, `from ${day(it.from)}`)))),
      element("h3", {}, "Mandates"),
      table("Mandates", [["Instrument", (it) => it.instrument], ["Adopted", (it) => day(it.adoptedOn)], ["Expires", (it) => (it.expiresOn ? day(it.expiresOn) : "open")]], answer.mandates),
      element("h3", {}, "Authorized posts"),
      table("Authorized posts", [["From", (it) => day(it.from)], ["To", (it) => day(it.to)], ["Type", (it) => words(it.type)], ["Posts", (it) => number(it.authorized), true], ["Document", (it) => it.document]], [...answer.strength].reverse()),
    ];
  }, asOf);
  const strength = panel("Serving and authorized, 24 months", address("/reports/strength", { mission: name, from: monthsBefore(on, TREND_MONTHS - 1), to: on.slice(0, 7) }), ({ rows }) => {
    const byMonth = [...Map.groupBy(rows, (row) => row.month)].sort(([a], [b]) => a.localeCompare(b));
    return byMonth.length ? [
      lines("line", 600, 100, [{ name: "authorized", values: byMonth.map(([, it]) => sum(it, "authorized")) }, { name: "serving", values: byMonth.map(([, it]) => sum(it, "encumbered")) }]),
      table("Posts by month", [["Month", (it) => month(it.month)], ["Type", (it) => words(it.type)], ["Authorized", (it) => number(it.authorized), true], ["Filled", (it) => number(it.encumbered), true], ["Reserved", (it) => number(it.reserved), true], ["Vacant", (it) => number(it.vacancy), true]], [...rows].reverse()),
    ] : element("p", { className: "none" }, "No posts and no volunteers in these months.");
  });
  const stations = panel("Duty stations", address("/reports/stations", { mission: name, on }), ({ rows }) =>
    table("Duty stations", [["Station", (it) => it.name ?? it.station], ["Country", (it) => it.country], ["Opened", (it) => day(it.openedOn)], ["Class", (it) => it.hardshipClass ?? "–"], ["Serving", (it) => number(it.persons), true]], rows));
  const rest = panel("Rest and recuperation", address("/reports/rest", { mission: name, on }), ({ rows }) =>
    table("Rest and recuperation", [["Station", (it) => it.station], ["Cycle in weeks", (it) => (it.restCycleWeeks === null ? "–" : number(it.restCycleWeeks)), true], ["Serving", (it) => number(it.persons), true], ["Due", (it) => number(it.due), true],
      ["Within 14 days", (it) => number(it.dueSoon), true], ["Resting", (it) => number(it.resting), true], ["Next due", (it) => day(it.nextDueOn)]], rows, "Nobody serves."));
  const evacuations = panel("Evacuations", address("/reports/evacuations", { mission: name, on }), ({ rows }) =>
    table("Evacuations", [["Order", (it) => it.order], ["From", (it) => day(it.orderedOn)], ["Lifted", (it) => day(it.liftedOn)], ["Stations", (it) => it.stations.join(", ")], ["Persons", (it) => number(it.persons), true], ["In a safe haven", (it) => number(it.atHaven), true],
      ["Returned", (it) => number(it.returned), true], ["Not moved", (it) => number(it.notMoved), true]], rows, "None was ordered."));
  const joined = panel("Joined and left", address("/reports/turnover", { mission: name, from: "1992-01", to: on.slice(0, 7) }), ({ rows }) =>
    table("Joined and left by year", [["Year", (it) => String(it.year)], ["Joined", (it) => number(it.joined), true], ["Left", (it) => number(it.left), true], ["Serving on average", (it) => number(it.averageServing), true]], [...rows].reverse()));
  return { title: name, nodes: [title(name, [`On ${day(on)}. `, element("a", { href: address("/roster", { mission: name, on: state.get("on") }) }, "Roster"), ", ", element("a", { href: address("/events", { tag: `mission:${name}` }) }, "events")], input("On", "date", "on", on, set, { min: "1992-01-01", max: "2100-12-31" })), record, strength, stations, rest, evacuations, joined] };
}

export function ends({ state, set, asOf }) {
  const on = dayOf(state);
  const list = (what, columns) => panel(what === "CONTRACT" ? "Contracts" : "Mandates", address("/reports/ends", { on, mission: state.get("mission") }), ({ rows }) =>
    table(what === "CONTRACT" ? "Contracts that end" : "Mandates that end", columns, rows.filter((row) => row.what === what), "None within 90 days."), asOf);
  const left = (row) => (row.days < 0 ? `${number(-row.days)} days ago` : `in ${number(row.days)} days`);
  const shared = [["Mission", (row) => missionLink(row.mission, state.get("on"))], ["Last day", (row) => day(row.endsOn)], ["When", left]];
  return {
    title: "Ends",
    nodes: [
      title("What ends within 90 days", `From ${day(on)}, and what is overdue`,
        input("On", "date", "on", on, set, { min: "1992-01-01", max: "2100-12-31" }), input("Mission", "text", "mission", state.get("mission") ?? "", set, { pattern: "[A-Z][A-Z0-9\\-]*", maxLength: 20, size: 10 })),
      list("MANDATE", [...shared, ["Instrument", (row) => row.instrument], ["Serving", (row) => number(row.persons), true]]),
      list("CONTRACT", [...shared, ["Persons", (row) => number(row.persons), true]]),
    ],
  };
}

export function changes({ state, set, asOf }) {
  const to = state.get("to") ?? iso(new Date()).slice(0, 7);
  const from = state.get("from") ?? monthsBefore(`${to}-01`, 11);
  const asked = { from, to, mission: state.get("mission") };
  return {
    title: "Changes",
    nodes: [
      title("Who joined and who left", `${month(from)} to ${month(to)}`, input("From", "month", "from", from, set), input("To", "month", "to", to, set),
        input("Mission", "text", "mission", state.get("mission") ?? "", set, { pattern: "[A-Z][A-Z0-9\\-]*", maxLength: 20, size: 10 })),
      panel("Joined and left", address("/reports/turnover", asked), ({ rows }) => [
        figures([["joined", number(sum(rows, "joined"))], ["left", number(sum(rows, "left"))]]),
        table("Joined and left by mission and year", [["Mission", (it) => missionLink(it.mission)], ["Year", (it) => String(it.year)], ["Joined", (it) => number(it.joined), true], ["Left", (it) => number(it.left), true],
          ["Turnover", (it) => (it.turnoverPercent === null ? "–" : `${number(it.turnoverPercent)} %`), true], ["Months served", (it) => (it.meanMonthsServed === null ? "–" : number(it.meanMonthsServed)), true]], rows, "Nobody joined or left."),
      ], asOf),
      panel("Why service ended", address("/reports/separations", asked), ({ rows }) =>
        table("Why service ended", [["Mission", (it) => missionLink(it.mission)], ["Year", (it) => String(it.year)], ["Reason", (it) => words(it.reason)], ["Persons", (it) => number(it.persons), true]], rows, "Nobody left.")),
    ],
  };
}

export function known({ state, set, position, asOf }) {
  const on = dayOf(state);
  const then = state.get("then") ?? "";
  const now = state.get("now") ?? "";
  const ask = title("What was said then, what is known now", `Headcount on ${day(on)}`, input("On", "date", "on", on, set, { min: "1992-01-01", max: "2100-12-31" }),
    input("Known then, at position", "text", "then", then, set, { inputMode: "numeric", pattern: "[0-9]{1,18}", size: 10 }), input("Known now, at position", "text", "now", now, set, { inputMode: "numeric", pattern: "[0-9]{1,18}", size: 10 }));
  if (!then || !now) {
    return { title: "Known", nodes: [ask, panel("As known now", address("/reports/headcount", { on }), (answer) => {
      const here = element("button", { type: "button", className: "quiet" }, `Compare with position ${number(Math.floor(answer.position / 2))}`);
      here.addEventListener("click", () => set({ then: Math.floor(answer.position / 2), now: answer.position }));
      return [figures([["serving", number(answer.total.persons)], ["as known at position", number(answer.position)]]), here];
    }, asOf)] };
  }
  const value = (it) => (it ? number(it.persons) : "–");
  return {
    title: "Known",
    nodes: [ask, panel("The difference", address("/reports/headcount/changes", { on, knownAt: `${then},${now}`, groupBy: "mission,type,serviceArea" }), (answer) => [
      figures([["said then", number(answer.earlier.total.persons)], ["known now", number(answer.later.total.persons)], ["difference", number(answer.later.total.persons - answer.earlier.total.persons)]]),
      table("Rows that differ", [["Mission", (it) => missionLink((it.after ?? it.before).mission, state.get("on"))], ["Type", (it) => words((it.after ?? it.before).type)], ["Service area", (it) => words((it.after ?? it.before).serviceArea)],
        ["Then", (it) => value(it.before), true], ["Now", (it) => value(it.after), true]], answer.changes, "No row differs."),
      element("h3", {}, "Events recorded in between"),
      table("Events recorded in between", [["Position", (it) => element("a", { href: `/events?before=${it.position + 1}` }, number(it.position)), false], ["Recorded", (it) => new Date(it.recordedAt).toUTCString()], ["Mission", (it) => it.mission ?? ""]],
        answer.events, "None that this report reads."),
      answer.moreEvents ? element("p", { className: "none" }, "There are more.") : null,
    ])],
  };
}

export function quality({ asOf }) {
  const NAMES = { ALL: "All missions", "ALL-PEACEKEEPING": "All peacekeeping", "TIMOR-LESTE": "Timor-Leste" };
  const computed = (it) => (it.measure === null ? "not comparable" : it.least === it.greatest ? number(it.least) : `${number(it.least)} to ${number(it.greatest)}`);
  return {
    title: "Quality",
    nodes: [title("Published beside computed", "Shown side by side and never asserted to be equal"), panel("Published figures", "/reports/published", ({ rows }) =>
      table("Published figures beside computed ones", [["Mission", (it) => NAMES[it.mission] ?? missionLink(it.mission)], ["When", (it) => it.when], ["Published", (it) => [number(it.published), element("small", {}, it.relation)], true],
        ["Computed", computed, true], ["What", (it) => it.what], ["Source", (it) => it.source]], rows), asOf)],
  };
}
