package org.muster.commandside.domain.mission.linksuccessormission;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.LinkSuccessorMission;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.Succession;
import org.muster.events.mission.SuccessorMissionLinked;

/**
 * One mission follows another, and never, over however many steps, itself.
 *
 * <p>The successions that follow from the successor are all read, so they belong to the boundary: of two links that
 * would close a cycle together, the second to be recorded is retried and refused. A mission may have more than
 * one successor (UNMIS was followed by UNMISS and UNISFA).
 */
public final class LinkSuccessorMissionDecider implements Decider<LinkSuccessorMission> {

    /**
     * How many missions are followed at most. The longest real line (Haiti) has seven; one that goes on beyond this
     * cannot be told from a circle in reasonable time and is refused as one.
     */
    static final int FOLLOWED_MAX = 100;

    @Override
    public Decision decide(LinkSuccessorMission command, Boundary boundary) {
        return decide(
                command,
                boundary.read(Mission.MODEL, command.mission()).isPresent(),
                boundary.read(Mission.MODEL, command.successor()).isPresent(),
                mission -> boundary.read(Succession.MODEL, mission).successors());
    }

    /**
     * @param missionKnown whether the mission that is followed is on record
     * @param successorKnown whether the mission that follows is on record
     * @param successors the missions that follow directly, by acronym
     */
    static Decision decide(
            LinkSuccessorMission command,
            boolean missionKnown,
            boolean successorKnown,
            Function<String, Set<String>> successors) {
        if (!missionKnown || !successorKnown) {
            return Decision.rejected(
                    RefusalCode.UNKNOWN_MISSION,
                    Map.of("mission", missionKnown ? command.successor() : command.mission()));
        }
        if (command.mission().equals(command.successor())) {
            return Decision.rejected(RefusalCode.SELF_LINK, Map.of("mission", command.mission()));
        }
        if (successors.apply(command.mission()).contains(command.successor())) {
            return Decision.rejected(
                    RefusalCode.NO_CHANGE, Map.of("mission", command.mission(), "successor", command.successor()));
        }
        if (leadsTo(command.mission(), command.successor(), successors)) {
            return Decision.rejected(
                    RefusalCode.CYCLE, Map.of("mission", command.mission(), "successor", command.successor()));
        }
        return Decision.accepted(
                new SuccessorMissionLinked(command.mission(), command.successor(), command.linkedOn()));
    }

    private static boolean leadsTo(String target, String start, Function<String, Set<String>> successors) {
        Set<String> followed = new LinkedHashSet<>(Set.of(start));
        Deque<String> ahead = new ArrayDeque<>(followed);
        while (!ahead.isEmpty()) {
            for (String next : successors.apply(ahead.remove())) {
                if (next.equals(target) || followed.size() == FOLLOWED_MAX) {
                    return true;
                }
                if (followed.add(next)) {
                    ahead.add(next);
                }
            }
        }
        return false;
    }
}
