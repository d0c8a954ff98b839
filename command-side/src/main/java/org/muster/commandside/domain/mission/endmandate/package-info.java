/** Ends a mandate, once. */
package org.muster.commandside.domain.mission.endmandate;
