package org.muster.local.present;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.muster.commands.Command;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.assignment.EndAssignment;
import org.muster.commands.assignment.ExtendContract;
import org.muster.commands.assignment.RecordAbsence;
import org.muster.commands.assignment.RecordDeathInService;
import org.muster.commands.assignment.TransferVolunteer;
import org.muster.commands.mission.AuthorizeVolunteerStrength;
import org.muster.commands.mission.BeginDrawdown;
import org.muster.commands.mission.CloseMission;
import org.muster.commands.mission.EndMandate;
import org.muster.commands.mission.EstablishMission;
import org.muster.commands.mission.OpenDutyStation;
import org.muster.events.Category;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.VolunteerType;
import org.muster.events.mission.MissionKind;
import org.muster.local.history.HistoricalCommand;
import org.muster.local.history.HistoryStream;

/** What stands at the end of the history: the missions that are open, and who serves in them. Read back from its commands. */
final class Standing {

    /** A mission that is not closed. */
    static final class Mission {
        final String acronym;
        final List<String> countries;
        final MissionKind kind;
        final List<String> stations = new ArrayList<>();
        final List<AuthorizeVolunteerStrength> strengths = new ArrayList<>();
        final Map<String, Assignment> serving = new TreeMap<>();
        boolean recruits = true;

        private Mission(EstablishMission established) {
            this.acronym = established.mission();
            this.countries = established.countries();
            this.kind = established.kind();
        }

        int serving(VolunteerType type) {
            return Math.toIntExact(serving.values().stream()
                    .filter(one -> one.category().type() == type)
                    .count());
        }
    }

    /**
     * An assignment that is open.
     *
     * @param contractEndsOn the last day of its contract
     * @param servedBefore days of earlier international service
     * @param absent whether an absence is on record
     */
    record Assignment(
            String volunteer,
            String assignment,
            String mission,
            String station,
            Category category,
            ServiceArea area,
            Expertise expertise,
            LocalDate entryOnDuty,
            LocalDate contractEndsOn,
            long servedBefore,
            boolean absent) {

        Assignment until(LocalDate end) {
            return new Assignment(
                    volunteer,
                    assignment,
                    mission,
                    station,
                    category,
                    area,
                    expertise,
                    entryOnDuty,
                    end,
                    servedBefore,
                    absent);
        }
    }

    private final Map<String, Mission> missions = new TreeMap<>();
    private final Map<String, DeployVolunteer> open = new HashMap<>();
    private final Map<String, LocalDate> contractEnds = new HashMap<>();
    private final Map<String, Long> served = new HashMap<>();
    private final Set<String> absent = new HashSet<>();

    private Standing() {}

    /** The open missions, by acronym. */
    static List<Mission> after(List<HistoryStream> history) {
        Standing standing = new Standing();
        for (HistoryStream stream : history) {
            stream.commands().stream().map(HistoricalCommand::body).forEach(standing::apply);
        }
        standing.open.values().forEach(standing::serves);
        return List.copyOf(standing.missions.values());
    }

    private void apply(Command command) {
        switch (command) {
            case EstablishMission c -> missions.put(c.mission(), new Mission(c));
            case OpenDutyStation c -> missions.get(c.mission()).stations.add(c.station());
            case AuthorizeVolunteerStrength c ->
                missions.get(c.mission()).strengths.add(c);
            case BeginDrawdown c -> missions.get(c.mission()).recruits = false;
            case EndMandate c -> missions.get(c.mission()).recruits = false;
            case CloseMission c -> missions.remove(c.mission());
            case DeployVolunteer c -> begin(c);
            case TransferVolunteer c -> {
                DeployVolunteer before = end(c.assignment(), c.transferredOn().minusDays(1));
                begin(new DeployVolunteer(
                        before.volunteer(),
                        c.newAssignment(),
                        c.mission(),
                        c.station(),
                        before.category(),
                        c.serviceArea(),
                        c.expertise(),
                        c.transferredOn(),
                        c.contractEndsOn(),
                        true));
            }
            case ExtendContract c -> contractEnds.put(c.assignment(), c.contractEndsOn());
            case EndAssignment c -> end(c.assignment(), c.lastDay());
            case RecordDeathInService c -> end(c.assignment(), c.diedOn());
            case RecordAbsence c -> absent.add(c.assignment());
            default -> {
                // nothing of it matters for who serves where, and until when
            }
        }
    }

    private void begin(DeployVolunteer start) {
        open.put(start.assignment(), start);
        contractEnds.put(start.assignment(), start.contractEndsOn().orElseThrow());
    }

    private DeployVolunteer end(String assignment, LocalDate lastDay) {
        DeployVolunteer ended = open.remove(assignment);
        if (ended.category().type() == VolunteerType.INTERNATIONAL) {
            served.merge(
                    ended.volunteer(), ChronoUnit.DAYS.between(ended.entryOnDuty(), lastDay.plusDays(1)), Long::sum);
        }
        return ended;
    }

    private void serves(DeployVolunteer start) {
        missions.get(start.mission())
                .serving
                .put(
                        start.assignment(),
                        new Assignment(
                                start.volunteer(),
                                start.assignment(),
                                start.mission(),
                                start.station(),
                                start.category(),
                                start.serviceArea(),
                                start.expertise(),
                                start.entryOnDuty(),
                                contractEnds.get(start.assignment()),
                                served.getOrDefault(start.volunteer(), 0L),
                                absent.contains(start.assignment())));
    }
}
