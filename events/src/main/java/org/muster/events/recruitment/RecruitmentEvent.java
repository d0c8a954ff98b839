package org.muster.events.recruitment;

import org.muster.events.DomainEvent;

/** An event between a request for a volunteer and the contract. */
public sealed interface RecruitmentEvent extends DomainEvent permits RequestEvent, CandidateEvent {}
