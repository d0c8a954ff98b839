package org.muster.events.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.muster.catalog.EventCatalog;
import org.muster.events.Category;
import org.muster.events.correction.CorrectionReason;
import org.muster.events.correction.OriginalEvent;
import org.muster.events.correction.RecordCorrected;

/** Nobody who reads by the catalog learns a classified reason, whatever version it was stored in. */
class ClassifiedReasonsTest {

    private static final SealedReason SEALED = new SealedReason("TINK_AES256_GCM", "c2VhbGVk");

    private static Map<String, Object> stored(String reason) {
        return Map.of(
                "volunteer",
                "V1",
                "assignment",
                "A1",
                "mission",
                "UNTAC",
                "category",
                "NATIONAL_EXPERT",
                "entryOnDuty",
                "1992-04-01",
                "lastDay",
                "1992-06-30",
                "reason",
                reason);
    }

    private static Map<String, Object> corrected(String type, String field, String before, String after) {
        return Map.of(
                "original",
                Map.of(
                        "id",
                        "00000000-0000-0000-0000-000000000007",
                        "position",
                        7,
                        "type",
                        type,
                        "subject",
                        "volunteer:V1",
                        "tags",
                        List.of("volunteer:V1", "assignment:A1", "mission:UNTAC"),
                        "effectiveOn",
                        "1992-07-01",
                        "data",
                        stored(before)),
                "field",
                field,
                "before",
                before,
                "after",
                after,
                "reason",
                "TYPING_ERROR");
    }

    private static AssignmentEnded end(SeparationClass reason, Optional<SealedReason> sealed) {
        return new AssignmentEnded(
                "V1",
                "A1",
                "UNTAC",
                Category.NATIONAL_EXPERT,
                LocalDate.of(1992, 4, 1),
                LocalDate.of(1992, 6, 30),
                reason,
                sealed);
    }

    @ParameterizedTest
    @EnumSource
    void an_end_of_version_1_is_lifted_to_the_class_of_its_reason(SeparationReason reason) {
        assertThat(EventCatalog.of(AssignmentEnded.class).read(1, stored(reason.name())))
                .isEqualTo(end(reason.disclosed(), Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource
    void so_are_both_values_of_a_stored_correction_and_the_event_that_it_repeats(SeparationReason reason) {
        Map<String, Object> lifted = EventCatalog.of(RecordCorrected.class)
                .lift(1, corrected("muster.volunteer.assignment-ended.v1", "reason", "MISCONDUCT", reason.name()));

        assertThat(lifted)
                .containsEntry("before", "UNDISCLOSED")
                .containsEntry("after", reason.disclosed().name());
        RecordCorrected correction = new RecordCorrected(
                new OriginalEvent(
                        "00000000-0000-0000-0000-000000000007",
                        7,
                        "muster.volunteer.assignment-ended.v1",
                        "volunteer:V1",
                        List.of("volunteer:V1"),
                        LocalDate.of(1992, 7, 1),
                        stored("MISCONDUCT")),
                "reason",
                Optional.of("UNDISCLOSED"),
                Optional.of((String) lifted.get("after")),
                CorrectionReason.TYPING_ERROR);
        assertThat(correction.original().event()).contains(end(SeparationClass.UNDISCLOSED, Optional.empty()));
        assertThat(correction.amended()).contains(end(reason.disclosed(), Optional.empty()));
    }

    @Test
    void another_field_or_event_is_lifted_as_it_is() {
        for (Map<String, Object> other : List.of(
                corrected("muster.volunteer.assignment-ended.v1", "lastDay", "MEDICAL", "MEDICAL"),
                corrected("muster.volunteer.clearance-recorded.v1", "reason", "MEDICAL", "MEDICAL"))) {
            assertThat(EventCatalog.of(RecordCorrected.class).lift(1, other)).isEqualTo(other);
        }
    }

    @Test
    void a_correction_to_a_reason_that_everybody_may_know_leaves_nothing_sealed() {
        AssignmentEnded medical = end(SeparationClass.UNDISCLOSED, Optional.of(SEALED));

        assertThat(medical.because(SeparationClass.FUNDING, Optional.of(SEALED)))
                .isEqualTo(end(SeparationClass.FUNDING, Optional.empty()));
        assertThat(medical.because(SeparationClass.UNDISCLOSED, Optional.empty())
                        .sealedReason())
                .isEmpty();
    }

    @Test
    void each_reason_but_the_classified_ones_has_a_class_of_its_own() {
        List<SeparationReason> classified = List.of(SeparationReason.MISCONDUCT, SeparationReason.MEDICAL);
        assertThat(Arrays.stream(SeparationReason.values()).filter(SeparationReason::classified))
                .containsExactlyInAnyOrderElementsOf(classified);
        assertThat(Arrays.stream(SeparationReason.values())
                        .filter(reason -> !classified.contains(reason))
                        .map(reason -> reason.disclosed().name()))
                .doesNotHaveDuplicates()
                .doesNotContain("UNDISCLOSED");
    }
}
