/** Ends a mandate, once. */
package org.muster.commandside.mission.endmandate;
