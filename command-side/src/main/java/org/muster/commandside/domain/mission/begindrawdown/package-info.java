/** Takes a mission from ACTIVE to DRAWDOWN. */
package org.muster.commandside.domain.mission.begindrawdown;
