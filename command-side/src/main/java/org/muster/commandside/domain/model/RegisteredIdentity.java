package org.muster.commandside.domain.model;

import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.volunteer.VolunteerRegistered;

/**
 * Whether a person is in the roster. Knows nothing more, so that whoever reads it cannot learn under which identifier.
 *
 * @param registered whether someone with this fingerprint was registered
 */
public record RegisteredIdentity(boolean registered) {

    /** By the person's fingerprint. */
    public static final DecisionModel<RegisteredIdentity> MODEL = DecisionModel.named("registered-identity", 1)
            .tagged(Tag.IDENTITY)
            .startingAt(new RegisteredIdentity(false))
            .on(VolunteerRegistered.class, (identity, e) -> new RegisteredIdentity(true));
}
