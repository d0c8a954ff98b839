package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import org.muster.events.mission.LeadDepartment;
import org.muster.readmodels.Row;

/**
 * Who leads a mission from a day on; the row of the latest day holds.
 *
 * @param fromOn the first day
 */
public record MissionLead(Key key, LocalDate fromOn, LeadDepartment leadDepartment) implements Row<MissionLead.Key> {

    /**
     * Each record is a row of its own, so that it can be corrected; of one day the one recorded last holds.
     *
     * @param position of the event that recorded it
     */
    public record Key(String mission, long position) {}
}
