package org.muster.commandside.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.muster.catalog.EventCatalog;
import org.muster.commandside.domain.Domain;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.correction.CorrectionEvent;

/** What holds for every decision model, whatever it folds. */
class DecisionModelsTest {

    /**
     * For each event, the models of what it is tagged with that leave it alone on purpose. Whoever adds an event or a model
     * decides: the model handles the event, or it is named here.
     */
    private static final Map<String, String> LEFT_ALONE = Map.ofEntries(
            Map.entry(
                    "MissionEstablished",
                    "mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "MissionStarted",
                    "acronym-use mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "MandateExtended",
                    "acronym-use mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "SuccessorMissionLinked",
                    "acronym-use mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy"),
            Map.entry(
                    "VolunteerStrengthAuthorized",
                    "acronym-use mission mission-identity mission-notices open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "VolunteerStrengthRevised",
                    "acronym-use mission mission-identity mission-notices open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "DutyStationOpened",
                    "acronym-use mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "MandateEnded",
                    "acronym-use mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "DrawdownBegun",
                    "acronym-use mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "LiquidationBegun",
                    "acronym-use mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "MissionClosed",
                    "acronym-use mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry("VolunteerRegistered", "clearances legal-holds"),
            Map.entry("PersonalDataCorrected", "clearances legal-holds"),
            Map.entry("ErasureRequested", "clearances legal-holds volunteer"),
            Map.entry("VolunteerAttributeCorrected", "clearances personal-record legal-holds"),
            Map.entry("VolunteerPersonalDataErased", "clearances legal-holds volunteer"),
            Map.entry("LegalHoldPlaced", "clearances personal-record volunteer"),
            Map.entry("LegalHoldLifted", "clearances personal-record volunteer"),
            Map.entry(
                    "DoASubmitted",
                    "acronym-use mission mission-identity mission-notices mission-posts reserved-posts station-occupancy succession"),
            Map.entry(
                    "FundingAuthorized",
                    "acronym-use mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "DoAApproved",
                    "acronym-use mission mission-identity mission-notices mission-posts open-assignments station-occupancy succession"),
            Map.entry(
                    "DoACancelled",
                    "acronym-use mission mission-identity mission-notices mission-posts open-assignments station-occupancy succession"),
            Map.entry(
                    "CandidateSelected",
                    "acronym-use clearances personal-record legal-holds mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry(
                    "OfferIssued",
                    "acronym-use assignment assignment-activity clearances contract-notices personal-record field-service legal-holds mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry(
                    "OfferAccepted",
                    "acronym-use assignment assignment-activity clearances contract-notices personal-record field-service legal-holds mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "OfferDeclined",
                    "acronym-use assignment assignment-activity clearances contract-notices personal-record field-service legal-holds mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry(
                    "OfferExpired",
                    "acronym-use assignment assignment-activity clearances contract-notices personal-record field-service legal-holds mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry("ClearanceRecorded", "personal-record legal-holds volunteer"),
            Map.entry(
                    "ContractIssued",
                    "acronym-use assignment assignment-activity clearances contract-notices personal-record field-service legal-holds mission mission-identity mission-notices mission-posts open-assignments request reserved-posts station-occupancy succession"),
            Map.entry(
                    "VolunteerDeployed",
                    "acronym-use assignment-activity clearances contract-notices duty-station personal-record field-service legal-holds mission mission-identity offer succession"),
            Map.entry(
                    "AssignmentCancelled",
                    "acronym-use assignment assignment-activity clearances contract-notices personal-record field-service legal-holds mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "ContractExtended",
                    "acronym-use clearances contract-notices personal-record field-service legal-holds mission mission-identity mission-notices mission-posts offer reserved-posts station-occupancy succession"),
            Map.entry(
                    "VolunteerReassigned",
                    "acronym-use clearances contract-notices duty-station personal-record field-service legal-holds mission mission-identity mission-notices mission-posts offer open-assignments reserved-posts succession volunteer"),
            Map.entry(
                    "VolunteerTransferred",
                    "acronym-use clearances contract-notices duty-station personal-record field-service legal-holds mission mission-identity offer reserved-posts succession"),
            Map.entry(
                    "AbsenceRecorded",
                    "acronym-use assignment clearances contract-notices personal-record legal-holds mission mission-identity mission-notices mission-posts offer open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry(
                    "MedicalEvacuationRecorded",
                    "acronym-use assignment clearances contract-notices personal-record legal-holds mission mission-identity mission-notices mission-posts offer open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry(
                    "ResignationSubmitted",
                    "acronym-use assignment clearances contract-notices personal-record field-service legal-holds mission mission-identity mission-notices mission-posts offer open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry(
                    "PerformanceAssessed",
                    "acronym-use assignment clearances contract-notices personal-record field-service legal-holds mission mission-identity mission-notices mission-posts offer open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry(
                    "AssignmentEnded",
                    "acronym-use clearances contract-notices personal-record field-service legal-holds mission mission-identity mission-notices offer reserved-posts succession"),
            Map.entry(
                    "DeathInServiceRecorded",
                    "acronym-use clearances contract-notices personal-record field-service legal-holds mission mission-identity mission-notices offer reserved-posts succession"),
            Map.entry(
                    "FinalClearanceRecorded",
                    "acronym-use assignment clearances contract-notices personal-record legal-holds mission mission-identity mission-notices mission-posts offer open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry(
                    "EvacuationOrdered",
                    "acronym-use duty-station mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "VolunteerRelocated",
                    "acronym-use assignment clearances contract-notices personal-record legal-holds mission mission-identity mission-notices mission-posts offer open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry(
                    "VolunteerReturned",
                    "acronym-use assignment clearances contract-notices personal-record legal-holds mission mission-identity mission-notices mission-posts offer open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry(
                    "EvacuationLifted",
                    "acronym-use mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "MissionRenamed",
                    "mission mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "LeadDepartmentChanged",
                    "acronym-use mission mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "DutyStationClassified",
                    "acronym-use mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "DutyStationClosed",
                    "acronym-use mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "DutyStationRelocated",
                    "acronym-use mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "ContractReminderIssued",
                    "acronym-use assignment assignment-activity clearances personal-record field-service legal-holds mission mission-identity mission-notices mission-posts offer open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry(
                    "ContractOverdueFlagged",
                    "acronym-use assignment assignment-activity clearances personal-record field-service legal-holds mission mission-identity mission-notices mission-posts offer open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry(
                    "ClearanceExpiryFlagged",
                    "acronym-use assignment assignment-activity contract-notices personal-record field-service legal-holds mission mission-identity mission-notices mission-posts offer open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry(
                    "BudgetPeriodRestated",
                    "acronym-use mission mission-identity mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "OpenAssignmentListed",
                    "acronym-use assignment assignment-activity clearances contract-notices personal-record field-service legal-holds mission mission-identity mission-notices mission-posts offer open-assignments reserved-posts station-occupancy succession volunteer"),
            Map.entry(
                    "MandateExpiryWarned",
                    "acronym-use mission mission-identity mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "OverStrengthFlagged",
                    "acronym-use mission mission-identity mission-notices mission-posts open-assignments reserved-posts station-occupancy succession"),
            Map.entry(
                    "MissionReadyToClose",
                    "acronym-use mission mission-identity mission-posts open-assignments reserved-posts station-occupancy succession"));

    @Example
    void every_model_has_decided_about_every_event_that_is_tagged_with_its_kind() {
        Map<String, Set<String>> leftAlone = new LinkedHashMap<>();
        // What is corrected is folded anew as if it had never been otherwise, so no model reads corrections.
        EventCatalog.all().stream()
                .filter(type -> !CorrectionEvent.class.isAssignableFrom(type.form()))
                .forEach(type -> {
                    Set<String> kinds = AnyEvent.of(type)
                            .sampleStream()
                            .limit(20)
                            .flatMap(event -> event.tags().stream())
                            .map(Tag::key)
                            .collect(Collectors.toSet());
                    Set<String> models = Domain.models().stream()
                            .filter(model -> kinds.contains(model.tag("any").key()))
                            .filter(model -> !model.reads().contains(type.form()))
                            .map(DecisionModel::name)
                            .collect(Collectors.toCollection(TreeSet::new));
                    if (!models.isEmpty()) {
                        leftAlone.put(type.form().getSimpleName(), models);
                    }
                });

        assertThat(leftAlone)
                .allSatisfy((event, models) -> assertThat(models)
                        .as("models that leave %s alone", event)
                        .isEqualTo(new TreeSet<>(List.of(LEFT_ALONE
                                .getOrDefault(event, "none is named yet")
                                .split(" ")))));
        assertThat(LEFT_ALONE.keySet()).isEqualTo(leftAlone.keySet());
    }

    /** States are cached and shared between commands, so a fold must never change the state that it is given. */
    @Property
    void folding_an_event_leaves_the_state_before_it_as_it_was(
            @ForAll("models") DecisionModel<?> model,
            @ForAll("ids") String id,
            @ForAll("histories") List<DomainEvent> history,
            @ForAll("events") DomainEvent event) {
        assertUnchanged(model, id, history, event);
    }

    private static <S> void assertUnchanged(
            DecisionModel<S> model, String id, List<DomainEvent> history, DomainEvent event) {
        S before = Given.fold(model, id, history);
        if (model.reads(id, event)) {
            model.evolve(before, event);
        }

        assertThat(before).isEqualTo(Given.fold(model, id, history));
    }

    /** What is read but not used would make commands wait for each other without a reason. */
    @Example
    void every_event_that_a_model_reads_changes_it_at_some_time() {
        for (DecisionModel<?> model : Domain.models()) {
            Set<Class<? extends DomainEvent>> used = new HashSet<>();
            // Only what it reads, so that long chains come about.
            Arbitraries.oneOf(model.reads().stream()
                            .map(type -> AnyEvent.of(EventCatalog.of(type)))
                            .toList())
                    .list()
                    .ofMaxSize(30)
                    .sampleStream()
                    .limit(3_000)
                    .forEach(history -> List.of("UNTAC", "V1", "A1", "S1", "I1", "D1", "O1", Tag.POLICY_BOOK)
                            .forEach(id -> noteUse(model, id, history, used)));
            assertThat(used).as(model.name()).isEqualTo(model.reads());
        }
    }

    private static <S> void noteUse(
            DecisionModel<S> model, String id, List<DomainEvent> history, Set<Class<? extends DomainEvent>> used) {
        S state = model.initial(id);
        for (DomainEvent event : history) {
            if (model.reads(id, event)) {
                S next = model.evolve(state, event);
                if (!next.equals(state)) {
                    used.add(event.getClass());
                }
                state = next;
            }
        }
    }

    @Example
    void names_are_unique() {
        assertThat(Domain.models()).extracting(DecisionModel::name).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<DecisionModel<?>> models() {
        return Arbitraries.of(Domain.models());
    }

    @Provide
    Arbitrary<String> ids() {
        return AnyEvent.id();
    }

    @Provide
    Arbitrary<DomainEvent> events() {
        return AnyEvent.event();
    }

    @Provide
    Arbitrary<List<DomainEvent>> histories() {
        return AnyEvent.event().list().ofMaxSize(30);
    }
}
