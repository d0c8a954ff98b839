package org.muster.queryside.readmodel.assignments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.ContractExtended;
import org.muster.events.assignment.DeathInServiceRecorded;
import org.muster.events.assignment.IncidentType;
import org.muster.events.assignment.SeparationClass;
import org.muster.events.assignment.SeparationReason;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.assignment.VolunteerReassigned;
import org.muster.events.assignment.VolunteerTransferred;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.correction.OriginalEvent;
import org.muster.events.correction.RecordCorrected;
import org.muster.events.volunteer.Gender;
import org.muster.events.volunteer.SealedPersonalData;
import org.muster.events.volunteer.VolunteerRegistered;
import org.muster.readmodels.ImpossibleEventException;
import org.muster.readmodels.ReadModelStage;
import org.muster.readmodels.SequencedEvent;

/** Given these events, then these assignments. */
class AssignmentsTest {

    private static final LocalDate ENTRY = LocalDate.of(1992, 4, 1);
    private static final ReadModelStage STAGE = new ReadModelStage(
            Assignments.READ_MODEL, event -> ((DomainEvent) event).subject().toString());

    @BeforeEach
    void clear() {
        STAGE.clear();
    }

    @AfterAll
    static void close() {
        STAGE.close();
    }

    @Test
    void is_open_from_entry_on_duty_and_separated_the_day_after_the_last() {
        STAGE.given(deployed("A1", "V1"), ended("A1", "V1"));

        assertThat(STAGE.rows(Assignment.class)).containsExactly(assignment("A1", "V1", Optional.of("1993-09-25")));
        assertThat(STAGE.rows(Assignment.class, 1)).containsExactly(assignment("A1", "V1", Optional.empty()));
    }

    @Test
    void has_the_end_of_its_contract_as_last_extended() {
        LocalDate later = LocalDate.of(1993, 12, 31);
        STAGE.given(
                deployed("A1", "V1"),
                new ContractExtended("V1", "A1", "UNTAC", Optional.empty(), LocalDate.of(1993, 6, 30)),
                new ContractExtended("V1", "A1", "UNTAC", Optional.of(LocalDate.of(1993, 6, 30)), later));

        assertThat(STAGE.rows(Assignment.class))
                .extracting(Assignment::contractEndsOn)
                .containsExactly(Optional.of(later));
        assertThat(STAGE.rows(Assignment.class, 1))
                .extracting(Assignment::contractEndsOn)
                .containsExactly(Optional.empty());
    }

    @Test
    void a_corrected_transfer_moves_the_end_of_the_one_and_the_beginning_of_the_other_together() {
        VolunteerTransferred transferred = new VolunteerTransferred(
                "V1",
                "A1",
                "UNTAC",
                Category.INTERNATIONAL_SPECIALIST,
                ENTRY,
                "A2",
                "ONUMOZ",
                "MAPUTO",
                ServiceArea.RECOVERY,
                Expertise.LOGISTICAL,
                LocalDate.of(1993, 1, 1),
                Optional.empty());
        STAGE.given(
                deployed("A1", "V1"),
                transferred,
                new RecordCorrected(
                        OriginalEvent.of("event-2", 2, transferred),
                        "transferredOn",
                        Optional.of("1993-01-01"),
                        Optional.of("1993-02-01"),
                        CorrectionReason.TYPING_ERROR));

        assertThat(STAGE.rows(Assignment.class))
                .extracting(Assignment::assignment, Assignment::entryOnDuty, Assignment::separationOn)
                .containsExactlyInAnyOrder(
                        tuple("A1", ENTRY, Optional.of(LocalDate.of(1993, 2, 1))),
                        tuple("A2", LocalDate.of(1993, 2, 1), Optional.empty()));
        assertThat(STAGE.rows(Assignment.class, 2))
                .as("what was known before")
                .extracting(Assignment::assignment, Assignment::entryOnDuty)
                .contains(tuple("A2", LocalDate.of(1993, 1, 1)));
    }

    @Test
    void knows_nothing_of_a_volunteer_but_nationality_and_gender() {
        STAGE.given(new VolunteerRegistered(
                "V1",
                "SEN",
                Optional.of("MLI"),
                Gender.FEMALE,
                1970,
                new SealedPersonalData("AES", "sealed"),
                "identity",
                ENTRY));

        assertThat(STAGE.rows(Volunteer.class)).containsExactly(new Volunteer("V1", "SEN", Gender.FEMALE));
    }

    @Test
    void is_filled_with_the_same_rows_in_batches_of_any_size() {
        List<SequencedEvent> history =
                STAGE.sequenced(List.of(deployed("A1", "V1"), deployed("A\t2", "V\\N2"), ended("A1", "V1")));
        for (int size = 1; size <= history.size(); size++) {
            STAGE.clear();
            for (int from = 0; from < history.size(); from += size) {
                STAGE.fill(history.subList(from, Math.min(history.size(), from + size)));
            }
            assertThat(STAGE.rows(Assignment.class))
                    .as("%d at a time", size)
                    .containsExactly(
                            assignment("A\t2", "V\\N2", Optional.empty()),
                            assignment("A1", "V1", Optional.of("1993-09-25")));
        }
    }

    @Test
    void x9_a_transfer_ends_one_and_begins_another_on_the_same_day() {
        VolunteerTransferred transferred = new VolunteerTransferred(
                "V1",
                "A1",
                "UNTAC",
                Category.INTERNATIONAL_SPECIALIST,
                ENTRY,
                "A2",
                "ONUMOZ",
                "MAPUTO",
                ServiceArea.RECOVERY,
                Expertise.LOGISTICAL,
                LocalDate.of(1993, 1, 1),
                Optional.empty());
        STAGE.given(deployed("A1", "V1"), transferred);

        assertThat(STAGE.rows(Assignment.class))
                .containsExactly(
                        separated("1993-01-01", Optional.empty()),
                        new Assignment(
                                "A2",
                                "V1",
                                "ONUMOZ",
                                VolunteerType.INTERNATIONAL,
                                Category.INTERNATIONAL_SPECIALIST,
                                ServiceArea.RECOVERY,
                                "MAPUTO",
                                LocalDate.of(1993, 1, 1),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
        assertThatThrownBy(() -> STAGE.given(transferred)).isInstanceOf(ImpossibleEventException.class);
    }

    @Test
    void is_separated_the_day_after_a_death_in_service() {
        STAGE.given(
                deployed("A1", "V1"),
                new DeathInServiceRecorded(
                        "V1",
                        "A1",
                        "UNTAC",
                        Category.INTERNATIONAL_SPECIALIST,
                        ENTRY,
                        LocalDate.of(1993, 4, 8),
                        IncidentType.MALICIOUS_ACT));

        assertThat(STAGE.rows(Assignment.class))
                .containsExactly(separated("1993-04-09", Optional.of(SeparationClass.DEATH_IN_SERVICE)));
    }

    @Test
    void moves_to_another_station_and_stays_open() {
        STAGE.given(
                deployed("A1", "V1"),
                new VolunteerReassigned(
                        "V1", "A1", "UNTAC", "UNTAC-PHNOM-PENH", "UNTAC-BATTAMBANG", LocalDate.of(1992, 6, 1)));

        assertThat(STAGE.rows(Assignment.class))
                .extracting(Assignment::station, Assignment::separationOn)
                .containsExactly(tuple("UNTAC-PHNOM-PENH", Optional.empty()));
        assertThat(STAGE.rows(Reassignment.class))
                .extracting(Reassignment::station, Reassignment::reassignedOn)
                .containsExactly(tuple("UNTAC-BATTAMBANG", LocalDate.of(1992, 6, 1)));
    }

    @Test
    void refuses_the_end_of_an_assignment_that_never_began() {
        assertThatThrownBy(() -> STAGE.given(ended("A1", "V1")))
                .isInstanceOf(ImpossibleEventException.class)
                .hasMessage("assignment A1 was never created");
    }

    @Test
    void refuses_the_end_of_another_volunteer_s_assignment() {
        STAGE.given(deployed("A1", "V1"));

        assertThatThrownBy(() -> STAGE.given(ended("A1", "V2")))
                .isInstanceOf(ImpossibleEventException.class)
                .hasMessage("assignment A1 is written by events of another subject than volunteer:V2");
    }

    private static Assignment separated(String on, Optional<SeparationClass> reason) {
        return assignment("A1", "V1", Optional.empty()).separated(LocalDate.parse(on), reason);
    }

    private static Assignment assignment(String assignment, String volunteer, Optional<String> separationOn) {
        return new Assignment(
                assignment,
                volunteer,
                "UNTAC",
                VolunteerType.INTERNATIONAL,
                Category.INTERNATIONAL_SPECIALIST,
                ServiceArea.ELECTORAL_SUPPORT,
                "UNTAC-PHNOM-PENH",
                ENTRY,
                Optional.empty(),
                separationOn.map(LocalDate::parse),
                separationOn.map(day -> SeparationClass.MISSION_CLOSURE));
    }

    private static VolunteerDeployed deployed(String assignment, String volunteer) {
        return new VolunteerDeployed(
                volunteer,
                assignment,
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                Category.INTERNATIONAL_SPECIALIST,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.ADMINISTRATIVE,
                ENTRY,
                true);
    }

    private static AssignmentEnded ended(String assignment, String volunteer) {
        return new AssignmentEnded(
                volunteer,
                assignment,
                "UNTAC",
                Category.INTERNATIONAL_SPECIALIST,
                ENTRY,
                LocalDate.of(1993, 9, 24),
                SeparationReason.MISSION_CLOSURE);
    }
}
