package org.muster.commandside.domain.model;

import java.util.HashSet;
import java.util.Set;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.mission.SuccessorMissionLinked;

/**
 * Which missions follow a mission; mostly one, but two where its area was divided (UNMIS: UNMISS and UNISFA).
 *
 * @param mission whose successors
 * @param successors their acronyms
 */
public record Succession(String mission, Set<String> successors) {

    /** By acronym of the mission that is followed. */
    public static final DecisionModel<Succession> MODEL = DecisionModel.named("succession", 1)
            .tagged(Tag.MISSION)
            .startingFrom(mission -> new Succession(mission, Set.of()))
            .on(SuccessorMissionLinked.class, Succession::linked);

    public Succession {
        successors = Set.copyOf(successors);
    }

    /** The event carries the tags of both missions; where this mission is the successor it says nothing here. */
    private Succession linked(SuccessorMissionLinked event) {
        if (!event.mission().equals(mission)) {
            return this;
        }
        Set<String> grown = new HashSet<>(successors);
        grown.add(event.successor());
        return new Succession(mission, grown);
    }
}
