package org.muster.commandside.domain.model;

import java.time.LocalDate;
import java.util.Optional;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.dated.Dated;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.LeadDepartmentChanged;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionRenamed;

/**
 * What a mission is called and who leads it, each by day; apart from its phases, so that a new name disturbs no deployment.
 *
 * @param mission the acronym at the establishment
 * @param names acronym and name by day
 * @param leads the lead department by day
 */
public record MissionIdentity(String mission, Dated<MissionIdentity.Name> names, Dated<LeadDepartment> leads) {

    /** By acronym; empty for a mission that is not on record. */
    public static final DecisionModel<Optional<MissionIdentity>> MODEL = DecisionModel.named("mission-identity", 1)
            .tagged(Tag.MISSION)
            .startingAt(Optional.<MissionIdentity>empty())
            .on(
                    MissionEstablished.class,
                    (none, e) -> Optional.of(new MissionIdentity(
                            e.mission(),
                            Dated.from(e.adoptedOn(), new Name(e.mission(), e.name())),
                            Dated.from(e.adoptedOn(), e.leadDepartment()))))
            .on(
                    MissionRenamed.class,
                    (known, e) -> known.map(
                            m -> m.mission.equals(e.mission()) ? m.named(e.renamedOn(), e.acronym(), e.name()) : m))
            .on(
                    LeadDepartmentChanged.class,
                    (known, e) -> known.map(m ->
                            new MissionIdentity(m.mission, m.names, m.leads.with(e.changedOn(), e.leadDepartment()))));

    /** What a mission is called. */
    public record Name(String acronym, String name) {}

    /** The day of adoption: before it there is nothing to rename or to lead. */
    public LocalDate adoptedOn() {
        return names.entries().getFirst().from();
    }

    private MissionIdentity named(LocalDate day, String acronym, String name) {
        return new MissionIdentity(mission, names.with(day, new Name(acronym, name)), leads);
    }
}
