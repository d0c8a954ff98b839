package org.muster.commandside.adapter.axon.state;

import org.muster.commandside.domain.decision.Snapshot;
import org.muster.eventstore.api.SnapshotCodec;
import tools.jackson.databind.json.JsonMapper;

/** Snapshots of a decision model as JSON. */
record SnapshotJson<S, F>(Snapshot<S, F> form) implements SnapshotCodec<String, S> {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Override
    public String key(String id) {
        return id;
    }

    @Override
    public byte[] encode(S state) {
        return JSON.writeValueAsBytes(form.keep().apply(state));
    }

    @Override
    public S decode(byte[] bytes) {
        return form.restore().apply(JSON.readValue(bytes, form.type()));
    }
}
