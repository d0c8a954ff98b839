/** Says which mission follows another, never in a circle. */
package org.muster.commandside.mission.linksuccessormission;
