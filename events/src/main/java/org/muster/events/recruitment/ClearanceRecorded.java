package org.muster.events.recruitment;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A clearance of a volunteer has a result; never why.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param kind what it is for
 * @param result the result
 * @param clearedOn the day of the result
 * @param validUntil the last day on which it is valid; absent where it does not expire
 */
@EventName("muster.volunteer.clearance-recorded")
@Correctable({"result", "clearedOn", "validUntil"})
public record ClearanceRecorded(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        ClearanceKind kind,
        ClearanceResult result,
        LocalDate clearedOn,
        Optional<LocalDate> validUntil)
        implements CandidateEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject());
    }

    @Override
    public LocalDate effectiveOn() {
        return clearedOn;
    }
}
