package org.muster.events.correction;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;

/**
 * An event that corrects or annuls an earlier one. It belongs to the same subject and concerns the same entities, so whoever reads
 * the earlier event reads this one after it.
 */
public sealed interface CorrectionEvent extends DomainEvent permits RecordCorrected, RecordAnnulled {

    /** The earlier event, as it was known until now. */
    OriginalEvent original();

    /** The earlier event as it is known from now on; empty if it was annulled, or if this program does not know its type. */
    Optional<DomainEvent> amended();

    @Override
    default Tag subject() {
        return Tag.parse(original().subject());
    }

    /** What the earlier event concerns by both of its values: a corrected station finds the correction in its own history. */
    @Override
    default Set<Tag> tags() {
        Set<Tag> tags = new HashSet<>(original().concerns());
        amended().ifPresent(now -> tags.addAll(now.tags()));
        return Set.copyOf(tags);
    }

    /** The date of the earlier event as it was known until now: from then on reports may change. */
    @Override
    default LocalDate effectiveOn() {
        return original().effectiveOn();
    }
}
