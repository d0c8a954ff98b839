package org.muster.local.history;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.muster.commands.Command;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.assignment.EndAssignment;
import org.muster.commands.assignment.ExtendContract;
import org.muster.commands.assignment.ReassignVolunteer;
import org.muster.commands.assignment.RecordAbsence;
import org.muster.commands.assignment.RecordDeathInService;
import org.muster.commands.assignment.RecordMedicalEvacuation;
import org.muster.commands.assignment.SubmitResignation;
import org.muster.commands.assignment.TransferVolunteer;
import org.muster.events.assignment.AbsenceKind;
import org.muster.events.assignment.MedicalEvacuationStatus;
import org.muster.events.assignment.SeparationReason;
import org.muster.local.history.DatedCommand.Turn;
import org.muster.local.history.MissionPlan.Station;

/**
 * Generates the commands of one service, from the entry on duty to its end.
 *
 * @param volunteer the person's id
 * @param assignment the id of the service
 * @param before the id of the service that a transfer ends, if it begins with one
 * @param service the service
 */
record ServiceStory(String volunteer, String assignment, Optional<String> before, Service service) {

    private static final int NOTICE_DAYS = 35;
    private static final int REASSIGNED_PERCENT = 6;
    private static final int ON_LEAVE_PERCENT = 10;
    private static final int AT_REST_PERCENT = 14;

    /** No cycle of rest is longer. */
    private static final int REST_AFTER_WEEKS = 13;

    List<DatedCommand> commands(MissionPlan mission) {
        List<DatedCommand> story = new ArrayList<>();
        story.add(new DatedCommand(service.entryOnDuty(), Turn.START_OF_SERVICE, assignment + "/start", start()));
        for (int contract = 1; contract < service.contractEnds().size(); contract++) {
            story.add(during(
                    service.agreedOn(contract),
                    "extended/" + contract,
                    new ExtendContract(assignment, service.contractEnds().get(contract))));
        }
        story.addAll(activities(mission));
        service.end().ifPresent(end -> story.addAll(ended(end)));
        return story;
    }

    private DatedCommand during(LocalDate on, String key, Command body) {
        return new DatedCommand(on, Turn.SERVICE, assignment + "/" + key, body);
    }

    private Command start() {
        return before.<Command>map(ended -> new TransferVolunteer(
                        ended,
                        assignment,
                        service.mission(),
                        service.station(),
                        service.area(),
                        service.expertise(),
                        service.entryOnDuty(),
                        Optional.of(service.contractEnds().getFirst())))
                .orElseGet(() -> new DeployVolunteer(
                        volunteer,
                        assignment,
                        service.mission(),
                        service.station(),
                        service.category(),
                        service.area(),
                        service.expertise(),
                        service.entryOnDuty(),
                        Optional.of(service.contractEnds().getFirst()),
                        true));
    }

    private List<DatedCommand> ended(Service.End end) {
        if (end.reason().isEmpty()) {
            return List.of(); // the transfer ends it
        }
        SeparationReason reason = end.reason().get();
        LocalDate last = end.lastDay();
        List<DatedCommand> ended = new ArrayList<>();
        if (reason == SeparationReason.RESIGNATION) {
            LocalDate notice = notBeforeEntry(last.minusDays(NOTICE_DAYS));
            ended.add(during(notice, "resigned", new SubmitResignation(assignment, notice, last)));
        }
        if (reason == SeparationReason.MEDICAL) {
            LocalDate moved = notBeforeEntry(last.minusDays(10));
            ended.add(during(
                    moved,
                    "evacuated",
                    new RecordMedicalEvacuation(assignment, MedicalEvacuationStatus.EVACUATED, moved)));
        }
        Command body = end.incident()
                .<Command>map(incident -> new RecordDeathInService(assignment, last, incident))
                .orElseGet(() -> new EndAssignment(assignment, last, reason));
        ended.add(new DatedCommand(end.separationOn(), Turn.END_OF_SERVICE, assignment + "/end", body));
        return ended;
    }

    private LocalDate notBeforeEntry(LocalDate day) {
        return day.isBefore(service.entryOnDuty()) ? service.entryOnDuty() : day;
    }

    /** For some of the services: another station, leave, or rest. */
    private List<DatedCommand> activities(MissionPlan mission) {
        Random random = new Random(assignment.hashCode());
        LocalDate last = service.end().map(Service.End::lastDay).orElse(Archive.HORIZON);
        int days = Math.toIntExact(ChronoUnit.DAYS.between(service.entryOnDuty(), last));
        int percent = random.nextInt(100);
        if (days < 200) {
            return List.of();
        }
        LocalDate day = service.entryOnDuty().plusDays(60L + random.nextInt(days - 120));
        if (percent < REASSIGNED_PERCENT) {
            List<Station> others = mission.stations().stream()
                    .filter(station -> !station.id().equals(service.station()))
                    .toList();
            return others.isEmpty()
                    ? List.of()
                    : List.of(during(
                            day,
                            "reassigned",
                            new ReassignVolunteer(
                                    assignment,
                                    others.get(random.nextInt(others.size())).id(),
                                    true,
                                    day)));
        }
        if (percent < ON_LEAVE_PERCENT) {
            return List.of(during(
                    day,
                    "leave",
                    new RecordAbsence(assignment, AbsenceKind.ANNUAL, day, day.plusDays(4L + random.nextInt(10)))));
        }
        LocalDate rest = service.entryOnDuty().plusWeeks(REST_AFTER_WEEKS);
        boolean due = mission.station(service.station())
                .on(rest)
                .flatMap(MissionPlan.Conditions::restWeeks)
                .isPresent();
        return percent < AT_REST_PERCENT && due
                ? List.of(during(
                        rest, "rest", new RecordAbsence(assignment, AbsenceKind.R_AND_R, rest, rest.plusDays(4))))
                : List.of();
    }
}
