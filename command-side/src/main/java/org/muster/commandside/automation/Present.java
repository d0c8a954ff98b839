package org.muster.commandside.automation;

import java.util.HashMap;
import java.util.Map;
import org.muster.commandside.adapter.axon.state.PastStates;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.DecisionModel;

/** The states of decision models as of one position, each folded once. For one batch, in one thread. */
final class Present implements Boundary {

    private record Key(String model, String id) {}

    private final PastStates states;
    private final long position;
    private final Map<Key, Object> known = new HashMap<>();

    Present(PastStates states, long position) {
        this.states = states;
        this.position = position;
    }

    @Override
    @SuppressWarnings("unchecked") // a model's name is unique, so the state is one of that model
    public <S> S read(DecisionModel<S> model, String id) {
        return (S) known.computeIfAbsent(
                new Key(model.name(), id), key -> states.at(model, id, position).state());
    }
}
