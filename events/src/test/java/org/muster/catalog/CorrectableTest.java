package org.muster.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever can be entered wrongly can be mended, or somebody said why it cannot. */
class CorrectableTest {

    /** They say whose history an event belongs to. A record of another entity is annulled, and recorded anew. */
    private static final Set<String> IDENTIFIERS =
            Set.of("mission", "volunteer", "assignment", "doa", "order", "newAssignment", "newMission", "successor");

    private static final String REPEATED = "the event that it repeats is corrected, before this one is recorded";

    private static final String ANEW = "the event is annulled and recorded anew";

    private static final Map<String, List<String>> NOT_CORRECTED = Map.of(
            REPEATED,
            List.of(
                    "AssignmentEnded.category",
                    "AssignmentEnded.entryOnDuty",
                    "ContractExtended.previousEnd",
                    "ContractIssued.category",
                    "DeathInServiceRecorded.category",
                    "DeathInServiceRecorded.entryOnDuty",
                    "DoAApproved.category",
                    "DoAApproved.neededFrom",
                    "DoAApproved.neededUntil",
                    "DoACancelled.category",
                    "DoACancelled.reserved",
                    "CandidateSelected.category",
                    "OfferAccepted.category",
                    "OfferAccepted.endsOn",
                    "OfferAccepted.startsOn",
                    "OfferIssued.category",
                    "VolunteerReassigned.fromStation",
                    "VolunteerTransferred.category",
                    "VolunteerTransferred.contractEndsOn",
                    "VolunteerTransferred.entryOnDuty"),
            ANEW,
            List.of(
                    "AbsenceRecorded.firstDay",
                    "AbsenceRecorded.kind",
                    "AbsenceRecorded.lastDay",
                    "ClearanceRecorded.kind",
                    "EvacuationOrdered.stations",
                    "MissionRenamed.acronym",
                    "PerformanceAssessed.assessedOn",
                    "PerformanceAssessed.periodFrom",
                    "PerformanceAssessed.periodTo",
                    "VolunteerStrengthAuthorized.period",
                    "VolunteerStrengthRevised.period"),
            "each later rule of the mission was judged by it",
            List.of("MissionEstablished.adoptedOn", "MissionEstablished.countries", "MissionEstablished.kind"),
            "it says how the event came, and that is so",
            List.of("MissionEstablished.imported", "VolunteerDeployed.imported"),
            "the station of the first day is followed by a reassignment of that day",
            List.of("VolunteerTransferred.newStation"),
            "it follows the reason",
            List.of("AssignmentEnded.sealedReason"),
            "it says which station the event is about",
            List.of(
                    "DutyStationClassified.station",
                    "DutyStationClosed.station",
                    "DutyStationOpened.station",
                    "DutyStationRelocated.station"));

    @Test
    void each_event_is_correctable_or_says_why_it_is_recorded_for_good() {
        for (EventType type : EventCatalog.all()) {
            boolean amendable = type.annullable() || !type.correctableFields().isEmpty();
            assertThat(amendable)
                    .as("%s is either @Correctable or @RecordedForGood", type.name())
                    .isNotEqualTo(type.recordedForGood().isPresent());
        }
    }

    @Test
    void each_field_of_a_correctable_event_is_correctable_or_named_here_with_the_reason() {
        Set<String> not = EventCatalog.all().stream()
                .filter(type -> type.recordedForGood().isEmpty())
                .flatMap(CorrectableTest::others)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(not)
                .containsExactlyInAnyOrderElementsOf(
                        NOT_CORRECTED.values().stream().flatMap(List::stream).toList());
    }

    private static Stream<String> others(EventType type) {
        return Arrays.stream(type.form().getRecordComponents())
                .map(RecordComponent::getName)
                .filter(field -> !IDENTIFIERS.contains(field)
                        && !type.correctableFields().contains(field))
                .map(field -> type.form().getSimpleName() + "." + field);
    }
}
