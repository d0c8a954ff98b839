/** Closes a mission in which nobody serves any more (rule X4). */
package org.muster.commandside.domain.mission.closemission;
