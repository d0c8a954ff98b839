package org.muster.queryside.readmodel.service;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.events.Category;
import org.muster.events.policy.PolicyTerm;
import org.muster.readmodels.Row;

/**
 * A version of a policy that was adopted on top of those that Muster is shipped with.
 *
 * @param position of the event that adopted it
 * @param category for which category; empty for all
 * @param value in the unit of the term
 * @param effectiveFrom the first day on which it holds
 * @param source the document that says so
 */
public record AdoptedPolicy(
        long position, PolicyTerm term, Optional<Category> category, int value, LocalDate effectiveFrom, String source)
        implements Row<Long> {}
