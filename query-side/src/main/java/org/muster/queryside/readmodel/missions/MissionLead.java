package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import org.muster.events.mission.LeadDepartment;
import org.muster.readmodels.Row;

/** Who leads a mission from a day on; the row of the latest day holds. */
public record MissionLead(Key key, LeadDepartment leadDepartment) implements Row<MissionLead.Key> {

    /** What a later record of the same day replaces. */
    public record Key(String mission, LocalDate fromOn) {}
}
