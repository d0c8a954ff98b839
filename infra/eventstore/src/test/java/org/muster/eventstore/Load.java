package org.muster.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.eventstore.Store.event;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.muster.eventstore.api.StoreUnavailableException;
import org.muster.eventstore.api.StoredEvent;

/** Clients that append one after the other, each event with the tag of its command, and remember their answers. */
final class Load implements AutoCloseable {

    final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    final Map<String, Throwable> failures = new ConcurrentHashMap<>();
    private final Store store;
    private final AtomicBoolean finished = new AtomicBoolean();
    private final AtomicInteger next = new AtomicInteger();
    private final List<CompletableFuture<Void>> clients = new ArrayList<>();

    Load(Store store) {
        this.store = store;
        for (int i = 0; i < 16; i++) {
            CompletableFuture<Void> client = new CompletableFuture<>();
            clients.add(client);
            one(client);
        }
    }

    private void one(CompletableFuture<Void> client) {
        if (finished.get()) {
            client.complete(null);
            return;
        }
        String command = "c" + next.incrementAndGet();
        AppendCondition once = AppendCondition.withCriteria(Store.criteria("command:" + command));
        store.engine
                .states()
                .load(Deployments.PERSON, command)
                .thenCompose(state -> store.offer(once, List.of(event("a.Done", command, "command:" + command))))
                .whenCompleteAsync((appended, failure) -> {
                    if (failure == null) {
                        acknowledged.put(command, appended.firstPosition());
                    } else {
                        failures.put(command, failure.getCause() == null ? failure : failure.getCause());
                    }
                    one(client);
                });
    }

    void finish() {
        finished.set(true);
        clients.forEach(Store::get);
    }

    void check() throws SQLException {
        Map<String, Long> stored = new HashMap<>();
        long position = 0;
        for (StoredEvent event : store.all()) {
            assertThat(event.position()).isEqualTo(++position);
            String command = (String) new TextCodec().decode(null, event.payload());
            assertThat(stored.put(command, event.position()))
                    .as("stored twice: " + command)
                    .isNull();
        }
        assertThat(stored).as("acknowledged and stored").containsAllEntriesOf(acknowledged);
        Store.checkIndex(store.pool);
        HashSet<String> unanswered = new HashSet<>(stored.keySet());
        unanswered.removeAll(acknowledged.keySet());
        for (String command : unanswered) {
            assertThat(failures.get(command))
                    .as("stored although its caller got the answer that it is not")
                    .isInstanceOfSatisfying(
                            StoreUnavailableException.class,
                            e -> assertThat(e.outcomeUnknown()).isTrue());
        }
    }

    @Override
    public void close() {
        finished.set(true);
    }
}
