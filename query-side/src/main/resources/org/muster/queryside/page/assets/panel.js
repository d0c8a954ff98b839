/** A panel: one report, its drawing and its CSV. It fails and recovers alone. What it can hold is here too: a file more is a request more. */
import { download, get, save, SignedOut } from "./api.js";
import { element } from "./format.js";
import { keep, kept } from "./signin.js";

const RETRY_MILLIS = 5_000;

/**
 * @param address of the report
 * @param draw makes nodes of the answer
 * @return the section; its reload() asks again and draws only what has changed
 */
export function panel(title, address, draw, onAnswer = () => {}) {
  const body = element("div", {}, element("p", { className: "none" }, "Reading the register…"));
  const heading = element("header", {}, element("h2", {}, title));
  const made = element("section", { className: "panel", ariaLabel: title }, heading, body);
  const isReport = address.startsWith("/reports/") || address.startsWith("/missions");
  // Single volunteers are not kept, not even for this tab.
  const isOfVolunteers = /^\/reports\/(roster|service-history)/.test(address);
  const csv = element("button", { type: "button" }, "CSV");
  csv.setAttribute("aria-label", `${title} as CSV`);
  csv.addEventListener("click", () => (isReport ? download(address).catch((broken) => fail(broken)) : save(`muster-${title.toLowerCase().replaceAll(" ", "-")}.csv`, csvOf(body))));
  heading.append(csv);
  let shown;
  let last;
  let retry;

  function fail(broken) {
    if (broken instanceof SignedOut) return made.dispatchEvent(new CustomEvent("signed-out", { bubbles: true }));
    made.querySelector(".failed")?.remove();
    heading.after(element("p", { className: "failed", role: "alert" }, `${title} could not be read: ${broken.message} It is tried again.`));
    clearTimeout(retry);
    retry = setTimeout(() => made.isConnected && made.reload(), RETRY_MILLIS);
  }

  made.reload = async () => {
    try {
      const answer = await get(address);
      made.querySelector(".failed")?.remove();
      if (isReport && !isOfVolunteers) keep(address, answer);
      take(answer);
    } catch (broken) {
      fail(broken);
    }
  };

  function take(answer) {
    last = answer;
    onAnswer(answer);
    const { knownAt, position, why, ...said } = answer;
    const now = JSON.stringify(said);
    if (now !== shown) {
      shown = now;
      redraw(answer);
    }
  }

  function redraw(answer) {
    const focused = body.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    body.replaceChildren(...[draw(answer, () => redraw(answer))].flat().filter(Boolean));
    if (focused) body.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    made.dispatchEvent(new Event("drawn", { bubbles: true }));
  }

  made.redraw = () => last && redraw(last);
  // What is kept is shown at once; the live stream says whether it is old.
  const before = kept(address);
  if (before) queueMicrotask(() => take(before));
  else made.reload();
  return made;
}

/** What tables show, as CSV: for what no report of the server holds. A text that a spreadsheet could run gets an apostrophe, as there. */
function csvOf(body) {
  const cell = (it) => `"${it.textContent.trim().replace(/^(?=[\s\u00a0]*[=+\-@])/, "'").replaceAll('"', '""')}"`;
  return [...body.querySelectorAll("tr")].map((row) => [...row.cells].map(cell).join(",")).join("\r\n") + "\r\n";
}

/** A table of rows; columns are [name, cell, isNumber]. */
export function table(caption, columns, rows, none = "Nothing.") {
  if (!rows.length) return element("p", { className: "none" }, none);
  const scroll = element("div", { className: "scroll", tabIndex: 0 },
    element("table", {},
      element("caption", { className: "visually-hidden" }, caption),
      element("thead", {}, element("tr", {}, ...columns.map(([name, , isNumber]) => element("th", { scope: "col", className: isNumber ? "number" : "" }, name)))),
      element("tbody", {}, ...rows.map((row) => element("tr", {}, ...columns.map(([, cell, isNumber], index) =>
        element(index ? "td" : "th", index ? { className: isNumber ? "number" : "" } : { scope: "row" }, ...[cell(row) ?? ""].flat())))))));
  scroll.setAttribute("role", "group");
  scroll.setAttribute("aria-label", caption);
  return scroll;
}

/* Bars and lines as SVG. What they show is also there as text: for those who read a screen they are decoration. */
const NAMESPACE = "http://www.w3.org/2000/svg";

export function shape(tag, attributes, ...children) {
  const made = document.createElementNS(NAMESPACE, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A part of a whole; what is over the whole is shown in another colour. */
export function bar(part, whole) {
  const most = Math.max(part, whole, 1);
  const within = Math.min(part, whole);
  return shape("svg", { class: "bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" },
    shape("rect", { width: (whole / most) * 100, height: 4 }),
    shape("rect", { class: "full", width: (within / most) * 100, height: 4 }),
    ...(part > whole ? [shape("rect", { class: "over", x: (whole / most) * 100, width: ((part - whole) / most) * 100, height: 4 })] : []));
}

/** Lines over equal steps; each is {name, values}. */
export function lines(kind, width, height, series) {
  const most = Math.max(1, ...series.flatMap(({ values }) => values));
  const x = (index, length) => (length > 1 ? (index / (length - 1)) * width : width / 2);
  const y = (value) => height - (value / most) * (height - 2) - 1;
  return shape("svg", { class: kind, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    shape("line", { class: "axis", x1: 0, x2: width, y1: height, y2: height }),
    ...series.map(({ name, values }) => shape("polyline", { class: name, points: values.map((value, index) => `${x(index, values.length).toFixed(1)},${y(value).toFixed(1)}`).join(" ") })));
}

/** Phases of a life as bands; each is {phase, from, until} with times in milliseconds. */
export function lifeline(phases, from, until) {
  const x = (time) => ((time - from) / Math.max(1, until - from)) * 100;
  return shape("svg", { class: "line", viewBox: "0 0 100 3", preserveAspectRatio: "none", "aria-hidden": "true" },
    ...phases.map((it) => shape("rect", { class: `phase ${it.phase}`, x: x(it.from), width: Math.max(0.3, x(it.until) - x(it.from)), height: 3, "stroke-width": 0.1 })));
}
