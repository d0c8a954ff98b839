package org.muster.events.security;

import org.muster.events.DomainEvent;

/** An event about an evacuation: of a mission, as far as stations are concerned, else of a volunteer. */
public sealed interface SecurityEvent extends DomainEvent
        permits EvacuationOrdered, VolunteerRelocated, VolunteerReturned, EvacuationLifted {}
