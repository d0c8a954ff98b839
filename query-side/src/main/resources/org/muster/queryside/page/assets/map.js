/**
 * The map: points on a graticule, without any border, sized by who serves in a country in a month. Loaded when it is asked for.
 * A mission counts in the first country of its mandate.
 */
import { element, month, number } from "./format.js";
import { panel, shape, table } from "./panel.js";
import { countries } from "./places.js";

const FIRST_MONTH = "1992-01";
const STEP_MILLIS = 180;
const DISCLAIMER = "The designations employed and the presentation of material on this map do not imply the expression of any opinion whatsoever on the part of the Secretariat of the United Nations concerning the legal status of any country, territory, city or area or of its authorities, or concerning the delimitation of its frontiers or boundaries.";

/** Longitude and latitude of a place within each country, in degrees, rounded to whole ones. */
const AT = {
  AFG: [66, 34], BDI: [30, -3], BIH: [18, 44], CAF: [21, 7], CIV: [-6, 7], COD: [23, -3], COL: [-74, 4], CYP: [33, 35], ERI: [39, 15], ESH: [-13, 25], ETH: [40, 9], GEO: [43, 42],
  GIN: [-10, 11], GNB: [-15, 12], GTM: [-90, 15], HTI: [-72, 19], IRQ: [44, 33], KHM: [105, 12], LBR: [-9, 6], LBY: [18, 27], MLI: [-4, 17], MOZ: [35, -18], NPL: [84, 28], SDN: [30, 15],
  SLE: [-12, 8], SOM: [46, 5], SSD: [31, 7], TCD: [19, 15], TLS: [126, -9], XKX: [21, 43], YEM: [48, 15], ZAF: [25, -29],
};

const stepsOf = (last) => {
  const months = [];
  for (const date = new Date(`${FIRST_MONTH}-01T00:00:00Z`); date.toISOString().slice(0, 7) <= last; date.setUTCMonth(date.getUTCMonth() + 1)) months.push(date.toISOString().slice(0, 7));
  return months;
};

export function map({ state, note, asOf }) {
  const last = new Date().toISOString().slice(0, 7);
  const steps = stepsOf(last);
  let placed = new Map();
  let again = () => {};
  const where = panel("Where missions are", "/missions", ({ missions }) => {
    placed = new Map(missions.map((it) => [it.mission, it.countries]));
    again();
    return table("Where missions are", [["Mission", (it) => element("a", { href: `/m/${it.mission}` }, it.mission)], ["Countries", (it) => countries(it.countries)], ["Phase", (it) => it.phase]], missions);
  });
  const shown = panel("Serving by country", `/reports/strength?from=${FIRST_MONTH}&to=${last}`, ({ rows }) => {
    const byMonth = Map.groupBy(rows, (row) => row.month);
    const drawing = element("div", {});
    const at = element("output", {});
    const slider = element("input", { type: "range", min: 0, max: steps.length - 1, value: Math.max(0, steps.indexOf(state.get("month") ?? last)) });
    slider.dataset.key = "month";
    slider.setAttribute("aria-label", "Month");
    const play = element("button", { type: "button", className: "quiet" }, "Play");
    play.dataset.key = "play";
    let playing;
    const draw = () => {
      const chosen = steps[slider.value];
      const serving = [...servingIn(byMonth.get(chosen) ?? [], placed)].sort(([, a], [, b]) => b.persons - a.persons);
      const all = serving.reduce((total, [, it]) => total + it.persons, 0);
      at.textContent = `${month(chosen)}: ${number(all)} serving`;
      slider.setAttribute("aria-valuetext", at.textContent);
      drawing.replaceChildren(graticule(serving), table(`Serving by country, ${month(chosen)}`, [["Country", ([code]) => countries([code])], ["Serving", ([, it]) => number(it.persons), true],
        ["Missions", ([, it]) => it.missions.map((name) => element("a", { href: `/m/${name}?on=${chosen}-28` }, `${name} `))]], serving, "Nobody serves in this month."));
    };
    const stop = () => {
      clearInterval(playing);
      playing = undefined;
      play.textContent = "Play";
      note({ month: steps[slider.value] });
    };
    slider.addEventListener("input", draw);
    slider.addEventListener("change", () => note({ month: steps[slider.value] }));
    play.addEventListener("click", () => {
      if (playing) return stop();
      if (+slider.value === steps.length - 1) slider.value = 0;
      play.textContent = "Pause";
      playing = setInterval(() => {
        if (!play.isConnected || +slider.value === steps.length - 1) return stop();
        slider.value = +slider.value + 1;
        draw();
      }, STEP_MILLIS);
    });
    draw();
    again = draw;
    return [element("div", { className: "play" }, play, slider, at), drawing];
  }, asOf);
  return {
    title: "Map",
    nodes: [
      element("div", { className: "title" }, element("div", {}, element("h1", {}, "Where UN Volunteers serve"), element("p", {}, "By country and month, on a graticule without borders"))),
      shown, element("p", { className: "disclaimer" }, DISCLAIMER), where,
    ],
  };
}

function servingIn(rows, placed) {
  const byCountry = new Map();
  for (const { mission, encumbered } of rows) {
    const country = placed.get(mission)?.[0];
    if (!country || !encumbered) continue;
    const known = byCountry.get(country) ?? { persons: 0, missions: [] };
    known.persons += encumbered;
    if (!known.missions.includes(mission)) known.missions.push(mission);
    byCountry.set(country, known);
  }
  return byCountry;
}

/** Degrees are units: 360 wide, and 150 high, because nobody serves near the poles. */
function graticule(serving) {
  const most = Math.max(1, ...serving.map(([, it]) => it.persons));
  const lines = [];
  for (let longitude = -180; longitude <= 180; longitude += 30) lines.push(shape("line", { x1: longitude, x2: longitude, y1: -80, y2: 70 }));
  for (let latitude = -60; latitude <= 70; latitude += 30) lines.push(shape("line", { x1: -180, x2: 180, y1: -latitude, y2: -latitude, class: latitude === 0 ? "equator" : "" }));
  return shape("svg", { class: "map", viewBox: "-180 -80 360 150", "aria-hidden": "true" }, ...lines,
    ...serving.filter(([code]) => AT[code]).map(([code, { persons }]) => shape("circle", { cx: AT[code][0], cy: -AT[code][1], r: (1.5 + 12 * Math.sqrt(persons / most)).toFixed(1) })));
}
