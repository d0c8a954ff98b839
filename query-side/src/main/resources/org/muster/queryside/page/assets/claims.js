/** Published figures beside computed ones. */
import { byId, day, element, number } from "./format.js";

const NAMES = { ALL: "All missions", "ALL-PEACEKEEPING": "All peacekeeping", "TIMOR-LESTE": "Timor-Leste" };

const published = ({ relation, figure }) =>
  relation === "exactly" ? [number(figure)] : [number(figure), element("small", {}, relation)];

function computed(result) {
  if (!result) return ["–", element("small", {}, "not comparable")];
  const { least, greatest } = result;
  return [least === greatest ? number(least) : `${number(least)} to ${number(greatest)}`];
}

function countedAs(result) {
  if (!result) return "";
  const who = result.type ? `${result.type.toLowerCase()} persons` : "persons";
  if (result.measure === "PERSONS") return `${who} who served from ${day(result.from)} to ${day(result.to)}`;
  return result.from === result.to
    ? `${who} serving on ${day(result.from)}`
    : `${who} serving at the months’ ends from ${day(result.from)} to ${day(result.to)}`;
}

export function showClaims(claims) {
  byId("claims").tBodies[0].replaceChildren(
    ...claims.map(({ claim, computed: result }) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, `${NAMES[claim.mission] ?? claim.mission}, ${claim.when.length === 10 ? day(claim.when) : claim.when.replace("/", "–")}`,
          element("small", {}, `${claim.what[0].toUpperCase()}${claim.what.slice(1)}. Source: ${claim.source}.`)),
        element("td", { className: "number" }, ...published(claim)),
        element("td", { className: "number" }, ...computed(result)),
        element("td", { className: "wide" }, element("small", {}, countedAs(result))),
      )),
  );
}
