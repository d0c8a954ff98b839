/** Published figures beside computed ones. */
import { byId, day, element, number } from "./format.js";

const NAMES = { ALL: "All missions", "ALL-PEACEKEEPING": "All peacekeeping", "TIMOR-LESTE": "Timor-Leste" };

const figure = ({ relation, published }) =>
  relation === "exactly" ? [number(published)] : [number(published), element("small", {}, relation)];

function computed(result) {
  if (!result.measure) return ["–", element("small", {}, "not comparable")];
  const { least, greatest } = result;
  return [least === greatest ? number(least) : `${number(least)} to ${number(greatest)}`];
}

function countedAs(result) {
  if (!result.measure) return "";
  const who = result.type ? `${result.type.toLowerCase()} persons` : "persons";
  if (result.measure === "PERSONS") return `${who} who served from ${day(result.from)} to ${day(result.to)}`;
  return result.from === result.to
    ? `${who} serving on ${day(result.from)}`
    : `${who} serving at the months’ ends from ${day(result.from)} to ${day(result.to)}`;
}

export function showClaims(rows) {
  byId("claims").tBodies[0].replaceChildren(
    ...rows.map((row) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, `${NAMES[row.mission] ?? row.mission}, ${row.when.length === 10 ? day(row.when) : row.when.replace("/", "–")}`,
          element("small", {}, `${row.what[0].toUpperCase()}${row.what.slice(1)}. Source: ${row.source}.`)),
        element("td", { className: "number" }, ...figure(row)),
        element("td", { className: "number" }, ...computed(row)),
        element("td", { className: "wide" }, element("small", {}, countedAs(row))),
      )),
  );
}
