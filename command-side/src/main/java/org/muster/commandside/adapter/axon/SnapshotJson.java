package org.muster.commandside.adapter.axon;

import org.muster.commandside.domain.decision.Snapshot;
import org.muster.eventstore.api.SnapshotCodec;
import tools.jackson.databind.json.JsonMapper;

/** The states of a view as JSON of their saved form. */
record SnapshotJson<I, S, F>(Snapshot<S, F> form) implements SnapshotCodec<I, S> {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Ids of views are identifiers, and records of these. */
    @Override
    public String key(I id) {
        return id.toString();
    }

    @Override
    public byte[] encode(S state) {
        return JSON.writeValueAsBytes(form.save().apply(state));
    }

    @Override
    public S decode(byte[] bytes) {
        return form.restore().apply(JSON.readValue(bytes, form.type()));
    }
}
