package org.muster.commandside.domain.correction.correctrecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.registered;
import static org.muster.commandside.Examples.untac;
import static org.muster.commandside.Examples.untacStarted;
import static org.muster.commandside.domain.correction.correctrecord.Amending.correct;
import static org.muster.commandside.domain.correction.correctrecord.Amending.serving;
import static org.muster.commandside.domain.decision.Given.given;

import java.lang.reflect.RecordComponent;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commands.RefusalCode;
import org.muster.commands.assignment.DeployVolunteer;
import org.muster.commands.mission.CloseMission;
import org.muster.commandside.domain.assignment.endassignment.EndSealedAssignment;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.Expertise;
import org.muster.events.ServiceArea;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.SealedReason;
import org.muster.events.assignment.SeparationClass;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.correction.OriginalEvent;
import org.muster.events.correction.RecordCorrected;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MissionEvent;
import org.muster.events.mission.MissionStarted;
import org.muster.events.volunteer.ErasureBasis;
import org.muster.events.volunteer.VolunteerPersonalDataErased;

/** A mistake is mended by a later event, and what was known before is not lost. */
class CorrectRecordTest {

    private static final MissionStarted IN_2099 = new MissionStarted("UNTAC", day("2099-03-15"));
    private static final VolunteerDeployed FIRST = deployed("V1", "1992-05-01");
    private static final SealedReason SEALED = new SealedReason("TINK_AES256_GCM", "c2VhbGVk");

    @Test
    void a_start_of_2099_by_mistake_is_healed() {
        Given spoiled = given(untac(), IN_2099, phnomPenh(), authorized(FY92, 5, 0), registered("V1", "KEN"));
        spoiled.when(deploy("V1", "A1", "1992-05-01")).refused(RefusalCode.MISSION_NOT_OPEN);

        List<DomainEvent> correction = spoiled.when(correct(2, "startedOn", "1992-03-15"))
                .then(corrected(2, IN_2099, "startedOn", "2099-03-15", "1992-03-15"))
                .events();

        spoiled.and(correction.toArray(DomainEvent[]::new))
                .when(deploy("V1", "A1", "1992-05-01"))
                .accepted();
    }

    @Test
    void an_end_date_by_mistake_is_healed() {
        AssignmentEnded in2099 = ended(FIRST, "2099-06-30");
        Given spoiled = serving(FIRST, in2099);
        spoiled.when(deploy("V1", "A2", "1992-09-01")).refused(RefusalCode.ALREADY_DEPLOYED);

        Given healed = spoiled.and(spoiled.when(correct(7, "lastDay", "1992-06-30"))
                .then(corrected(7, in2099, "lastDay", "2099-06-30", "1992-06-30"))
                .events()
                .toArray(DomainEvent[]::new));

        healed.when(deploy("V1", "A2", "1992-09-01")).accepted();
    }

    @Test
    void a_correction_is_corrected_again_and_each_says_what_was_known_before() {
        Given once = given(untac(), IN_2099);
        Given twice = once.and(
                once.when(correct(2, "startedOn", "1992-03-16")).events().toArray(DomainEvent[]::new));

        twice.when(correct(2, "startedOn", "1992-03-15"))
                .then(corrected(
                        2, new MissionStarted("UNTAC", day("1992-03-16")), "startedOn", "1992-03-16", "1992-03-15"));
    }

    @Test
    void an_unknown_event_cannot_be_corrected() {
        Map<String, Object> details = Map.of("event", Given.id(9), "position", 9L);
        given(untac()).when(correct(9, "startedOn", "1992-03-15")).refused(RefusalCode.UNKNOWN_EVENT, details);
        // The id of one event at the position of another is a mistake, too.
        given(untac(), IN_2099)
                .when(new CorrectSealedRecord(
                        Given.id(2), 1, "startedOn", Optional.of("1992-03-15"), CorrectionReason.TYPING_ERROR))
                .refused(RefusalCode.UNKNOWN_EVENT);
    }

    @Test
    void identifiers_sealed_data_and_corrections_themselves_are_immutable() {
        given(untac(), IN_2099)
                .when(correct(2, "mission", "ONUMOZ"))
                .refused(
                        RefusalCode.IMMUTABLE_FIELD,
                        Map.of(
                                "type", "muster.mission.started.v1",
                                "field", "mission",
                                "correctable", List.of("startedOn")));
        given(registered("V1", "KEN")).when(correct(1, "personalData", "x")).refused(RefusalCode.IMMUTABLE_FIELD);
        given(untac(), IN_2099, corrected(2, IN_2099, "startedOn", "2099-03-15", "1992-03-15"))
                .when(correct(3, "after", "1992-04-01"))
                .refused(RefusalCode.IMMUTABLE_FIELD);
    }

    @Test
    void no_identifier_and_nothing_sealed_is_ever_declared_correctable() {
        List<String> identifiers = List.of("mission", "volunteer", "assignment", "doa", "order", "period");
        for (EventType type : EventCatalog.all()) {
            List<String> fields = type.correctableFields();
            assertThat(fields).as(type.name()).doesNotContainAnyElementsOf(identifiers);
            // Where somebody serves can be mistaken; which station an event of a station is about cannot.
            assertThat(fields.contains("station") && MissionEvent.class.isAssignableFrom(type.form()))
                    .as(type.name())
                    .isFalse();
            assertThat(Arrays.stream(type.form().getRecordComponents()).map(RecordComponent::getName))
                    .as(type.name())
                    .containsAll(fields);
            assertThat(fields.isEmpty() && !type.annullable()
                            || Arrays.stream(type.form().getRecordComponents())
                                    .map(component -> component.getGenericType().getTypeName())
                                    // The key of a sealed reason opens the repeated one, too, and nothing once it is
                                    // destroyed.
                                    .noneMatch(c -> c.contains("Sealed") && !c.contains(SealedReason.class.getName())))
                    .as("%s holds sealed data of a person and is never repeated", type.name())
                    .isTrue();
        }
    }

    @Test
    void a_value_that_the_field_cannot_have_is_refused() {
        for (String value : List.of("1992-02-30", "tomorrow", "1492-01-01")) {
            given(untac(), IN_2099)
                    .when(correct(2, "startedOn", value))
                    .refused(
                            RefusalCode.VALUE_NOT_POSSIBLE,
                            Map.of("type", "muster.mission.started.v1", "field", "startedOn"));
        }
        given(untac(), IN_2099)
                .when(new CorrectSealedRecord(
                        Given.id(2), 2, "startedOn", Optional.empty(), CorrectionReason.TYPING_ERROR))
                .refused(RefusalCode.VALUE_NOT_POSSIBLE);
        serving(FIRST, ended(FIRST, "1992-06-01"))
                .when(correct(7, "reason", "BOREDOM"))
                .refused(RefusalCode.VALUE_NOT_POSSIBLE);
        given(untac(), authorized(FY92, 5, 0))
                .when(correct(2, "international", "5.5"))
                .refused(RefusalCode.VALUE_NOT_POSSIBLE);
    }

    @Test
    void the_value_that_is_on_record_is_no_correction() {
        given(untac(), untacStarted())
                .when(correct(2, "startedOn", "1992-03-15"))
                .refused(RefusalCode.NO_CHANGE, Map.of("field", "startedOn"));
    }

    @Test
    void a_classified_reason_is_corrected_sealed_and_its_class_alone_is_said() {
        AssignmentEnded end = ended(FIRST, "1992-06-01");
        Given medical = serving(FIRST, end);
        medical = medical.and(medical.when(because(7, "UNDISCLOSED", Optional.of(SEALED)))
                .then(new RecordCorrected(
                        OriginalEvent.of(Given.id(7), 7, end),
                        "reason",
                        Optional.of("COMPLETION"),
                        Optional.of("UNDISCLOSED"),
                        CorrectionReason.TYPING_ERROR,
                        Optional.of(SEALED)))
                .events()
                .toArray(DomainEvent[]::new));
        SealedReason other = new SealedReason("TINK_AES256_GCM", "b3RoZXI=");

        // Of the same class, but nobody here can tell whether it is the same reason.
        medical.when(because(7, "UNDISCLOSED", Optional.of(other))).accepted();
        Given known = medical.and(
                medical.when(because(7, "FUNDING", Optional.empty())).events().toArray(DomainEvent[]::new));
        assertThat(((RecordCorrected) known.when(because(7, "UNDISCLOSED", Optional.of(other)))
                                .events()
                                .getFirst())
                        .amended())
                .contains(end.because(SeparationClass.UNDISCLOSED, Optional.of(other)));
    }

    @Test
    void a_class_without_the_reason_and_a_reason_without_its_class_are_refused() {
        Given over = serving(FIRST, ended(FIRST, "1992-06-01"));
        over.when(because(7, "UNDISCLOSED", Optional.empty())).refused(RefusalCode.VALUE_NOT_POSSIBLE);
        over.when(because(7, "FUNDING", Optional.of(SEALED))).refused(RefusalCode.VALUE_NOT_POSSIBLE);
        over.when(new CorrectSealedRecord(
                        Given.id(7),
                        7,
                        "lastDay",
                        Optional.of("1992-06-02"),
                        CorrectionReason.TYPING_ERROR,
                        Optional.of(SEALED)))
                .refused(RefusalCode.VALUE_NOT_POSSIBLE);
    }

    @Test
    void no_classified_reason_comes_to_be_known_of_an_erased_person() {
        Given erased = serving(FIRST, ended(FIRST, "1992-06-01"))
                .and(new VolunteerPersonalDataErased("V1", ErasureBasis.DATA_SUBJECT_REQUEST, day("2026-01-01")));

        erased.when(because(7, "UNDISCLOSED", Optional.of(SEALED)))
                .refused(RefusalCode.ALREADY_ERASED, Map.of("volunteer", "V1"));
        erased.when(because(7, "FUNDING", Optional.empty())).accepted();
    }

    private static CorrectSealedRecord because(long position, String after, Optional<SealedReason> sealed) {
        return new CorrectSealedRecord(
                Given.id(position), position, "reason", Optional.of(after), CorrectionReason.TYPING_ERROR, sealed);
    }

    @Test
    void a_corrected_history_is_what_later_commands_are_judged_by() {
        Given healed = serving(FIRST, ended(FIRST, "1992-06-30"));
        healed = healed.and(
                healed.when(correct(7, "lastDay", "1992-12-31")).events().toArray(DomainEvent[]::new));
        healed.when(deploy("V1", "A2", "1992-12-31")).refused(RefusalCode.ALREADY_DEPLOYED);
        healed.when(new EndSealedAssignment(
                        FIRST.assignment(), day("1992-07-01"), SeparationClass.COMPLETION, Optional.empty()))
                .refused(RefusalCode.NOT_OPEN, Map.of("assignment", FIRST.assignment(), "lastDay", "1992-12-31"));
        Given winding = healed.and(
                new MandateEnded("UNTAC", day("1992-12-01")), new LiquidationBegun("UNTAC", day("1992-12-10")));
        winding.when(new CloseMission("UNTAC", day("1992-12-30"))).refused(RefusalCode.OPEN_ASSIGNMENTS);
        winding.when(new CloseMission("UNTAC", day("1992-12-31"))).accepted();
    }

    private static RecordCorrected corrected(
            long position, DomainEvent original, String field, String before, String after) {
        return new RecordCorrected(
                OriginalEvent.of(Given.id(position), position, original),
                field,
                Optional.of(before),
                Optional.of(after),
                CorrectionReason.TYPING_ERROR);
    }

    private static DeployVolunteer deploy(String volunteer, String assignment, String on) {
        return new DeployVolunteer(
                volunteer,
                assignment,
                "UNTAC",
                "UNTAC-PHNOM-PENH",
                Category.INTERNATIONAL_SPECIALIST,
                ServiceArea.ELECTORAL_SUPPORT,
                Expertise.TECHNICAL,
                LocalDate.parse(on),
                true);
    }
}
