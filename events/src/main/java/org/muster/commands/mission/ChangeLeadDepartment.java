package org.muster.commands.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;
import org.muster.events.mission.LeadDepartment;

/**
 * Gives a mission another lead department from a day on.
 *
 * @param mission the acronym, for instance UNTAC
 * @param leadDepartment who leads it from then on
 * @param changedOn the first day
 */
@RefusedWith({RefusalCode.UNKNOWN_MISSION, RefusalCode.DATE_OUT_OF_ORDER, RefusalCode.NO_CHANGE})
public record ChangeLeadDepartment(
        @Text(pattern = Text.ACRONYM, max = 20) String mission, LeadDepartment leadDepartment, LocalDate changedOn)
        implements MissionCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission));
    }
}
