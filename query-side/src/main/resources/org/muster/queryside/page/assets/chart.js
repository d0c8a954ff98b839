/** Headcount by mission and month as stacked areas, with a slider that reads out any month. */
import { byId, element, month, number, swatch } from "./format.js";
import { REGIONS, regionOf } from "./places.js";

const READ_OUT_MAX = 9;
/** Shades around a region's colour, so that neighbours in the stack can be told apart. */
const SHADES = [0, 26, -16, 44, 12, -28];
/** A name of 11 px: its height with a little air, and its width per letter. */
const LABEL_PIXELS = 14;
const LETTER_PIXELS = 8.2;

let chart;
let model;
/** Ends what watches for the size and the colours of an earlier drawing. */
let redrawing;

/** From the rows of the strength report: months, and per mission the persons of each month. */
function modelOf(strength, missions) {
  const monthNames = [];
  for (let [year, at] = strength.from.split("-").map(Number); ; at === 12 ? (year++, (at = 1)) : at++) {
    const name = `${year}-${String(at).padStart(2, "0")}`;
    monthNames.push(name);
    if (name >= strength.to) break;
  }
  const index = new Map(monthNames.map((name, i) => [name, i]));
  const persons = new Map();
  for (const row of strength.rows) {
    if (!persons.has(row.mission)) persons.set(row.mission, new Array(monthNames.length).fill(0));
    persons.get(row.mission)[index.get(row.month)] += row.encumbered;
  }
  const places = new Map(missions.map((mission) => [mission.mission, mission]));
  const series = [...persons]
    .filter(([, values]) => values.some((value) => value > 0))
    .map(([mission, values]) => ({
      mission,
      values,
      region: regionOf(places.get(mission)?.countries ?? []),
      first: values.findIndex((value) => value > 0),
    }))
    .sort((a, b) => REGIONS.indexOf(a.region) - REGIONS.indexOf(b.region) || a.first - b.first || (a.mission < b.mission ? -1 : 1));
  const counts = {};
  for (const one of series) one.shade = SHADES[(counts[one.region] = (counts[one.region] ?? -1) + 1) % SHADES.length];
  const totals = monthNames.map((_, i) => series.reduce((sum, one) => sum + one.values[i], 0));
  return { months: monthNames, series, totals };
}

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Red, green and blue of a mission's area. */
function rgbOf(one) {
  const target = one.shade >= 0 ? [255, 255, 255] : [0, 20, 40];
  const share = Math.abs(one.shade) / 100;
  const base = css("--" + one.region.toLowerCase()).match(/\w\w/g).map((part) => parseInt(part, 16));
  return base.map((value, i) => Math.round(value + (target[i] - value) * share));
}

const colourOf = (one) => `rgb(${rgbOf(one).join(",")})`;

/** Dark or white, whichever is read better on a mission's area. */
function inkOn(one) {
  const [red, green, blue] = rgbOf(one).map((value) => (value / 255) ** 2.2);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.24 ? "#04202f" : "#fff";
}

/** A mission's persons, with nothing drawn where there were none: only the month beside some stays, for the slope. */
const areaOf = (values) => values.map((value, i) => (value || values[i - 1] || values[i + 1] ? value : null));

function option() {
  const paper = css("--paper");
  const soft = css("--soft");
  const narrow = byId("chart").clientWidth < 560;
  return {
    animation: false,
    grid: { left: 44, right: 6, top: 12, bottom: 26 },
    xAxis: {
      type: "category",
      data: model.months,
      boundaryGap: false,
      axisLine: { lineStyle: { color: css("--line") } },
      axisTick: { show: false },
      axisLabel: {
        color: soft,
        fontFamily: "Inter",
        interval: (i) => model.months[i].endsWith("-01") && model.months[i].slice(0, 4) % (narrow ? 10 : 5) === 0,
        formatter: (name) => name.slice(0, 4),
      },
    },
    yAxis: {
      type: "value",
      splitNumber: 4,
      axisLabel: { color: soft, fontFamily: "Inter", formatter: (value) => number(value) },
      splitLine: { lineStyle: { color: css("--line") } },
    },
    series: model.series.map((one) => ({
      name: one.mission,
      type: "line",
      stack: "all",
      data: areaOf(one.values),
      symbol: "none",
      lineStyle: { width: 0.6, color: paper },
      areaStyle: { color: colourOf(one), opacity: 1 },
      emphasis: { disabled: true },
    })),
  };
}

/** Writes a mission's name into its area, where it is thickest, if it fits there. */
function labels() {
  const toX = (at) => chart.convertToPixel({ xAxisIndex: 0 }, at);
  const perMonth = toX(1) - toX(0);
  const zero = chart.convertToPixel({ yAxisIndex: 0 }, 0);
  const perPerson = (zero - chart.convertToPixel({ yAxisIndex: 0 }, 1000)) / 1000;
  const below = new Array(model.months.length).fill(0);
  const placed = [];
  for (const one of model.series) {
    const half = Math.ceil((one.mission.length * LETTER_PIXELS) / 2 / perMonth);
    let best = { room: LABEL_PIXELS / perPerson };
    for (let at = half; at < one.values.length - half; at++) {
      let [floor, ceiling] = [0, Infinity];
      for (let i = at - half; i <= at + half; i++) {
        floor = Math.max(floor, below[i]);
        ceiling = Math.min(ceiling, below[i] + one.values[i]);
      }
      if (ceiling - floor > best.room) best = { room: ceiling - floor, at, middle: (ceiling + floor) / 2 };
    }
    if (best.at !== undefined) {
      placed.push({
        type: "text",
        silent: true,
        z: 20,
        x: toX(best.at),
        y: zero - best.middle * perPerson,
        style: {
          text: one.mission,
          fill: inkOn(one),
          font: "600 11px Inter",
          textAlign: "center",
          textVerticalAlign: "middle",
        },
      });
    }
    one.values.forEach((value, i) => (below[i] += value));
  }
  chart.setOption({ graphic: [{ id: "names", $action: "replace", type: "group", silent: true, children: placed }] });
}

function readOut(at) {
  const serving = model.series
    .map((one) => ({ one, persons: one.values[at] }))
    .filter((entry) => entry.persons > 0)
    .sort((a, b) => b.persons - a.persons);
  const shown = serving.slice(0, READ_OUT_MAX);
  const others = serving.slice(READ_OUT_MAX);
  const item = (name, persons, colour) =>
    element("li", { className: colour ? "" : "others" }, colour ? swatch(colour) : null, name, element("b", {}, number(persons)));
  byId("readout").replaceChildren(
    element("h3", {}, month(model.months[at])),
    element("strong", {}, number(model.totals[at])),
    element("p", { className: "sum" }, `serving in ${serving.length} ${serving.length === 1 ? "mission" : "missions"}`),
    element(
      "ul",
      {},
      ...shown.map(({ one, persons }) => item(one.mission, persons, colourOf(one))),
      others.length ? item(`${others.length} others`, others.reduce((sum, entry) => sum + entry.persons, 0), null) : null,
    ),
  );
  const slider = byId("month");
  slider.value = at;
  slider.setAttribute("aria-valuetext", `${month(model.months[at])}: ${number(model.totals[at])} serving`);
}

function years() {
  const rows = [];
  model.months.forEach((name, at) => {
    if (!name.endsWith("-12") && at !== model.months.length - 1) return;
    const serving = model.series.filter((one) => one.values[at] > 0).sort((a, b) => b.values[at] - a.values[at]);
    rows.unshift(
      element(
        "tr",
        {},
        element("th", { scope: "row" }, name.endsWith("-12") ? name.slice(0, 4) : month(name)),
        element("td", { className: "number" }, number(model.totals[at])),
        element("td", { className: "number" }, String(serving.length)),
        element("td", {}, serving.slice(0, 4).map((one) => `${one.mission} ${number(one.values[at])}`).join(", ")),
      ),
    );
  });
  byId("years").tBodies[0].replaceChildren(...rows);
}

/** The month at which most served: where the reader starts, because it is what the chart is about. */
const peakMonth = () => Math.max(0, model.totals.indexOf(Math.max(...model.totals)));

export async function showChart(strength, missions) {
  const echarts = await import("/webjars/echarts/echarts.esm.min.js");
  model = modelOf(strength, missions);
  await document.fonts.ready;
  chart ??= echarts.init(byId("chart"), null, { renderer: "canvas" });
  const draw = () => {
    chart.setOption(option(), { notMerge: true });
    labels();
  };
  draw();

  byId("legend").replaceChildren(
    ...REGIONS.filter((region) => model.series.some((one) => one.region === region)).map((region) =>
      element("li", {}, swatch(css("--" + region.toLowerCase())), region)),
  );
  const slider = byId("month");
  slider.max = model.months.length - 1;
  slider.oninput = () => point(Number(slider.value));
  chart.getZr().off("mousemove");
  chart.getZr().on("mousemove", (event) => {
    const at = Math.round(chart.convertFromPixel({ xAxisIndex: 0 }, event.offsetX));
    if (at >= 0 && at < model.months.length && at !== Number(slider.value)) point(at);
  });
  // Shown again with newer figures, the reader stays where they are.
  point(redrawing ? Math.min(Number(slider.value), model.months.length - 1) : peakMonth());
  years();
  redrawing?.abort();
  redrawing = new AbortController();
  const redraw = () => {
    chart.resize();
    draw();
    point(Number(slider.value));
  };
  const observer = new ResizeObserver(redraw);
  observer.observe(byId("chart"));
  redrawing.signal.addEventListener("abort", () => observer.disconnect());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw, { signal: redrawing.signal });
}

/** Reads a month out, and draws a line at it. */
function point(at) {
  readOut(at);
  const x = chart.convertToPixel({ xAxisIndex: 0 }, at);
  const zero = chart.convertToPixel({ yAxisIndex: 0 }, 0);
  const line = { shape: { x1: x, y1: 12, x2: x, y2: zero }, style: { stroke: css("--ink"), lineWidth: 1 } };
  chart.setOption({ graphic: [{ id: "pointer", type: "line", z: 30, silent: true, ...line }] });
}
