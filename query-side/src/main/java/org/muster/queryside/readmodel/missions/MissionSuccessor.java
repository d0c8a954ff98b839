package org.muster.queryside.readmodel.missions;

import java.time.LocalDate;
import org.muster.events.mission.SuccessorMissionLinked;
import org.muster.readmodels.Row;

/**
 * A mission that follows another.
 *
 * @param linkedOn from when the succession holds
 */
public record MissionSuccessor(Key key, LocalDate linkedOn) implements Row<MissionSuccessor.Key> {

    /** @param successor the acronym of the mission that follows */
    public record Key(String mission, String successor) {}

    static MissionSuccessor of(SuccessorMissionLinked event) {
        return new MissionSuccessor(new Key(event.mission(), event.successor()), event.linkedOn());
    }
}
