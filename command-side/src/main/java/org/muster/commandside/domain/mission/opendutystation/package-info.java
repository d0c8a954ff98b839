/** Opens a place to serve in the mission area. */
package org.muster.commandside.domain.mission.opendutystation;
