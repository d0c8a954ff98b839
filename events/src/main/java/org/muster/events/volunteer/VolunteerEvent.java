package org.muster.events.volunteer;

import org.muster.events.DomainEvent;
import org.muster.events.Tag;

/** An event about a person in the roster. */
public sealed interface VolunteerEvent extends DomainEvent
        permits VolunteerRegistered,
                VolunteerAttributeCorrected,
                PersonalDataCorrected,
                LegalHoldPlaced,
                LegalHoldLifted,
                ErasureRequested,
                VolunteerPersonalDataErased {

    /** The volunteer's identifier; never a name. */
    String volunteer();

    @Override
    default Tag subject() {
        return Tag.volunteer(volunteer());
    }
}
