package org.muster.commandside.personaldata;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.assignment.AssignmentEnded;
import org.muster.events.assignment.SealedReason;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.correction.RecordAnnulled;
import org.muster.events.correction.RecordCorrected;

/** The ends of assignments whose reason is sealed. */
final class Separations {

    private static final Set<EventType> TYPES = Set.of(
            EventCatalog.of(AssignmentEnded.class),
            EventCatalog.of(RecordCorrected.class),
            EventCatalog.of(RecordAnnulled.class));

    private static final String ASSIGNMENT = Tag.assignment("x").key();
    private static final int PAGE = 500;

    private Separations() {}

    /** Why an assignment of a volunteer ended, sealed. */
    record Separation(String volunteer, String assignment, SealedReason sealed) {}

    /** What counts of each of these assignments at a position; nothing for those that did not end for a classified reason. */
    static List<Separation> of(History history, Collection<String> assignments, long knownAt) {
        Map<String, Optional<Separation>> known = new LinkedHashMap<>();
        List<Set<Tag>> tags = assignments.stream()
                .map(assignment -> Set.of(Tag.assignment(assignment)))
                .toList();
        if (!tags.isEmpty()) {
            each(history, tags, TYPES, knownAt, event -> {
                DomainEvent read = history.read(event);
                ended(read)
                        .ifPresent(end -> known.put(
                                end.assignment(),
                                sealed(read, end, known.getOrDefault(end.assignment(), Optional.empty()))));
            });
        }
        return known.values().stream().flatMap(Optional::stream).toList();
    }

    /** The end that an event says, corrects or annuls. */
    private static Optional<AssignmentEnded> ended(DomainEvent event) {
        return switch (event) {
            case AssignmentEnded end -> Optional.of(end);
            case CorrectionEvent correction ->
                correction
                        .original()
                        .event()
                        .filter(AssignmentEnded.class::isInstance)
                        .map(AssignmentEnded.class::cast);
            default -> Optional.empty();
        };
    }

    private static Optional<Separation> sealed(DomainEvent event, AssignmentEnded end, Optional<Separation> before) {
        return switch (event) {
            case AssignmentEnded _ -> of(end, end.sealedReason());
            case RecordCorrected corrected when corrected.ofSeparationReason() -> of(end, corrected.sealedReason());
            case RecordAnnulled _ -> Optional.empty();
            default -> before;
        };
    }

    private static Optional<Separation> of(AssignmentEnded end, Optional<SealedReason> sealed) {
        return sealed.map(reason -> new Separation(end.volunteer(), end.assignment(), reason));
    }

    /** Every assignment that a volunteer ever had. */
    static Set<String> assignments(History history, Tag volunteer) {
        Set<String> all = new LinkedHashSet<>();
        each(history, List.of(Set.of(volunteer)), Set.of(), history.head(), event -> {
            if (event.subject().equals(volunteer)) {
                event.tags().stream()
                        .filter(tag -> tag.key().equals(ASSIGNMENT))
                        .forEach(tag -> all.add(tag.value()));
            }
        });
        return all;
    }

    private static void each(
            History history, List<Set<Tag>> tags, Set<EventType> types, long upTo, Consumer<HistoryEvent> consumer) {
        long after = 0;
        List<HistoryEvent> page;
        do {
            page = history.page(tags, types, after, upTo, PAGE);
            page.forEach(consumer);
            after = page.isEmpty() ? after : page.getLast().position();
        } while (page.size() == PAGE);
    }
}
