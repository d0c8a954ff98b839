package org.muster.queryside.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.events.DomainEvent;
import org.muster.events.assignment.AbsenceRecorded;
import org.muster.events.assignment.AssignmentCancelled;
import org.muster.events.assignment.AssignmentEvent;
import org.muster.events.assignment.FinalClearanceRecorded;
import org.muster.events.assignment.MedicalEvacuationRecorded;
import org.muster.events.assignment.PerformanceAssessed;
import org.muster.events.assignment.ResignationSubmitted;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.mission.MissionEvent;
import org.muster.events.policy.PolicyEvent;
import org.muster.events.recruitment.CandidateSelected;
import org.muster.events.recruitment.DoASubmitted;
import org.muster.events.recruitment.FundingAuthorized;
import org.muster.events.recruitment.RequestEvent;
import org.muster.events.security.SecurityEvent;
import org.muster.events.volunteer.ErasureRequested;
import org.muster.events.volunteer.LegalHoldLifted;
import org.muster.events.volunteer.LegalHoldPlaced;
import org.muster.events.volunteer.PersonalDataCorrected;
import org.muster.events.volunteer.VolunteerEvent;
import org.muster.events.volunteer.VolunteerPersonalDataErased;
import org.muster.events.volunteer.VolunteerRegistered;
import org.muster.readmodels.ReadModel;

/** A new event is taken by a read model, or left alone on purpose: nobody forgets it. */
class HandledEventsTest {

    private static final Map<String, Set<Class<? extends DomainEvent>>> FAMILIES = Map.of(
            "missions",
            Set.of(MissionEvent.class, CorrectionEvent.class),
            "assignments",
            Set.of(VolunteerEvent.class, AssignmentEvent.class, CorrectionEvent.class),
            "service",
            Set.of(
                    RequestEvent.class,
                    SecurityEvent.class,
                    PolicyEvent.class,
                    CorrectionEvent.class,
                    AbsenceRecorded.class,
                    VolunteerDeployed.class,
                    PersonalDataCorrected.class,
                    VolunteerRegistered.class));

    private static final Map<String, Set<Class<? extends DomainEvent>>> LEFT_ALONE = Map.of(
            "missions",
            Set.of(),
            // "service" takes absences; no report shows what else happens during an assignment, nor what is settled
            // after it; no row holds what an erasure erases.
            "assignments",
            Set.of(
                    VolunteerPersonalDataErased.class,
                    ErasureRequested.class,
                    PersonalDataCorrected.class,
                    AssignmentCancelled.class,
                    AbsenceRecorded.class,
                    MedicalEvacuationRecorded.class,
                    ResignationSubmitted.class,
                    PerformanceAssessed.class,
                    FinalClearanceRecorded.class,
                    LegalHoldPlaced.class,
                    LegalHoldLifted.class),
            // A request reserves nothing before it is approved.
            "service",
            Set.of(DoASubmitted.class, FundingAuthorized.class, CandidateSelected.class));

    @Test
    void every_event_of_a_read_model_s_families_is_handled_or_left_alone_on_purpose() {
        for (ReadModel readModel : ReadModels.ALL) {
            Set<Class<?>> known = new HashSet<>(readModel.handles());
            known.addAll(LEFT_ALONE.get(readModel.name()));

            assertThat(known)
                    .as(readModel.name())
                    .containsExactlyInAnyOrderElementsOf(EventCatalog.all().stream()
                            .<Class<?>>map(EventType::form)
                            .filter(form -> FAMILIES.get(readModel.name()).stream()
                                    .anyMatch(family -> family.isAssignableFrom(form)))
                            .toList());
        }
    }

    /** The picture of the event model shows it; {@code -Dmuster.readme=write} writes it. */
    @Test
    void the_file_of_what_read_models_read_is_the_code_s() throws IOException {
        Path file = Path.of("src/test/resources/what-read-models-read.txt");
        List<String> lines = ReadModels.ALL.stream()
                .flatMap(readModel -> readModel.handles().stream()
                        .map(event -> readModel.name() + " " + event.getSimpleName())
                        .sorted())
                .toList();
        if ("write".equals(System.getProperty("muster.readme"))) {
            Files.write(file, lines);
            return;
        }

        assertThat(file).content().isEqualTo(String.join("\n", lines) + "\n");
    }
}
