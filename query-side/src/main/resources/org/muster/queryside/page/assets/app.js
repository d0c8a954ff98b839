/** The page: signs in, asks for the reports, shows them, and follows the register live. */
import { followReadModels } from "./admin.js";
import { follow, get, SignedOut } from "./api.js";
import { showChart } from "./chart.js";
import { showClaims } from "./claims.js";
import { byId, number } from "./format.js";
import { showRegister } from "./register.js";
import { administers, allows, completeSignIn, leave, signIn, token } from "./signin.js";

const FIRST_MONTH = "1992-01";
const RETRY_MILLIS = 5_000;
/** While history is being loaded, the reports are asked for again at most this often. */
const REFRESH_MILLIS = 10_000;

let following;
let shownPosition = -1;

function status(message, bad = false) {
  byId("status").textContent = message;
  byId("status").classList.toggle("bad", bad);
}

function showSignedOut(message = "") {
  following?.abort();
  byId("register-content").hidden = true;
  byId("live").hidden = true;
  byId("read-models").hidden = true;
  byId("sign-out").hidden = true;
  byId("enter").hidden = false;
  status(message, Boolean(message));
}

async function showReports() {
  const thisMonth = new Date().toISOString().slice(0, 7);
  const [register, headcount, cumulative, published, strength] = await Promise.all([
    get("/missions"),
    get("/reports/headcount"),
    get("/reports/cumulative"),
    get("/reports/published"),
    get(`/reports/strength?from=${FIRST_MONTH}&to=${thisMonth}`),
  ]);
  byId("register-content").hidden = false;
  byId("total-serving").textContent = number(headcount.total.persons);
  byId("total-persons").textContent = number(cumulative.total.persons);
  byId("total-assignments").textContent = number(cumulative.total.assignments);
  byId("total-months").textContent = number(Math.round(cumulative.total.volunteerMonths));
  byId("total-missions").textContent = number(register.missions.length);
  byId("as-of").textContent = `As known on ${new Date(headcount.knownAt).toUTCString()}, position ${number(headcount.position)} of the register.`;
  showRegister(register.missions, headcount, cumulative);
  showClaims(published.rows);
  await showChart(strength, register.missions);
  shownPosition = headcount.position;
}

async function followLive() {
  following?.abort();
  following = new AbortController();
  const { signal } = following;
  let refreshedAt = Date.now();
  byId("live").hidden = false;
  while (!signal.aborted) {
    try {
      await follow("/live", signal, (sample) => {
        byId("live").classList.remove("lost");
        byId("live-events").textContent = number(sample.events);
        if (sample.position > shownPosition && Date.now() - refreshedAt > REFRESH_MILLIS) {
          refreshedAt = Date.now();
          showReports().catch(failed);
        }
      });
    } catch (broken) {
      if (signal.aborted) return;
      if (broken instanceof SignedOut) return failed(broken);
    }
    byId("live").classList.add("lost");
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
  }
}

function failed(broken) {
  if (broken instanceof SignedOut) showSignedOut("Your session has ended. Please sign in again.");
  else status(broken.message, true);
}

async function start() {
  byId("sign-in").addEventListener("click", () => {
    status("");
    signIn().catch(failed);
  });
  byId("sign-out").addEventListener("click", () => {
    leave().catch(failed);
    showSignedOut();
    byId("sign-in").focus();
  });
  try {
    await completeSignIn();
  } catch (refused) {
    return showSignedOut(refused.message);
  }
  const administering = administers();
  window.addEventListener("hashchange", () => administers() !== administering && location.reload());
  if (!token()) return showSignedOut();
  if (administers() && !allows("admin")) return showSignedOut("Administration needs a sign-in as administrator. You are still signed in as a viewer elsewhere.");
  byId("enter").hidden = true;
  byId("sign-out").hidden = false;
  status("Reading the register…");
  try {
    await showReports();
    status("");
  } catch (broken) {
    failed(broken);
  }
  if (token()) followLive();
  if (allows("admin")) followReadModels(following.signal).catch(failed);
}

start();
