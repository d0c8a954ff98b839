package org.muster.commandside.domain.model;

import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.volunteer.VolunteerPersonalDataErased;

/**
 * Whether a volunteer's personal data were erased.
 *
 * @param erased whether they were
 */
public record Erasure(boolean erased) {

    /** By the volunteer's identifier. */
    public static final DecisionModel<Erasure> MODEL = DecisionModel.named("erasure", 1)
            .tagged(Tag.VOLUNTEER)
            .startingAt(new Erasure(false))
            .on(VolunteerPersonalDataErased.class, (erasure, e) -> new Erasure(true));
}
