package org.muster.local.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.muster.commands.mission.AuthorizeVolunteerStrength;
import org.muster.commands.mission.BeginDrawdown;
import org.muster.commands.mission.BeginLiquidation;
import org.muster.commands.mission.ChangeLeadDepartment;
import org.muster.commands.mission.ClassifyDutyStation;
import org.muster.commands.mission.CloseMission;
import org.muster.commands.mission.EndMandate;
import org.muster.commands.mission.EstablishMission;
import org.muster.commands.mission.ExtendMandate;
import org.muster.commands.mission.LinkSuccessorMission;
import org.muster.commands.mission.OpenDutyStation;
import org.muster.commands.mission.RenameMission;
import org.muster.commands.mission.ReviseVolunteerStrength;
import org.muster.commands.mission.StartMission;
import org.muster.events.BudgetPeriod;
import org.muster.events.VolunteerType;
import org.muster.events.mission.LeadDepartment;
import org.muster.events.mission.MissionKind;
import org.muster.local.history.DatedCommand.Turn;
import org.muster.local.history.MissionPlan.Provision;
import org.muster.local.history.MissionPlan.Strength;

/** Generates the commands of a mission's life: mandate, phases, stations, succession and authorized strength. */
final class MissionStory {

    /** DPKO, DPA and DFS became DPO, DPPA and DOS. */
    private static final LocalDate REFORM = LocalDate.of(2019, 1, 1);

    private static final int VACANCY_PERCENT_MIN = 5;
    private static final int VACANCY_PERCENT_MAX = 15;

    private MissionStory() {}

    static List<DatedCommand> of(MissionPlan mission, List<Service> services) {
        List<DatedCommand> story = new ArrayList<>();
        String acronym = mission.acronym();
        // The commands begin at the earlier of the two days: UNOGBIS took up its work before it was endorsed.
        LocalDate told = mission.adoptedOn().isBefore(mission.startedOn()) ? mission.adoptedOn() : mission.startedOn();
        story.add(new DatedCommand(
                told,
                Turn.MISSION,
                acronym + "/1-established",
                new EstablishMission(
                        acronym,
                        mission.name(),
                        mission.countries(),
                        mission.kind(),
                        mission.lead(),
                        mission.instrument(),
                        mission.adoptedOn(),
                        mission.startedOn(),
                        mission.firstExpiry(),
                        true)));
        mission.predecessor()
                .ifPresent(predecessor -> story.add(new DatedCommand(
                        told,
                        Turn.MANDATE,
                        predecessor + "/followed-by/" + acronym,
                        new LinkSuccessorMission(predecessor, acronym, mission.startedOn()))));
        story.add(new DatedCommand(
                mission.startedOn(),
                Turn.MISSION,
                acronym + "/2-started",
                new StartMission(acronym, mission.startedOn())));
        mission.mandates().stream()
                .skip(1)
                .forEach(mandate -> story.add(new DatedCommand(
                        mandate.adoptedOn(),
                        Turn.MANDATE,
                        acronym + "/mandate/" + mandate.expiresOn(),
                        new ExtendMandate(acronym, mandate.instrument(), mandate.adoptedOn(), mandate.expiresOn()))));
        mission.stations()
                .forEach(station -> story.add(new DatedCommand(
                        mission.startedOn(),
                        Turn.STATION,
                        "station/" + station.id(),
                        new OpenDutyStation(
                                station.id(), acronym, station.name(), station.country(), mission.startedOn()))));
        mission.stations().forEach(station -> story.addAll(classes(mission, station)));
        story.addAll(renamed(mission));
        story.addAll(phases(mission));
        story.addAll(strength(mission, services));
        return story;
    }

    private static List<DatedCommand> classes(MissionPlan mission, MissionPlan.Station station) {
        return station.conditions().stream()
                .filter(conditions -> mission.closedOn()
                        .map(closed -> !conditions.from().isAfter(closed))
                        .orElse(true))
                .map(conditions -> new DatedCommand(
                        conditions.from(),
                        Turn.SECURITY,
                        "station/" + station.id() + "/" + conditions.from(),
                        new ClassifyDutyStation(
                                station.id(),
                                mission.acronym(),
                                conditions.hardshipClass(),
                                conditions.family(),
                                conditions.restWeeks(),
                                conditions.from())))
                .toList();
    }

    /** The mission's later name, and the names that the departments took in 2019. */
    private static List<DatedCommand> renamed(MissionPlan mission) {
        List<DatedCommand> renamed = new ArrayList<>();
        String acronym = mission.acronym();
        mission.renaming()
                .ifPresent(later -> renamed.add(new DatedCommand(
                        later.on(),
                        Turn.MANDATE,
                        acronym + "/renamed",
                        new RenameMission(acronym, later.acronym(), later.name(), later.on()))));
        LeadDepartment lead = since2019(mission);
        if (lead != mission.lead()
                && mission.startedOn().isBefore(REFORM)
                && mission.closedOn().filter(REFORM::isAfter).isEmpty()) {
            renamed.add(new DatedCommand(
                    REFORM, Turn.MANDATE, acronym + "/lead", new ChangeLeadDepartment(acronym, lead, REFORM)));
        }
        return renamed;
    }

    private static LeadDepartment since2019(MissionPlan mission) {
        return switch (mission.lead()) {
            case DPKO -> mission.kind() == MissionKind.PEACEKEEPING ? LeadDepartment.DPO : LeadDepartment.DPPA;
            case DPA -> LeadDepartment.DPPA;
            case DFS -> LeadDepartment.DOS;
            case DPO, DPPA, DOS, NONE -> mission.lead();
        };
    }

    /** The commands that end a phase come on the morning after its last day. */
    private static List<DatedCommand> phases(MissionPlan mission) {
        List<DatedCommand> phases = new ArrayList<>();
        String acronym = mission.acronym();
        mission.drawdownOn()
                .ifPresent(day -> phases.add(new DatedCommand(
                        day, Turn.END_OF_PHASE, acronym + "/4-drawdown", new BeginDrawdown(acronym, day))));
        mission.mandateEndedOn().ifPresent(last -> {
            LocalDate morning = last.plusDays(1);
            phases.add(new DatedCommand(
                    morning, Turn.END_OF_PHASE, acronym + "/3-mandate-ended", new EndMandate(acronym, last)));
            // Where no other day is known, liquidation is taken to begin with the end of the mandate.
            LocalDate liquidation = mission.liquidationOn().orElse(last);
            phases.add(new DatedCommand(
                    liquidation.isBefore(morning) ? morning : liquidation,
                    Turn.END_OF_PHASE,
                    acronym + "/5-liquidation",
                    new BeginLiquidation(acronym, liquidation)));
        });
        mission.closedOn()
                .ifPresent(day -> phases.add(new DatedCommand(
                        day.plusDays(1), Turn.LAST, acronym + "/6-closed", new CloseMission(acronym, day))));
        return phases;
    }

    /** Posts for the peak of each period and a plausible vacancy, or as published. */
    private static List<DatedCommand> strength(MissionPlan mission, List<Service> services) {
        Random random = new Random(~mission.acronym().hashCode());
        TreeMap<LocalDate, Integer> international = changes(VolunteerType.INTERNATIONAL, services);
        TreeMap<LocalDate, Integer> national = changes(VolunteerType.NATIONAL, services);
        List<DatedCommand> strength = new ArrayList<>();
        for (BudgetPeriod period : BudgetPeriods.of(mission)) {
            int vacancy = VACANCY_PERCENT_MIN + random.nextInt(VACANCY_PERCENT_MAX - VACANCY_PERCENT_MIN + 1);
            Provision provision = mission.provisions()
                    .getOrDefault(
                            period.from(),
                            new Provision(
                                    new Strength(
                                            posts(peak(international, period), vacancy),
                                            posts(peak(national, period), vacancy)),
                                    "SYNTHETIC " + mission.acronym() + "/"
                                            + period.from().getYear()));
            strength.add(new DatedCommand(
                    period.from(),
                    Turn.STRENGTH,
                    mission.acronym() + "/strength/" + period.from(),
                    new AuthorizeVolunteerStrength(
                            mission.acronym(),
                            period,
                            provision.posts().international(),
                            provision.posts().national(),
                            provision.document())));
            mission.revisions().stream()
                    .filter(revision -> revision.period().equals(period.from()))
                    .forEach(revision -> strength.add(new DatedCommand(
                            revision.on(),
                            Turn.STRENGTH,
                            mission.acronym() + "/revised/" + revision.on(),
                            new ReviseVolunteerStrength(
                                    mission.acronym(),
                                    period,
                                    revision.posts().international(),
                                    revision.posts().national(),
                                    revision.document(),
                                    revision.on()))));
        }
        return strength;
    }

    private static int posts(int peak, int vacancyPercent) {
        return Math.ceilDiv(peak * 100, 100 - vacancyPercent);
    }

    private static TreeMap<LocalDate, Integer> changes(VolunteerType type, List<Service> services) {
        TreeMap<LocalDate, Integer> changes = new TreeMap<>();
        for (Service service : services) {
            if (service.category().type() == type) {
                changes.merge(service.entryOnDuty(), 1, Integer::sum);
                service.end().ifPresent(end -> changes.merge(end.separationOn(), -1, Integer::sum));
            }
        }
        return changes;
    }

    /** The highest headcount on a day of the period. */
    private static int peak(TreeMap<LocalDate, Integer> changes, BudgetPeriod period) {
        int count = changes.headMap(period.from()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        int peak = count;
        for (int change : changes.subMap(period.from(), true, period.to(), true).values()) {
            count += change;
            peak = Math.max(peak, count);
        }
        return peak;
    }
}
