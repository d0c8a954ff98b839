/** Takes a mission from PLANNED to ACTIVE. */
package org.muster.commandside.domain.mission.startmission;
