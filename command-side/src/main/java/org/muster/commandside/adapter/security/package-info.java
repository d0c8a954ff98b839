/** Who calls, and which scopes there are: what every door asks of a token. */
package org.muster.commandside.adapter.security;
