/** Enters a mission by its mandate. */
package org.muster.commandside.domain.mission.establishmission;
