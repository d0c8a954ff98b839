package org.muster.local.history;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.assignment.EndAssignment;
import org.muster.commands.assignment.RecordDeathInService;
import org.muster.commands.assignment.TransferVolunteer;
import org.muster.commands.mission.EstablishMission;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.events.VolunteerType;
import org.muster.events.mission.MissionKind;

/** The content of the commands, read back without any of the code that wrote them. */
final class Told {

    static final List<HistoryStream> STREAMS = History.streams();

    static final List<HistoricalCommand> COMMANDS =
            STREAMS.stream().flatMap(stream -> stream.commands().stream()).toList();

    static final Map<String, EstablishMission> MISSIONS = new HashMap<>();
    static final Map<String, RegisterVolunteer> PERSONS = new HashMap<>();
    static final List<Served> SERVED = new ArrayList<>();

    static {
        Map<String, LocalDate> ends = new HashMap<>();
        Map<String, DeployVolunteer> starts = new LinkedHashMap<>();
        for (HistoricalCommand command : COMMANDS) {
            switch (command.body()) {
                case EstablishMission mission -> MISSIONS.put(mission.mission(), mission);
                case RegisterVolunteer person -> PERSONS.put(person.volunteer(), person);
                case DeployVolunteer start -> starts.put(start.assignment(), start);
                case TransferVolunteer transfer -> {
                    ends.put(transfer.assignment(), transfer.transferredOn().minusDays(1));
                    starts.put(transfer.newAssignment(), start(transfer, starts.get(transfer.assignment())));
                }
                case EndAssignment end -> ends.put(end.assignment(), end.lastDay());
                case RecordDeathInService death -> ends.put(death.assignment(), death.diedOn());
                default -> {}
            }
        }
        starts.forEach((assignment, start) -> SERVED.add(new Served(start, ends.get(assignment))));
    }

    /** The service that a transfer begins, as if it were a deployment. */
    static DeployVolunteer start(TransferVolunteer transfer, DeployVolunteer before) {
        return new DeployVolunteer(
                before.volunteer(),
                transfer.newAssignment(),
                transfer.mission(),
                transfer.station(),
                before.category(),
                transfer.serviceArea(),
                transfer.expertise(),
                transfer.transferredOn(),
                transfer.contractEndsOn(),
                true);
    }

    private Told() {}

    /** @param lastDay null while the person still serves */
    record Served(DeployVolunteer start, LocalDate lastDay) {

        boolean countsOn(LocalDate date) {
            return !start.entryOnDuty().isAfter(date) && (lastDay == null || !lastDay.isBefore(date));
        }

        boolean within(LocalDate from, LocalDate to) {
            return !start.entryOnDuty().isAfter(to) && (lastDay == null || !lastDay.isBefore(from));
        }
    }

    static long headcount(LocalDate date, Predicate<DeployVolunteer> which) {
        return SERVED.stream()
                .filter(one -> which.test(one.start()) && one.countsOn(date))
                .count();
    }

    static long persons(Set<String> missions, LocalDate from, LocalDate to) {
        return SERVED.stream()
                .filter(one -> missions.contains(one.start().mission()) && one.within(from, to))
                .map(one -> one.start().volunteer())
                .distinct()
                .count();
    }

    static Predicate<DeployVolunteer> in(String mission) {
        return start -> start.mission().equals(mission);
    }

    static Predicate<DeployVolunteer> in(String mission, VolunteerType type) {
        return start -> start.mission().equals(mission) && start.category().type() == type;
    }

    static Predicate<DeployVolunteer> inPeacekeeping() {
        return start -> MISSIONS.get(start.mission()).kind() == MissionKind.PEACEKEEPING;
    }
}
