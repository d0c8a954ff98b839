package org.muster.commands.mission;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;
import org.muster.events.mission.InstrumentKind;

/**
 * Moves the mandate's expiry to a later day.
 *
 * @param mission the acronym, for instance UNTAC
 * @param instrument what decided it, for instance S/RES/745
 * @param instrumentKind what kind of decision that is; where it is absent, the symbol says it
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
        Optional<InstrumentKind> instrumentKind,
        LocalDate adoptedOn,
        LocalDate newExpiry)
        implements MissionCommand {

    /** An extension whose symbol says what kind of decision it is. */
    public ExtendMandate(String mission, String instrument, LocalDate adoptedOn, LocalDate newExpiry) {
        this(mission, instrument, Optional.empty(), adoptedOn, newExpiry);
    }

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission));
    }
}
