package org.muster.events.policy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.EventName;
import org.muster.catalog.RecordedForGood;
import org.muster.catalog.Text;
import org.muster.events.Category;
import org.muster.events.Tag;

/**
 * A version of a policy was adopted. It holds from its day until a later version; decisions that are effective before that
 * day go by the version before.
 *
 * @param term which number
 * @param category for which category; absent for all that have no version of their own
 * @param value the number, in the unit of the term
 * @param effectiveFrom the first day on which it holds
 * @param source the document that says so
 */
@EventName("muster.policy.adopted")
@RecordedForGood("decisions rest on it; AdoptPolicy of the same day takes its place")
public record PolicyAdopted(
        PolicyTerm term,
        Optional<Category> category,
        int value,
        LocalDate effectiveFrom,
        @Text(max = 200) String source)
        implements PolicyEvent {

    @Override
    public Set<Tag> tags() {
        return Set.of(subject());
    }

    @Override
    public LocalDate effectiveOn() {
        return effectiveFrom;
    }
}
