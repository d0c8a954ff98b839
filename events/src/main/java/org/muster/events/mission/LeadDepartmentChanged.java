package org.muster.events.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * Another department leads the mission from a day on.
 *
 * @param mission the acronym, for instance UNTAC
 * @param leadDepartment who leads it from then on
 * @param changedOn the first day
 */
@EventName("muster.mission.lead-department-changed")
@Correctable({"leadDepartment", "changedOn"})
public record LeadDepartmentChanged(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LeadDepartment leadDepartment, LocalDate changedOn)
        implements MissionEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject());
    }

    @Override
    public LocalDate effectiveOn() {
        return changedOn;
    }
}
