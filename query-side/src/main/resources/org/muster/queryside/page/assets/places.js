/** Where missions are: names of their countries, and the four regions by which the chart is coloured. */
const PLACES = {
  Africa: {
    BDI: "Burundi", CAF: "Central African Republic", CIV: "Côte d’Ivoire", COD: "DR Congo", ERI: "Eritrea",
    ESH: "Western Sahara", ETH: "Ethiopia", GIN: "Guinea", GNB: "Guinea-Bissau", LBR: "Liberia", LBY: "Libya",
    MLI: "Mali", MOZ: "Mozambique", SDN: "Sudan", SLE: "Sierra Leone", SOM: "Somalia", SSD: "South Sudan",
    TCD: "Chad", ZAF: "South Africa",
  },
  Americas: { COL: "Colombia", GTM: "Guatemala", HTI: "Haiti" },
  Asia: { AFG: "Afghanistan", IRQ: "Iraq", KHM: "Cambodia", NPL: "Nepal", TLS: "Timor-Leste", YEM: "Yemen" },
  Europe: { BIH: "Bosnia and Herzegovina", CYP: "Cyprus", GEO: "Georgia", XKX: "Kosovo" },
};

const NAMES = Object.assign({}, ...Object.values(PLACES));

export const REGIONS = ["Africa", "Americas", "Asia", "Europe"];
export const countries = (codes) => codes.map((code) => NAMES[code] ?? code).join(", ");
/** A country that is not listed yet is shown with the largest region rather than left out. */
export const regionOf = (codes) => REGIONS.find((region) => codes[0] in PLACES[region]) ?? "Africa";
