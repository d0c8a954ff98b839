/** Opens a place to serve in the mission area. */
package org.muster.commandside.mission.opendutystation;
