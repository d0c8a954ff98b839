/**
 * Signs in by the OAuth 2 authorization code flow with PKCE, as a public client. The token lives in this tab only:
 * in memory and in its session storage, so that a reload does not ask again. When it ends, one signs in again.
 */
const TOKEN = "muster.token";
const PENDING = "muster.signing-in";
const SCOPE = "openid reports";
/** Asked for at this address only: who reads reports needs no more than that. */
const ADMINISTRATION = "#admin";
const EARLY_MILLIS = 10_000;

let session = read(TOKEN);

export class SignInError extends Error {}

/** The token, or null when there is none that is still valid. */
export function token() {
  if (session && Date.now() > session.expiresAt - EARLY_MILLIS) signOut();
  return session ? session.accessToken : null;
}

/** Whether this is the address of those who administer. */
export const administers = () => location.hash === ADMINISTRATION;

/** Whether there is a token that allows this. */
export const allows = (scope) => Boolean(token()) && session.scopes.includes(scope);

export function signOut() {
  session = null;
  sessionStorage.removeItem(TOKEN);
}

/** When the session ends, in milliseconds since 1970; never if there is none. */
export const expiresAt = () => session?.expiresAt ?? Infinity;

/** Leaves the page for the issuer's sign-in page; the way back leads to where one was. */
export async function signIn() {
  const { configuration, endpoints } = await discover();
  const pending = { state: random(), nonce: random(), verifier: random(), back: location.pathname + location.search + location.hash };
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(pending.verifier));
  const asked = new URL(endpoints.authorization_endpoint);
  asked.search = new URLSearchParams({
    response_type: "code",
    client_id: configuration.clientId,
    redirect_uri: redirectUri(),
    scope: administers() ? `${SCOPE} admin` : SCOPE,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: base64url(new Uint8Array(hash)),
    code_challenge_method: "S256",
  });
  location.assign(asked);
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
  };
  sessionStorage.setItem(TOKEN, JSON.stringify(session));
  return pending.back ?? "/";
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
