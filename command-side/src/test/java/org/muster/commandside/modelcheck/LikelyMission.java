package org.muster.commandside.modelcheck;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.muster.commands.automation.DeclareReadyToClose;
import org.muster.commands.automation.FlagOverStrength;
import org.muster.commands.automation.ListOpenAssignments;
import org.muster.commands.automation.RestateBudgetPeriod;
import org.muster.commands.automation.WarnOfMandateExpiry;
import org.muster.commands.mission.AuthorizeVolunteerStrength;
import org.muster.commands.mission.BeginDrawdown;
import org.muster.commands.mission.BeginLiquidation;
import org.muster.commands.mission.ChangeLeadDepartment;
import org.muster.commands.mission.ClassifyDutyStation;
import org.muster.commands.mission.CloseDutyStation;
import org.muster.commands.mission.CloseMission;
import org.muster.commands.mission.EndMandate;
import org.muster.commands.mission.EstablishMission;
import org.muster.commands.mission.ExtendMandate;
import org.muster.commands.mission.LinkSuccessorMission;
import org.muster.commands.mission.OpenDutyStation;
import org.muster.commands.mission.RelocateDutyStation;
import org.muster.commands.mission.RenameMission;
import org.muster.commands.mission.ReviseVolunteerStrength;
import org.muster.commands.mission.StartMission;
import org.muster.events.BudgetPeriod;
import org.muster.events.VolunteerType;
import org.muster.events.mission.HardshipClass;
import org.muster.events.mission.MissionPhase;

/** Commands about missions, posts and stations, as a ledger makes them likely. */
final class LikelyMission extends Draw {

    LikelyMission(Random random, Ledger ledger, int fresh) {
        super(random, ledger, fresh);
    }

    Map<Class<?>, Supplier<Record>> kinds() {
        return Map.ofEntries(
                Map.entry(EstablishMission.class, () -> {
                    LocalDate adopted = after(RandomCommand.FIRST, -30, 100);
                    return command(
                            EstablishMission.class,
                            "mission",
                            fresh("M"),
                            "adoptedOn",
                            adopted,
                            "startsOn",
                            after(adopted, 0, 20),
                            "expiresOn",
                            maybe(!oneIn(3), after(adopted, 200, 600)));
                }),
                Map.entry(StartMission.class, () -> {
                    String planned = mission(m -> m.phases.isEmpty());
                    return command(
                            StartMission.class,
                            "mission",
                            planned,
                            "startedOn",
                            after(ledger.missions.get(planned).established.startsOn(), 0, 20));
                }),
                Map.entry(ExtendMandate.class, () -> {
                    String id = mission(m -> m.expires.isPresent() && m.mandateEnded.isEmpty());
                    Ledger.Mission mission = ledger.missions.get(id);
                    return command(
                            ExtendMandate.class,
                            "mission",
                            id,
                            "adoptedOn",
                            after(mission.lastExtension, 1, 90),
                            "newExpiry",
                            after(mission.expires.orElseThrow(), 1, 100));
                }),
                Map.entry(RenameMission.class, () -> {
                    String id = mission(m -> true);
                    return command(
                            RenameMission.class, "mission", id, "acronym", fresh("N"), "renamedOn", sinceAdoption(id));
                }),
                Map.entry(ChangeLeadDepartment.class, () -> {
                    String id = mission(m -> true);
                    return command(ChangeLeadDepartment.class, "mission", id, "changedOn", sinceAdoption(id));
                }),
                Map.entry(
                        LinkSuccessorMission.class,
                        () -> command(
                                LinkSuccessorMission.class,
                                "mission",
                                mission(m -> true),
                                "successor",
                                mission(m -> m.successors.isEmpty()))),
                Map.entry(AuthorizeVolunteerStrength.class, this::authorize),
                Map.entry(ReviseVolunteerStrength.class, () -> {
                    boolean cut = oneIn(2);
                    Ledger.Authorized known =
                            one(ledger.authorized.stream().filter(decision -> !cut || isFilled(decision)));
                    return command(
                            ReviseVolunteerStrength.class,
                            "mission",
                            known.mission(),
                            "period",
                            known.period(),
                            "international",
                            cut ? 0 : 1 + random.nextInt(3),
                            "revisedOn",
                            after(known.period().from(), -20, 364));
                }),
                Map.entry(OpenDutyStation.class, () -> {
                    String id = mission(m -> true);
                    return command(
                            OpenDutyStation.class,
                            "station",
                            fresh("S"),
                            "mission",
                            id,
                            "country",
                            ledger.missions.get(id).established.countries().getFirst(),
                            "openedOn",
                            after(ledger.missions.get(id).established.startsOn(), 0, 60));
                }),
                Map.entry(ClassifyDutyStation.class, () -> {
                    Map.Entry<String, Ledger.Station> station = station(s -> true);
                    return command(
                            ClassifyDutyStation.class,
                            "station",
                            station.getKey(),
                            "mission",
                            station.getValue().mission,
                            "hardshipClass",
                            one(Stream.of(HardshipClass.C, HardshipClass.D, HardshipClass.E)),
                            "restCycleWeeks",
                            one(Stream.of(6, 8, 12)),
                            "classifiedOn",
                            after(station.getValue().opened, 0, 200));
                }),
                Map.entry(RelocateDutyStation.class, () -> {
                    Map.Entry<String, Ledger.Station> station = station(s -> true);
                    return command(
                            RelocateDutyStation.class,
                            "station",
                            station.getKey(),
                            "mission",
                            station.getValue().mission,
                            "name",
                            fresh("Place "),
                            "country",
                            ledger.missions
                                    .get(station.getValue().mission)
                                    .established
                                    .countries()
                                    .getFirst(),
                            "relocatedOn",
                            after(station.getValue().opened, 0, 200));
                }),
                Map.entry(CloseDutyStation.class, this::closeStation),
                Map.entry(EndMandate.class, () -> {
                    String id = mission(m -> m.began(MissionPhase.ACTIVE).isPresent() && m.mandateEnded.isEmpty());
                    return command(EndMandate.class, "mission", id, "endedOn", after(began(id), 100, 800));
                }),
                Map.entry(BeginDrawdown.class, () -> {
                    String id = mission(m -> m.phases.size() == 1);
                    return command(BeginDrawdown.class, "mission", id, "begunOn", after(began(id), 300, 800));
                }),
                Map.entry(BeginLiquidation.class, () -> {
                    String id = mission(m -> m.began(MissionPhase.DRAWDOWN).isPresent() && m.phases.size() == 2);
                    return command(BeginLiquidation.class, "mission", id, "begunOn", after(began(id), 0, 60));
                }),
                Map.entry(CloseMission.class, () -> {
                    String id = liquidated();
                    return command(CloseMission.class, "mission", id, "closedOn", after(empty(id), -2, 60));
                }),
                Map.entry(DeclareReadyToClose.class, () -> {
                    String id = liquidated();
                    return command(DeclareReadyToClose.class, "mission", id, "readyOn", after(empty(id), 1, 5));
                }),
                Map.entry(ListOpenAssignments.class, () -> {
                    String id = mission(m -> m.began(MissionPhase.DRAWDOWN).isPresent()
                            && m.phases.size() == 2
                            && ledger.in(m.established.mission()).anyMatch(Service::isOpen));
                    return command(ListOpenAssignments.class, "mission", id, "begunOn", began(id));
                }),
                Map.entry(WarnOfMandateExpiry.class, () -> {
                    String id = mission(m -> m.expires.isPresent() && m.mandateEnded.isEmpty());
                    LocalDate expires = ledger.missions.get(id).expires.orElseThrow();
                    return command(
                            WarnOfMandateExpiry.class,
                            "mission",
                            id,
                            "expiresOn",
                            expires,
                            "dueOn",
                            after(expires, -90, 0));
                }),
                Map.entry(FlagOverStrength.class, this::flag),
                Map.entry(RestateBudgetPeriod.class, () -> {
                    Ledger.Authorized known = one(ledger.authorized.stream());
                    return command(
                            RestateBudgetPeriod.class,
                            "mission",
                            known.mission(),
                            "period",
                            known.period(),
                            "changedFrom",
                            after(known.period().from(), 0, 364),
                            "restatedOn",
                            after(known.period().to(), 1, 90));
                }));
    }

    private LocalDate sinceAdoption(String mission) {
        return after(ledger.missions.get(mission).established.adoptedOn(), 0, 300);
    }

    /** The first day of the furthest phase. */
    private LocalDate began(String mission) {
        return List.copyOf(ledger.missions.get(mission).phases.values()).getLast();
    }

    private String liquidated() {
        return mission(m -> m.began(MissionPhase.LIQUIDATION).isPresent()
                && m.began(MissionPhase.CLOSED).isEmpty());
    }

    /** The last day of service, or of the phase before it if nobody serves; while somebody does, of the phase. */
    private LocalDate empty(String mission) {
        return ledger.in(mission)
                .filter(service -> service.deployed)
                .flatMap(service -> service.last.stream())
                .map(last -> later(last, began(mission)))
                .max(LocalDate::compareTo)
                .orElse(began(mission));
    }

    private Record authorize() {
        String id = mission(m -> true);
        Set<BudgetPeriod> known = new HashSet<>();
        ledger.authorized.stream()
                .filter(decision -> decision.mission().equals(id))
                .forEach(decision -> known.add(decision.period()));
        return command(
                AuthorizeVolunteerStrength.class,
                "mission",
                id,
                "period",
                one(RandomCommand.PERIODS.stream().filter(period -> !known.contains(period))));
    }

    private Record closeStation() {
        Map.Entry<String, Ledger.Station> open = station(s -> s.closed.isEmpty());
        Optional<LocalDate> last = ledger.services.values().stream()
                .filter(service -> service.stations.containsValue(open.getKey()))
                .flatMap(service -> service.last.stream())
                .max(LocalDate::compareTo);
        return command(
                CloseDutyStation.class,
                "station",
                open.getKey(),
                "mission",
                open.getValue().mission,
                "closedOn",
                after(last.orElse(open.getValue().opened), 0, oneIn(2) ? 30 : 400));
    }

    private Record flag() {
        Service over = service(service -> service.deployed && isOver(service.mission, service.from));
        return command(FlagOverStrength.class, "mission", over.mission, "on", over.from);
    }

    private boolean isFilled(Ledger.Authorized decision) {
        return ledger.in(decision.mission())
                .anyMatch(service -> service.deployed && decision.period().contains(service.from));
    }

    private boolean isOver(String mission, LocalDate day) {
        return Stream.of(VolunteerType.values())
                .anyMatch(type -> ledger.encumbered(mission, type, day) > ledger.posts(mission, type, day));
    }
}
