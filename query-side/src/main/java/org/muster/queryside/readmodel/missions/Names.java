package org.muster.queryside.readmodel.missions;

import java.util.List;
import java.util.Optional;
import org.muster.events.DomainEvent;
import org.muster.events.mission.LeadDepartmentChanged;
import org.muster.events.mission.MissionEstablished;
import org.muster.events.mission.MissionRenamed;
import org.muster.events.mission.SuccessorMissionLinked;
import org.muster.queryside.readmodel.correction.Amended;
import org.muster.readmodels.Fold;

/** How names, lead departments and successors of missions follow from events. */
final class Names {

    static final Fold<MissionName.Key, MissionName> NAME = Amended.follow(
            Fold.into(MissionName.class)
                    .creates(
                            MissionEstablished.class,
                            (e, position) -> name(e, position).orElseThrow())
                    .creates(
                            MissionRenamed.class,
                            (e, position) -> name(e, position).orElseThrow()),
            (original, position) ->
                    name(original, position).map(MissionName::key).stream().toList(),
            (key, row, before, after) -> after.flatMap(now -> name(now, key.position())));

    static final Fold<MissionLead.Key, MissionLead> LEAD = Amended.follow(
            Fold.into(MissionLead.class)
                    .creates(
                            MissionEstablished.class,
                            (e, position) -> lead(e, position).orElseThrow())
                    .creates(
                            LeadDepartmentChanged.class,
                            (e, position) -> lead(e, position).orElseThrow()),
            (original, position) ->
                    lead(original, position).map(MissionLead::key).stream().toList(),
            (key, row, before, after) -> after.flatMap(now -> lead(now, key.position())));

    static final Fold<MissionSuccessor.Key, MissionSuccessor> SUCCESSOR = Amended.follow(
            Fold.into(MissionSuccessor.class).puts(SuccessorMissionLinked.class, MissionSuccessor::of),
            (original, position) -> original instanceof SuccessorMissionLinked e
                    ? List.of(MissionSuccessor.of(e).key())
                    : List.of(),
            (key, row, before, after) -> after.map(now -> MissionSuccessor.of((SuccessorMissionLinked) now)));

    private Names() {}

    private static Optional<MissionName> name(DomainEvent event, long position) {
        return switch (event) {
            case MissionEstablished e ->
                Optional.of(new MissionName(
                        new MissionName.Key(e.mission(), position), e.adoptedOn(), e.mission(), e.name()));
            case MissionRenamed e ->
                Optional.of(new MissionName(
                        new MissionName.Key(e.mission(), position), e.renamedOn(), e.acronym(), e.name()));
            default -> Optional.empty();
        };
    }

    private static Optional<MissionLead> lead(DomainEvent event, long position) {
        return switch (event) {
            case MissionEstablished e ->
                Optional.of(
                        new MissionLead(new MissionLead.Key(e.mission(), position), e.adoptedOn(), e.leadDepartment()));
            case LeadDepartmentChanged e ->
                Optional.of(
                        new MissionLead(new MissionLead.Key(e.mission(), position), e.changedOn(), e.leadDepartment()));
            default -> Optional.empty();
        };
    }
}
