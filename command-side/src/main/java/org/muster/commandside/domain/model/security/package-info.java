/** Decision models of evacuations. */
package org.muster.commandside.domain.model.security;
