package org.muster.commandside.domain.model;

import java.util.HashSet;
import java.util.Set;
import org.muster.commandside.domain.decision.Criterion;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.AssignmentEnded;
import org.muster.events.DomainEvent;
import org.muster.events.DrawdownBegun;
import org.muster.events.DutyStationOpened;
import org.muster.events.LiquidationBegun;
import org.muster.events.MandateEnded;
import org.muster.events.MandateExtended;
import org.muster.events.MissionClosed;
import org.muster.events.MissionEstablished;
import org.muster.events.MissionStarted;
import org.muster.events.SuccessorMissionLinked;
import org.muster.events.Tag;
import org.muster.events.VolunteerDeployed;
import org.muster.events.VolunteerRegistered;
import org.muster.events.VolunteerStrengthAuthorized;
import org.muster.events.VolunteerStrengthRevised;

/**
 * Which missions follow a mission; mostly one, but two where its area was divided (UNMIS: UNMISS and UNISFA).
 *
 * @param mission whose successors
 * @param successors their acronyms
 */
public record Succession(String mission, Set<String> successors) {

    /** By acronym of the mission that is followed. */
    public static final DecisionModel<String, Succession> MODEL = new Fold();

    public Succession {
        successors = Set.copyOf(successors);
    }

    private Succession with(String successor) {
        Set<String> grown = new HashSet<>(successors);
        grown.add(successor);
        return new Succession(mission, grown);
    }

    private static final class Fold implements DecisionModel<String, Succession> {

        @Override
        public String name() {
            return "succession";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Criterion criterion(String acronym) {
            return Criterion.of(Tag.mission(acronym), Set.of(SuccessorMissionLinked.class));
        }

        @Override
        public Succession initial(String acronym) {
            return new Succession(acronym, Set.of());
        }

        @Override
        public Succession evolve(Succession succession, DomainEvent event) {
            return switch (event) {
                // The event carries both missions' tags; where this mission is the successor it says nothing here.
                case SuccessorMissionLinked fact ->
                    fact.mission().equals(succession.mission) ? succession.with(fact.successor()) : succession;
                case MissionEstablished _,
                        MissionStarted _,
                        MandateExtended _,
                        VolunteerStrengthAuthorized _,
                        VolunteerStrengthRevised _,
                        DutyStationOpened _,
                        MandateEnded _,
                        DrawdownBegun _,
                        LiquidationBegun _,
                        MissionClosed _,
                        VolunteerRegistered _,
                        VolunteerDeployed _,
                        AssignmentEnded _ -> succession;
            };
        }
    }
}
