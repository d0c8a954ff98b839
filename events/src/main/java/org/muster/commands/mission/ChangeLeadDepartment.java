package org.muster.commands.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.events.Tag;
import org.muster.events.mission.LeadDepartment;

/**
 * Gives a mission another lead department from a day on.
 *
 * @param mission the acronym, for instance UNTAC
 * @param leadDepartment who leads it from then on
 * @param changedOn the first day
 */
public record ChangeLeadDepartment(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LeadDepartment leadDepartment, LocalDate changedOn)
        implements MissionCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission));
    }
}
