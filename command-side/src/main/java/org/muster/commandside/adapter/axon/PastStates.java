package org.muster.commandside.adapter.axon;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.muster.catalog.EventCatalog;
import org.muster.catalog.EventType;
import org.muster.commandside.domain.decision.DecisionModel;

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

    /** The state of an entity after all events up to a position. */
    public <S> Folded<S> at(DecisionModel<S> model, String id, long upTo) {
        Set<EventType> types = model.reads().stream().map(EventCatalog::of).collect(Collectors.toSet());
        S state = model.initial(id);
        long events = 0;
        long position = 0;
        List<HistoryEvent> page;
        do {
            page = history.page(List.of(Set.of(model.tag(id))), types, position, upTo, PAGE);
            for (HistoryEvent event : page) {
                state = model.evolve(state, history.read(event));
                events++;
                position = event.position();
            }
        } while (page.size() == PAGE);
        return new Folded<>(state, events, position);
    }
}
