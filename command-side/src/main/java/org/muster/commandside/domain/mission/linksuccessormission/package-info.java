/** Says which mission follows another, never in a circle. */
package org.muster.commandside.domain.mission.linksuccessormission;
