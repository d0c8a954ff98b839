package org.muster.commands.mission;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;

/**
 * Moves the mandate's expiry to a later day.
 *
 * @param mission the acronym, for instance UNTAC
 * @param instrument what decided it, for instance S/RES/745
 * @param adoptedOn when the extension was adopted
 * @param newExpiry the new last day of the mandate
 */
@RefusedWith({
    RefusalCode.UNKNOWN_MISSION,
    RefusalCode.WRONG_PHASE,
    RefusalCode.EXPIRY_NOT_LATER,
    RefusalCode.MISSION_CLOSED,
    RefusalCode.DATE_OUT_OF_ORDER
})
public record ExtendMandate(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        @Text(max = 120) String instrument,
        LocalDate adoptedOn,
        LocalDate newExpiry)
        implements MissionCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission));
    }
}
