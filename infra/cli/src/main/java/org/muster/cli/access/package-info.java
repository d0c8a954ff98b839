/** Reaches a running Muster: addresses, credentials, tokens, requests, and what can go wrong with them. */
package org.muster.cli.access;
