package org.muster.events.assignment;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Correctable;
import org.muster.catalog.EventName;
import org.muster.catalog.Text;
import org.muster.events.Tag;

/**
 * A contract was extended; the assignment goes on.
 *
 * @param volunteer the volunteer's identifier; never a name
 * @param assignment the assignment's identifier
 * @param mission where the volunteer serves
 * @param previousEnd the last day of the contract before; absent where none was on record
 * @param contractEndsOn the last day of the contract now
 */
@EventName("muster.volunteer.contract-extended")
@Correctable("contractEndsOn")
public record ContractExtended(
        @Text(pattern = Text.IDENTIFIER, max = 64) String volunteer,
        @Text(pattern = Text.IDENTIFIER, max = 64) String assignment,
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        Optional<LocalDate> previousEnd,
        LocalDate contractEndsOn)
        implements AssignmentEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject(), Tag.assignment(assignment), Tag.mission(mission));
    }

    /** The first day that the extension adds; where no end was on record, the last day of the contract. */
    @Override
    public LocalDate effectiveOn() {
        return previousEnd.map(day -> day.plusDays(1)).orElse(contractEndsOn);
    }
}
