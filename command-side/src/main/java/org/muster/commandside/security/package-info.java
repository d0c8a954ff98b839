/** Who may do what: an OAuth 2 resource server that denies what is not allowed here. */
package org.muster.commandside.security;
