package org.muster.events.automation;

import java.util.Optional;
import org.muster.events.policy.PolicyTerm;

/** A warning on the way to the expiry of a mandate. */
public enum MandateNotice {
    FIRST_WARNING(Optional.of(PolicyTerm.MANDATE_FIRST_WARNING_DAYS)),
    SECOND_WARNING(Optional.of(PolicyTerm.MANDATE_SECOND_WARNING_DAYS)),
    /** On the last day itself. */
    EXPIRY(Optional.empty());

    private final Optional<PolicyTerm> days;

    MandateNotice(Optional<PolicyTerm> days) {
        this.days = days;
    }

    /** The policy that says how many days before the expiry it is due; empty where that is no policy. */
    public Optional<PolicyTerm> days() {
        return days;
    }
}
