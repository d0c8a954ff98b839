package org.muster.commandside.domain.model.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.Tag;
import org.muster.events.assignment.AbsenceKind;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.events.assignment.FinalClearanceRecorded;
import org.muster.events.assignment.MedicalEvacuationRecorded;
import org.muster.events.assignment.MedicalEvacuationStatus;
import org.muster.events.dated.Dated;
import org.muster.events.security.VolunteerRelocated;
import org.muster.events.security.VolunteerReturned;

/**
 * What happens during an assignment while it goes on.
 *
 * @param absences in order of their days
 * @param medicalEvacuation where a medical evacuation stands, from day to day
 * @param stays in safe havens, in the order in which they were recorded
 * @param finallyCleared whether everything that was open at the end is settled
 */
public record FieldService(
        List<Absence> absences,
        Dated<MedicalEvacuationStatus> medicalEvacuation,
        List<Stay> stays,
        boolean finallyCleared) {

    /** By the assignment's identifier. */
    public static final DecisionModel<FieldService> MODEL = DecisionModel.named("field-service", 2)
            .tagged(Tag.ASSIGNMENT)
            .startingAt(new FieldService(List.of(), Dated.nothing(), List.of(), false))
            .on(AbsenceRecorded.class, FieldService::absent)
            .on(
                    MedicalEvacuationRecorded.class,
                    (service, e) -> new FieldService(
                            service.absences,
                            service.medicalEvacuation.with(e.statusOn(), e.status()),
                            service.stays,
                            service.finallyCleared))
            .on(
                    VolunteerRelocated.class,
                    (service, e) -> service.staying(Stream.concat(
                            service.stays.stream(), Stream.of(new Stay(e.order(), e.relocatedOn(), Optional.empty())))))
            .on(
                    VolunteerReturned.class,
                    (service, e) -> service.staying(service.stays.stream()
                            .map(stay -> stay.until().isEmpty() ? stay.until(e.returnedOn()) : stay)))
            .on(
                    FinalClearanceRecorded.class,
                    (service, e) -> new FieldService(service.absences, service.medicalEvacuation, service.stays, true));

    public FieldService {
        absences = List.copyOf(absences);
        stays = List.copyOf(stays);
    }

    /** Days of absence, the last one included. */
    public record Absence(AbsenceKind kind, LocalDate firstDay, LocalDate lastDay) {}

    /**
     * A stay in a safe haven.
     *
     * @param order under which order
     * @param since the first day there
     * @param until the first day back; empty while the volunteer is there
     */
    public record Stay(String order, LocalDate since, Optional<LocalDate> until) {

        private Stay until(LocalDate day) {
            return new Stay(order, since, Optional.of(day));
        }
    }

    /** The stay in a safe haven that goes on; empty where the volunteer has returned or never left. */
    public Optional<Stay> relocation() {
        return stays.stream().filter(stay -> stay.until().isEmpty()).findFirst();
    }

    /** An absence that shares a day with these. */
    public Optional<Absence> absentWithin(LocalDate firstDay, LocalDate lastDay) {
        return absences.stream()
                .filter(absence -> !absence.firstDay().isAfter(lastDay)
                        && !absence.lastDay().isBefore(firstDay))
                .findFirst();
    }

    /** The last absence of this kind that ended before the day. */
    public Optional<Absence> lastBefore(LocalDate day, AbsenceKind kind) {
        return absences.stream()
                .filter(absence -> absence.kind() == kind && absence.lastDay().isBefore(day))
                .reduce((earlier, later) -> later);
    }

    /** The first absence of this kind that begins after the day. */
    public Optional<Absence> firstAfter(LocalDate day, AbsenceKind kind) {
        return absences.stream()
                .filter(absence -> absence.kind() == kind && absence.firstDay().isAfter(day))
                .findFirst();
    }

    private FieldService staying(Stream<Stay> now) {
        return new FieldService(absences, medicalEvacuation, now.toList(), finallyCleared);
    }

    private FieldService absent(AbsenceRecorded event) {
        List<Absence> more = new ArrayList<>(absences);
        more.add(new Absence(event.kind(), event.firstDay(), event.lastDay()));
        more.sort(Comparator.comparing(Absence::firstDay));
        return new FieldService(more, medicalEvacuation, stays, finallyCleared);
    }
}
