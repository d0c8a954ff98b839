/** The OpenAPI 3.1 document of a door: what is the same for all, derived from the endpoints wherever it can be. */
package org.muster.web.openapi;
