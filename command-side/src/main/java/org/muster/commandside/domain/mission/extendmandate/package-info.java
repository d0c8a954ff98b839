/** Moves a mandate's expiry to a later day. */
package org.muster.commandside.domain.mission.extendmandate;
