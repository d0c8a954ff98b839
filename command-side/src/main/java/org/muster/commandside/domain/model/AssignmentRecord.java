package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.muster.commandside.domain.decision.Criterion;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.AssignmentEnded;
import org.muster.events.Category;
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
 * One volunteer's assignment in one mission.
 *
 * @param assignment the identifier
 * @param volunteer whose
 * @param mission where
 * @param category as deployed
 * @param entryOnDuty the first day of service
 * @param lastDay the last day of service; absent while the assignment is open
 */
public record AssignmentRecord(
        String assignment,
        String volunteer,
        String mission,
        Category category,
        LocalDate entryOnDuty,
        Optional<LocalDate> lastDay) {

    /** By the assignment's identifier; empty for one that is not on record. */
    public static final DecisionModel<String, Optional<AssignmentRecord>> MODEL = new Fold();

    private static AssignmentRecord begun(VolunteerDeployed fact) {
        return new AssignmentRecord(
                fact.assignment(),
                fact.volunteer(),
                fact.mission(),
                fact.category(),
                fact.entryOnDuty(),
                Optional.empty());
    }

    private AssignmentRecord ended(LocalDate on) {
        return new AssignmentRecord(assignment, volunteer, mission, category, entryOnDuty, Optional.of(on));
    }

    private static final class Fold implements DecisionModel<String, Optional<AssignmentRecord>> {

        @Override
        public String name() {
            return "assignment";
        }

        @Override
        public int version() {
            return 1;
        }

        @Override
        public Criterion criterion(String assignment) {
            return Criterion.of(Tag.assignment(assignment), Set.of(VolunteerDeployed.class, AssignmentEnded.class));
        }

        @Override
        public Optional<AssignmentRecord> initial(String assignment) {
            return Optional.empty();
        }

        @Override
        public Optional<AssignmentRecord> evolve(Optional<AssignmentRecord> assignment, DomainEvent event) {
            return switch (event) {
                case VolunteerDeployed fact -> Optional.of(begun(fact));
                case AssignmentEnded fact -> assignment.map(a -> a.ended(fact.lastDay()));
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
                        VolunteerRegistered _ -> assignment;
            };
        }
    }
}
