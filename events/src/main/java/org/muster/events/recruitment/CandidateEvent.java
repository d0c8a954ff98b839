package org.muster.events.recruitment;

import org.muster.events.Tag;

/**
 * An event about a candidate. Its primary subject is the volunteer, as that of the assignment that follows, so that both stay
 * in one order.
 */
public sealed interface CandidateEvent extends RecruitmentEvent
        permits OfferIssued, OfferAccepted, OfferDeclined, OfferExpired, ClearanceRecorded, ContractIssued {

    /** The volunteer's identifier; never a name. */
    String volunteer();

    @Override
    default Tag subject() {
        return Tag.volunteer(volunteer());
    }
}
