package org.muster.commandside.modelcheck;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.muster.commands.assignment.CancelAssignment;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.assignment.ExtendContract;
import org.muster.commands.assignment.ReassignVolunteer;
import org.muster.commands.assignment.RecordAbsence;
import org.muster.commands.assignment.RecordDeathInService;
import org.muster.commands.assignment.RecordFinalClearance;
import org.muster.commands.assignment.RecordMedicalEvacuation;
import org.muster.commands.assignment.RecordPerformanceAssessment;
import org.muster.commands.assignment.SubmitResignation;
import org.muster.commands.assignment.TransferVolunteer;
import org.muster.commands.automation.FlagOverdueContract;
import org.muster.commands.automation.RemindOfContractEnd;
import org.muster.commands.security.LiftEvacuation;
import org.muster.commands.security.OrderEvacuation;
import org.muster.commands.security.RelocateVolunteer;
import org.muster.commands.security.ReturnVolunteer;
import org.muster.commandside.domain.assignment.endassignment.EndSealedAssignment;
import org.muster.events.Category;
import org.muster.events.assignment.AbsenceKind;
import org.muster.events.assignment.MedicalEvacuationStatus;
import org.muster.events.mission.MissionPhase;

/** Commands about service in the field and security, as a ledger makes them likely. */
final class LikelyService extends Draw {

    LikelyService(Random random, Ledger ledger, int fresh) {
        super(random, ledger, fresh);
    }

    Map<Class<?>, Supplier<Record>> kinds() {
        return Map.ofEntries(
                Map.entry(
                        DeployVolunteer.class,
                        () -> ledger.services.values().stream().noneMatch(s -> !s.deployed) && oneIn(2)
                                ? imported()
                                : contracted()),
                Map.entry(
                        CancelAssignment.class,
                        () -> command(CancelAssignment.class, "assignment", service(s -> !s.deployed).id)),
                Map.entry(EndSealedAssignment.class, () -> {
                    Service open = service(Service::isOpen);
                    return command(
                            EndSealedAssignment.class, "assignment", open.id, "lastDay", after(open.from, 0, 150));
                }),
                Map.entry(RecordDeathInService.class, () -> {
                    Service open = service(Service::isOpen);
                    return command(RecordDeathInService.class, "assignment", open.id, "diedOn", during(open));
                }),
                Map.entry(ExtendContract.class, () -> {
                    Service open = service(Service::isOpen);
                    return command(
                            ExtendContract.class,
                            "assignment",
                            open.id,
                            "contractEndsOn",
                            after(open.planned.orElse(open.from), 1, 120));
                }),
                Map.entry(ReassignVolunteer.class, this::reassign),
                Map.entry(TransferVolunteer.class, this::transfer),
                Map.entry(RecordAbsence.class, () -> {
                    Service service = service(s -> s.deployed);
                    LocalDate first = during(service);
                    return command(
                            RecordAbsence.class,
                            "assignment",
                            service.id,
                            "firstDay",
                            first,
                            "lastDay",
                            after(first, 0, 5),
                            "kind",
                            oneIn(3) ? AbsenceKind.R_AND_R : AbsenceKind.ANNUAL);
                }),
                Map.entry(RecordFinalClearance.class, () -> {
                    Service ended = service(s -> s.last.isPresent() && !s.settled);
                    return command(
                            RecordFinalClearance.class,
                            "assignment",
                            ended.id,
                            "clearedOn",
                            after(ended.last.orElseThrow(), 0, 10));
                }),
                Map.entry(RecordMedicalEvacuation.class, () -> {
                    Service service = service(s -> s.deployed);
                    return command(
                            RecordMedicalEvacuation.class,
                            "assignment",
                            service.id,
                            "status",
                            service.evacuated ? MedicalEvacuationStatus.RETURNED : MedicalEvacuationStatus.EVACUATED,
                            "statusOn",
                            during(service));
                }),
                Map.entry(RecordPerformanceAssessment.class, () -> {
                    Service service = service(s -> s.deployed);
                    LocalDate from = during(service);
                    return command(
                            RecordPerformanceAssessment.class,
                            "assignment",
                            service.id,
                            "periodFrom",
                            from,
                            "periodTo",
                            after(from, 0, 9),
                            "assessedOn",
                            after(from, 9, 30));
                }),
                Map.entry(SubmitResignation.class, () -> {
                    Service open = service(Service::isOpen);
                    LocalDate notice = during(open);
                    return command(
                            SubmitResignation.class,
                            "assignment",
                            open.id,
                            "noticeOn",
                            notice,
                            "lastDay",
                            after(notice, 0, 60));
                }),
                Map.entry(RemindOfContractEnd.class, () -> {
                    Service open = service(s -> s.isOpen() && s.planned.isPresent());
                    return command(
                            RemindOfContractEnd.class,
                            "assignment",
                            open.id,
                            "contractEndsOn",
                            planned(open),
                            "dueOn",
                            after(planned(open), -90, 0));
                }),
                Map.entry(FlagOverdueContract.class, () -> {
                    Service open = service(s -> s.isOpen() && s.planned.isPresent());
                    return command(
                            FlagOverdueContract.class,
                            "assignment",
                            open.id,
                            "contractEndsOn",
                            planned(open),
                            "flaggedOn",
                            after(planned(open), 1, 5),
                            "complete",
                            oneIn(2));
                }),
                Map.entry(OrderEvacuation.class, () -> {
                    Map.Entry<String, Ledger.Station> station = station(s -> true);
                    return command(
                            OrderEvacuation.class,
                            "order",
                            fresh("O"),
                            "mission",
                            station.getValue().mission,
                            "stations",
                            List.of(station.getKey()),
                            "reference",
                            "DSS/1");
                }),
                Map.entry(RelocateVolunteer.class, this::relocate),
                Map.entry(ReturnVolunteer.class, () -> {
                    Service away = service(s -> s.safeHavenOf.isPresent());
                    return command(ReturnVolunteer.class, "assignment", away.id, "returnedOn", after(away.away, 0, 20));
                }),
                Map.entry(LiftEvacuation.class, () -> {
                    Ledger.Order order = one(ledger.orders.values().stream().filter(o -> o.lifted.isEmpty()));
                    return command(
                            LiftEvacuation.class,
                            "order",
                            order.ordered.order(),
                            "liftedOn",
                            after(order.ordered.orderedOn(), 1, 200));
                }));
    }

    private Record contracted() {
        Service made =
                service(s -> !s.deployed && ledger.offers.get(s.id).status.equals("CONTRACTED"));
        LocalDate entry = during(made);
        return command(
                DeployVolunteer.class,
                "volunteer",
                made.volunteer,
                "assignment",
                made.id,
                "mission",
                made.mission,
                "category",
                made.category,
                "station",
                station(s -> s.mission.equals(made.mission) && (oneIn(8) || s.isOpenOn(entry, entry)))
                        .getKey(),
                "entryOnDuty",
                entry,
                "contractEndsOn",
                Optional.empty(),
                "imported",
                false);
    }

    private Record imported() {
        String mission = mission(m -> m.began(MissionPhase.ACTIVE).isPresent()
                && m.began(MissionPhase.CLOSED).isEmpty());
        String volunteer = person(p -> !p.died).getKey();
        Category category = one(Stream.of(Category.values()).filter(c -> ledger.fits(c, mission, volunteer)));
        LocalDate entry = later(
                day(), ledger.missions.get(mission).began(MissionPhase.ACTIVE).orElseThrow());
        return command(
                DeployVolunteer.class,
                "volunteer",
                volunteer,
                "assignment",
                fresh("A"),
                "mission",
                mission,
                "category",
                category,
                "station",
                station(s -> s.mission.equals(mission) && (oneIn(8) || s.isOpenOn(entry, entry)))
                        .getKey(),
                "entryOnDuty",
                entry,
                "contractEndsOn",
                maybe(!oneIn(5), after(entry, 5, 150)),
                "imported",
                true);
    }

    private Record reassign() {
        Service open = service(Service::isOpen);
        LocalDate day = during(open);
        return command(
                ReassignVolunteer.class,
                "assignment",
                open.id,
                "station",
                one(ledger.stations.entrySet().stream()
                        .filter(s -> s.getValue().mission.equals(open.mission)
                                && !s.getKey()
                                        .equals(open.stations.floorEntry(day).getValue()))
                        .map(Map.Entry::getKey)),
                "consent",
                true,
                "reassignedOn",
                day);
    }

    private Record transfer() {
        Service open = service(Service::isOpen);
        String target = mission(m -> m.began(MissionPhase.ACTIVE).isPresent()
                && !m.established.mission().equals(open.mission)
                && ledger.fits(open.category, m.established.mission(), open.volunteer));
        LocalDate day = later(during(open), open.from.plusDays(1));
        return command(
                TransferVolunteer.class,
                "assignment",
                open.id,
                "newAssignment",
                fresh("A"),
                "mission",
                target,
                "station",
                station(s -> s.mission.equals(target)).getKey(),
                "transferredOn",
                day,
                "contractEndsOn",
                maybe(!oneIn(4), after(day, 5, 120)));
    }

    private Record relocate() {
        Ledger.Order order = one(ledger.orders.values().stream());
        String station = order.ordered.stations().getFirst();
        Service there = service(s -> s.deployed && s.safeHavenOf.isEmpty() && s.stations.containsValue(station));
        return command(
                RelocateVolunteer.class,
                "assignment",
                there.id,
                "order",
                order.ordered.order(),
                "relocatedOn",
                after(
                        later(
                                later(order.ordered.orderedOn(), there.from),
                                there.stations.entrySet().stream()
                                        .filter(stay -> stay.getValue().equals(station))
                                        .map(Map.Entry::getKey)
                                        .findFirst()
                                        .orElseThrow()),
                        0,
                        5));
    }
}
