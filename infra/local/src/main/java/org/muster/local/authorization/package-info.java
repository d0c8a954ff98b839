/**
 * The authorization server of the local run: an OpenID provider on the loopback address with one demo client for each
 * role. Production uses any other OIDC issuer; nothing outside {@code infra/local} knows this one.
 */
package org.muster.local.authorization;
