package org.muster.commandside.adapter.axon.state;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Amendments;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.commandside.domain.decision.OnRecord;
import org.muster.events.DomainEvent;

/** A boundary that reads every state by the amendments that are known: what they are known of, and when, its children say. */
public abstract class AmendedBoundary implements Boundary {

    /** All amendments. */
    public abstract Amendments amendments();

    /** A state by these amendments, which are of the events that it is folded from. */
    public abstract <S> S read(DecisionModel<S> model, String id, Map<String, Amendment> amendments);

    /** An event as it was first recorded. */
    public abstract Optional<DomainEvent> event(String id, long position);

    @Override
    public final <S> S read(DecisionModel<S> model, String id) {
        return read(model, id, amendments().of(model, id));
    }

    @Override
    public final <S> S readAmended(DecisionModel<S> model, String id, Amendment amendment) {
        Map<String, Amendment> known = amendments().of(model, id);
        if (!model.reads().contains(amendment.type())) {
            return read(model, id, known);
        }
        Map<String, Amendment> more = new HashMap<>(known);
        more.put(amendment.event(), amendment);
        return read(model, id, Map.copyOf(more));
    }

    @Override
    public final Optional<OnRecord> recorded(String id, long position) {
        return event(id, position).flatMap(original -> {
            Amendment amendment = amendments().of(id).orElse(Amendment.none(id, original.getClass()));
            return amendment.apply(original).map(event -> new OnRecord(id, position, event, amendment));
        });
    }
}
