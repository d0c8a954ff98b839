/** Bars and lines as SVG. What they show is also there as text: for those who read a screen they are decoration. */
const NAMESPACE = "http://www.w3.org/2000/svg";

function shape(tag, attributes, ...children) {
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
