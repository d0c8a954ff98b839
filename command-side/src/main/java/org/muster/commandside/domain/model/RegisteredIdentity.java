package org.muster.commandside.domain.model;

import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.volunteer.PersonalDataCorrected;
import org.muster.events.volunteer.VolunteerRegistered;

/**
 * Whether a person is in the roster. Knows nothing more, so that whoever reads it cannot learn under which identifier.
 *
 * @param registered whether someone for whom it stands was registered
 */
public record RegisteredIdentity(boolean registered) {

    /** By what stands for the person. */
    public static final DecisionModel<RegisteredIdentity> MODEL = DecisionModel.named("registered-identity", 2)
            .tagged(Tag.IDENTITY)
            .startingAt(new RegisteredIdentity(false))
            .on(VolunteerRegistered.class, (identity, e) -> new RegisteredIdentity(true))
            .on(PersonalDataCorrected.class, (identity, e) -> new RegisteredIdentity(true));
}
