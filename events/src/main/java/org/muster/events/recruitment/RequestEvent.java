package org.muster.events.recruitment;

import org.muster.events.Tag;

/** An event about one request (Description of Assignment, DoA), which is its primary subject. */
public sealed interface RequestEvent extends RecruitmentEvent
        permits DoASubmitted, FundingAuthorized, DoAApproved, DoACancelled, CandidateSelected {

    /** The request's identifier. */
    String doa();

    @Override
    default Tag subject() {
        return Tag.doa(doa());
    }
}
