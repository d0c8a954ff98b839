package org.muster.commandside.domain.model;

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
 * Whether a person is in the roster. Knows nothing more, so that whoever reads it cannot learn under which identifier.
 *
 * @param registered whether someone with this fingerprint was registered
 */
public record RegisteredIdentity(boolean registered) {

    /** By the person's fingerprint. */
    public static final DecisionModel<String, RegisteredIdentity> MODEL = new Fold();

    private static final class Fold implements DecisionModel<String, RegisteredIdentity> {

        @Override
        public String name() {
            return "registered-identity";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Criterion criterion(String fingerprint) {
            return Criterion.of(Tag.identity(fingerprint), Set.of(VolunteerRegistered.class));
        }

        @Override
        public RegisteredIdentity initial(String fingerprint) {
            return new RegisteredIdentity(false);
        }

        @Override
        public RegisteredIdentity evolve(RegisteredIdentity identity, DomainEvent event) {
            return switch (event) {
                case VolunteerRegistered _ -> new RegisteredIdentity(true);
                case MissionEstablished _,
                        MissionStarted _,
                        MandateExtended _,
                        SuccessorMissionLinked _,
                        VolunteerStrengthAuthorized _,
                        VolunteerStrengthRevised _,
                        DutyStationOpened _,
                        MandateEnded _,
                        DrawdownBegun _,
                        LiquidationBegun _,
                        MissionClosed _,
                        VolunteerDeployed _,
                        AssignmentEnded _ -> identity;
            };
        }
    }
}
