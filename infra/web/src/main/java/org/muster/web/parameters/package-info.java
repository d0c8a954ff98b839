/** Strict, typed parameters: what an endpoint does not take, or not in this form, is refused by name. */
package org.muster.web.parameters;
