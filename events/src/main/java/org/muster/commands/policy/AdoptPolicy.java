package org.muster.commands.policy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Category;
import org.muster.events.Tag;
import org.muster.events.policy.PolicyTerm;

/**
 * Adopts a version of a policy: a number that rules or reports go by.
 *
 * @param term which number
 * @param category for which category; absent for all that have no version of their own
 * @param value the number, in the unit of the term
 * @param effectiveFrom the first day on which it holds
 * @param source the document that says so
 */
@RefusedWith({RefusalCode.NO_CHANGE, RefusalCode.OUT_OF_RANGE})
public record AdoptPolicy(
        PolicyTerm term,
        Optional<Category> category,
        int value,
        LocalDate effectiveFrom,
        @Text(max = 200) String source)
        implements PolicyCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.policies());
    }
}
