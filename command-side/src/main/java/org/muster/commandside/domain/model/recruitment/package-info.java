/** Decision models of recruitment: requests, offers and contracts, clearances, reserved posts. */
package org.muster.commandside.domain.model.recruitment;
