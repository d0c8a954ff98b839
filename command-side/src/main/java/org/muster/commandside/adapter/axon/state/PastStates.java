package org.muster.commandside.adapter.axon.state;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Amendments;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.events.DomainEvent;
import org.muster.events.Tag;
import org.muster.events.correction.CorrectionEvent;

/** The states of decision models as of any position, folded from history by the code that decides. */
public final class PastStates {

    private static final int PAGE = 2_000;

    private final History history;

    public PastStates(History history) {
        this.history = history;
    }

    /**
     * A state.
     *
     * @param events how many events were folded
     * @param position of the last of them; 0 without any
     */
    public record Folded<S>(S state, long events, long position) {}

    /** All corrections and annulments up to a position. */
    public Amendments amendments(long upTo) {
        Amendments amendments = Amendments.NONE;
        long position = 0;
        List<HistoryEvent> page;
        do {
            page = history.page(List.of(Set.of(Tag.amendments())), AmendmentsState.TYPES, position, upTo, PAGE);
            for (HistoryEvent event : page) {
                amendments = amendments.and((CorrectionEvent) history.read(event));
                position = event.position();
            }
        } while (page.size() == PAGE);
        return amendments;
    }

    /** An event of up to a position, as it was first recorded. */
    public Optional<DomainEvent> event(String id, long position, long upTo) {
        return position > upTo ? Optional.empty() : history.event(id, position);
    }

    /** The state of an entity after all events up to a position, by the amendments that were on record then. */
    public <S> Folded<S> at(DecisionModel<S> model, String id, long upTo) {
        return at(model, id, upTo, amendments(upTo).of(model, id));
    }

    /** The same by these amendments. */
    public <S> Folded<S> at(DecisionModel<S> model, String id, long upTo, Map<String, Amendment> amendments) {
        Set<EventType> types = model.reads().stream().map(EventCatalog::of).collect(Collectors.toSet());
        S state = model.initial(id);
        long events = 0;
        long position = 0;
        List<HistoryEvent> page;
        do {
            page = history.page(List.of(Set.of(model.tag(id))), types, position, upTo, PAGE);
            for (HistoryEvent event : page) {
                S before = state;
                state = Amendments.apply(amendments, event.id().toString(), history.read(event))
                        .map(counting -> model.evolve(before, counting))
                        .orElse(before);
                events++;
                position = event.position();
            }
        } while (page.size() == PAGE);
        return new Folded<>(state, events, position);
    }
}
