/** How figures, dates and elements are written; the only place that builds HTML, always as text. */
const numbers = new Intl.NumberFormat("en-GB");
const days = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const months = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

export const number = (value) => numbers.format(value);
export const day = (date) => (date ? days.format(new Date(date + "T00:00:00Z")) : "");
export const month = (yearMonth) => months.format(new Date(yearMonth + "-01T00:00:00Z"));
export const words = (constant) => {
  const text = constant.toLowerCase().replaceAll("_", " ");
  return text[0].toUpperCase() + text.slice(1);
};

/** An element with properties and children; texts become text nodes, so nothing from the server is ever parsed as HTML. */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in made && name !== "list") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A small square in a colour, for legends. Set through the style object, which the content security policy allows. */
export function swatch(colour) {
  const square = element("span", { className: "swatch" });
  square.setAttribute("aria-hidden", "true");
  square.style.setProperty("--swatch", colour);
  return square;
}

export const byId = (id) => document.getElementById(id);
