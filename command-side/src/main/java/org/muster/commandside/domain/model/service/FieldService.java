package org.muster.commandside.domain.model.service;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
 * @param relocation the safe haven, while the volunteer is there
 * @param finallyCleared whether everything that was open at the end is settled
 */
public record FieldService(
        List<Absence> absences,
        Dated<MedicalEvacuationStatus> medicalEvacuation,
        Optional<Relocation> relocation,
        boolean finallyCleared) {

    /** By the assignment's identifier. */
    public static final DecisionModel<FieldService> MODEL = DecisionModel.named("field-service", 1)
            .tagged(Tag.ASSIGNMENT)
            .startingAt(new FieldService(List.of(), Dated.nothing(), Optional.empty(), false))
            .on(AbsenceRecorded.class, FieldService::absent)
            .on(
                    MedicalEvacuationRecorded.class,
                    (service, e) -> new FieldService(
                            service.absences,
                            service.medicalEvacuation.with(e.statusOn(), e.status()),
                            service.relocation,
                            service.finallyCleared))
            .on(
                    VolunteerRelocated.class,
                    (service, e) -> service.relocated(Optional.of(new Relocation(e.order(), e.relocatedOn()))))
            .on(VolunteerReturned.class, (service, e) -> service.relocated(Optional.empty()))
            .on(
                    FinalClearanceRecorded.class,
                    (service, e) ->
                            new FieldService(service.absences, service.medicalEvacuation, service.relocation, true));

    public FieldService {
        absences = List.copyOf(absences);
    }

    /** Days of absence, the last one included. */
    public record Absence(AbsenceKind kind, LocalDate firstDay, LocalDate lastDay) {}

    /** A stay in a safe haven under an order, from a day on. */
    public record Relocation(String order, LocalDate since) {}

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

    private FieldService relocated(Optional<Relocation> now) {
        return new FieldService(absences, medicalEvacuation, now, finallyCleared);
    }

    private FieldService absent(AbsenceRecorded event) {
        List<Absence> more = new ArrayList<>(absences);
        more.add(new Absence(event.kind(), event.firstDay(), event.lastDay()));
        more.sort(Comparator.comparing(Absence::firstDay));
        return new FieldService(more, medicalEvacuation, relocation, finallyCleared);
    }
}
