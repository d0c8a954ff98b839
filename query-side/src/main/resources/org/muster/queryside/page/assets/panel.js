/** A panel: one report, its drawing and its CSV. It fails and recovers alone. */
import { download, get, SignedOut } from "./api.js";
import { element } from "./format.js";

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
  if (address.startsWith("/reports/") || address.startsWith("/missions")) {
    const csv = element("button", { type: "button" }, "CSV");
    csv.setAttribute("aria-label", `${title} as CSV`);
    csv.addEventListener("click", () => download(address).catch((broken) => fail(broken)));
    heading.append(csv);
  }
  let shown;
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
      onAnswer(answer);
      const { knownAt, position, why, ...said } = answer;
      const now = JSON.stringify(said);
      if (now !== shown) {
        shown = now;
        redraw(answer);
      }
    } catch (broken) {
      fail(broken);
    }
  };

  function redraw(answer) {
    const focused = body.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    body.replaceChildren(...[draw(answer, () => redraw(answer))].flat().filter(Boolean));
    if (focused) body.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
  }

  made.redraw = () => shown && made.reload((shown = undefined));
  made.reload();
  return made;
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
