/** Enters a mission by its mandate. */
package org.muster.commandside.mission.establishmission;
