package org.muster.commandside.domain.model;

import java.util.Optional;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionRenamed;

/**
 * Which mission an acronym names or named; no other mission can have it.
 *
 * @param acronym the acronym
 * @param mission the mission's identifier; empty while nobody has used the acronym
 */
public record AcronymUse(String acronym, Optional<String> mission) {

    /** By acronym, also one that was given by a renaming. */
    public static final DecisionModel<AcronymUse> MODEL = DecisionModel.named("acronym-use", 1)
            .tagged(Tag.MISSION)
            .startingFrom(acronym -> new AcronymUse(acronym, Optional.empty()))
            .on(MissionEstablished.class, (use, e) -> use.by(e.mission(), e.mission()))
            .on(MissionRenamed.class, (use, e) -> use.by(e.mission(), e.acronym()));

    private AcronymUse by(String identifier, String given) {
        return given.equals(acronym) ? new AcronymUse(acronym, Optional.of(identifier)) : this;
    }
}
