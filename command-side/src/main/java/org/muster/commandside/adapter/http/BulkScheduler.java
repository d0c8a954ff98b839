package org.muster.commandside.adapter.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.muster.commandside.intake.CommandEnvelope;
import org.muster.commandside.intake.Footprint;

/**
 * Says when each command of one bulk request may be decided: after every earlier one that it could meet. To whoever
 * reads the answers it is as if they had been decided one after the other.
 *
 * <p>Used by one thread, except for {@link #deployed}.
 */
final class BulkScheduler implements Footprint.Assignments {

    /** Assignments that are remembered; of one that is forgotten the end goes alone, which is only slower. */
    private static final int ASSIGNMENTS_MAX = 20_000;

    /** Keys that are kept before those of finished commands are dropped. */
    private static final int KEYS_MAX = 4_096;

    private final Map<String, CompletableFuture<?>> lastOfKey = new HashMap<>();
    private final List<CompletableFuture<?>> open = new ArrayList<>();
    private final Map<String, Set<String>> assignments = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > ASSIGNMENTS_MAX;
        }
    });
    private CompletableFuture<?> lastAlone = CompletableFuture.completedFuture(null);

    /**
     * Queues a command.
     *
     * @param done completes, normally, when the command has been answered
     * @return completes when the command may be decided
     */
    CompletableFuture<Void> enter(CommandEnvelope command, CompletableFuture<?> done) {
        open.removeIf(CompletableFuture::isDone);
        CompletableFuture<Void> mayBegin = switch (Footprint.of(command, this)) {
            case Footprint.Everything everything -> {
                CompletableFuture<Void> afterAll = CompletableFuture.allOf(open.toArray(CompletableFuture[]::new));
                lastOfKey.clear();
                lastAlone = done;
                yield afterAll;
            }
            case Footprint.Keys footprint -> {
                List<CompletableFuture<?>> before = new ArrayList<>();
                before.add(lastAlone);
                for (String key : footprint.keys()) {
                    CompletableFuture<?> last = lastOfKey.put(key, done);
                    if (last != null) {
                        before.add(last);
                    }
                }
                yield CompletableFuture.allOf(before.toArray(CompletableFuture[]::new));
            }
        };
        open.add(done);
        if (lastOfKey.size() > KEYS_MAX) {
            lastOfKey.values().removeIf(CompletableFuture::isDone);
        }
        return mayBegin;
    }

    /**
     * A deployment was accepted: from now on it is known what the assignment's end touches. That never changes: a
     * transfer ends one assignment and begins another (rule X9).
     */
    void deployed(CommandEnvelope command) {
        assignments.put(
                command.data().path("assignment").stringValue(),
                Set.of(
                        "volunteer:" + command.data().path("volunteer").stringValue(),
                        "mission:" + command.data().path("mission").stringValue()));
    }

    @Override
    public Set<String> touchedBy(String assignment) {
        return assignments.getOrDefault(assignment, Set.of());
    }
}
