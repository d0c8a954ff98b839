/** Who may do what: an OAuth 2 resource server that verifies a token once and denies what no rule allows. */
package org.muster.web.security;
