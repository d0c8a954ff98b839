/**
 * Signs in by the OAuth 2 authorization code flow with PKCE, as a public client. The token lives in this tab only:
 * in memory and in its session storage, so that a reload does not ask again. Before it ends it is renewed; where the issuer
 * does not know the person any more, or is not asked from frames, one signs in again.
 */
const TOKEN = "muster.token";
const PENDING = "muster.signing-in";
const SCOPE = "openid reports";
/** Asked for at this address, and at that of operations, only; other views ask for more where they need it: who reads reports needs no more. */
const ADMINISTRATION = "#admin";
const EARLY_MILLIS = 10_000;
const RENEWAL_MILLIS_MAX = 10_000;

let session = read(TOKEN);

/* What was answered is kept for this tab, so that a reload asks only for what has changed. */
const KEPT = "muster.kept ";
const KEPT_MILLIS_MAX = 600_000;
const KEPT_LENGTH_MAX = 500_000;

/** The answer of a report that is kept; nothing if there is none. */
export function kept(address) {
  const found = read(KEPT + address);
  return session && found && Date.now() - found.at < KEPT_MILLIS_MAX ? found.answer : undefined;
}

export function keep(address, answer) {
  const text = JSON.stringify({ at: Date.now(), answer });
  try {
    if (text.length <= KEPT_LENGTH_MAX) sessionStorage.setItem(KEPT + address, text);
  } catch {
    forget(); // The storage is full.
  }
}

function forget() {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEPT)) sessionStorage.removeItem(key);
}

export class SignInError extends Error {}

/** The token, or null when there is none that is still valid. */
export function token() {
  if (session && Date.now() > session.expiresAt - EARLY_MILLIS) signOut();
  return session ? session.accessToken : null;
}

/** Whether this is the address of those who administer. */
export const administers = () => location.hash === ADMINISTRATION || location.pathname === "/operations";

/** Whether there is a token that allows this. */
export const allows = (scope) => Boolean(token()) && session.scopes.includes(scope);

/** Forgets the session in this tab, and the answers that were kept of it. */
export function signOut() {
  session = null;
  sessionStorage.removeItem(TOKEN);
  forget();
}

/** Signs out here and at the issuer, as far as it can: else the next sign-in would ask nobody. */
export async function leave() {
  const identity = session?.identity;
  signOut();
  if (!identity) return;
  const { configuration, endpoints } = await discover();
  if (!endpoints.end_session_endpoint) return;
  const asked = new URL(endpoints.end_session_endpoint);
  asked.search = new URLSearchParams({ id_token_hint: identity, client_id: configuration.clientId, post_logout_redirect_uri: redirectUri() });
  location.assign(asked);
}

/** When the session ends, in milliseconds since 1970; never if there is none. */
export const expiresAt = () => session?.expiresAt ?? Infinity;

/**
 * Leaves the page for the issuer's sign-in page; the way back leads to where one was.
 *
 * @param more scopes, beside those of the session that one has
 */
export async function signIn(more = "") {
  const had = token() ? session.scopes.join(" ") : "";
  const scopes = new Set(`${SCOPE} ${had} ${administers() ? "admin" : ""} ${more}`.split(" ").filter(Boolean));
  const { pending, asked } = await question([...scopes].join(" "));
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  location.assign(asked);
}

/**
 * Gets a new token without asking anybody, in a frame that nobody sees: the issuer answers only while it knows the person.
 *
 * @throws SignInError if it does not, or cannot be asked from a frame
 */
export async function renew() {
  const { pending, asked } = await question(session.scopes.join(" "));
  asked.searchParams.set("prompt", "none");
  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "Renewal of the session";
  try {
    const answer = await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new SignInError("The session could not be renewed.")), RENEWAL_MILLIS_MAX);
      addEventListener("message", function heard({ origin, source, data }) {
        if (origin !== location.origin || source !== frame.contentWindow) return;
        removeEventListener("message", heard);
        clearTimeout(late);
        resolve(new URLSearchParams(data));
      });
      frame.src = asked;
      document.body.append(frame);
    });
    await take(answer, pending);
  } finally {
    frame.remove();
  }
}

/** Whether this is the page in the frame of a renewal: it hands over the issuer's answer, and does nothing else. */
export function isRenewal() {
  if (window === parent) return false;
  parent.postMessage(location.search, location.origin);
  return true;
}

async function question(scope) {
  const { configuration, endpoints } = await discover();
  const pending = { state: random(), nonce: random(), verifier: random(), back: location.pathname + location.search + location.hash };
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(pending.verifier));
  const asked = new URL(endpoints.authorization_endpoint);
  asked.search = new URLSearchParams({
    response_type: "code",
    client_id: configuration.clientId,
    redirect_uri: redirectUri(),
    scope,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: base64url(new Uint8Array(hash)),
    code_challenge_method: "S256",
  });
  return { pending, asked };
}

/**
 * Takes the issuer's answer from the address, if this page was called with one.
 *
 * @return where one was when one signed in; nothing if there is no answer
 */
export async function completeSignIn() {
  const answer = new URLSearchParams(location.search);
  if (!answer.has("state")) return;
  history.replaceState(null, "", location.pathname);
  const pending = read(PENDING);
  sessionStorage.removeItem(PENDING);
  await take(answer, pending);
  return pending.back ?? "/";
}

async function take(answer, pending) {
  if (!pending || answer.get("state") !== pending.state) {
    throw new SignInError("The answer does not belong to a sign-in that this tab began. Please sign in again.");
  }
  if (answer.has("error")) throw new SignInError(`The sign-in was refused (${answer.get("error")}).`);

  const { configuration, endpoints } = await discover();
  if (answer.has("iss") && answer.get("iss") !== endpoints.issuer) {
    throw new SignInError("The answer came from another issuer.");
  }
  const response = await fetch(endpoints.token_endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code: answer.get("code"),
      redirect_uri: redirectUri(),
      client_id: configuration.clientId,
      code_verifier: pending.verifier,
    }),
  });
  if (!response.ok) throw new SignInError(`The sign-in could not be completed (${response.status}).`);
  const granted = await response.json();
  const identity = claims(granted.id_token);
  const audience = [identity.aud].flat();
  if (identity.nonce !== pending.nonce || identity.iss !== endpoints.issuer || !audience.includes(configuration.clientId)) {
    throw new SignInError("The identity in the answer is not the one that was asked for.");
  }
  session = {
    accessToken: granted.access_token,
    expiresAt: Date.now() + granted.expires_in * 1000,
    scopes: (granted.scope ?? SCOPE).split(" "),
    identity: granted.id_token,
  };
  sessionStorage.setItem(TOKEN, JSON.stringify(session));
}

async function discover() {
  const configuration = await json("/config.json");
  const endpoints = await json(configuration.issuer.replace(/\/$/, "") + "/.well-known/openid-configuration");
  if (endpoints.issuer !== configuration.issuer) throw new SignInError("The issuer calls itself by another name.");
  return { configuration, endpoints };
}

async function json(address) {
  try {
    const response = await fetch(address);
    if (response.ok) return await response.json();
    throw new Error(String(response.status));
  } catch (cause) {
    throw new SignInError(`The sign-in service does not answer (${address}).`, { cause });
  }
}

/** The claims of a token that came straight from the issuer, over the connection that authenticates it. */
function claims(jwt) {
  const bytes = Uint8Array.from(atob(jwt.split(".")[1].replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

const redirectUri = () => location.origin + "/";
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const base64url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function read(key) {
  const text = sessionStorage.getItem(key);
  return text ? JSON.parse(text) : null;
}
