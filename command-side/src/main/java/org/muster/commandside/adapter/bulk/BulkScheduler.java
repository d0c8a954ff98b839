package org.muster.commandside.adapter.bulk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.muster.commands.Touches;
import org.muster.commandside.intake.ValidatedCommand;
import org.muster.events.Tag;

/**
 * Schedules the commands of one bulk request: each is decided after every earlier one that {@linkplain Touches touches}
 * something in common with it. For the caller it is as if they had been decided one after the other.
 *
 * <p>Used by one thread, except for {@link #accepted}.
 */
final class BulkScheduler {

    /** Entities whose connections are remembered; what concerns a forgotten one goes alone, which is only slower. */
    private static final int FIXED_MAX = 20_000;

    /** Tags that are kept before those of finished commands are dropped. */
    private static final int TAGS_MAX = 4_096;

    private final Map<Tag, CompletableFuture<?>> lastByTag = new HashMap<>();
    private final List<CompletableFuture<?>> open = new ArrayList<>();
    private final Map<Tag, Set<Tag>> fixed = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Tag, Set<Tag>> eldest) {
            return size() > FIXED_MAX;
        }
    });
    private CompletableFuture<?> lastAlone = CompletableFuture.completedFuture(null);

    /**
     * Queues a command.
     *
     * @param done completes, normally, when the command has been answered
     * @return completes when the command may be decided
     */
    CompletableFuture<Void> enter(ValidatedCommand command, CompletableFuture<?> done) {
        open.removeIf(CompletableFuture::isDone);
        CompletableFuture<Void> mayBegin =
                touched(command).map(tags -> afterThoseThatTouch(tags, done)).orElseGet(() -> afterAll(done));
        open.add(done);
        if (lastByTag.size() > TAGS_MAX) {
            lastByTag.values().removeIf(CompletableFuture::isDone);
        }
        return mayBegin;
    }

    private CompletableFuture<Void> afterThoseThatTouch(Set<Tag> tags, CompletableFuture<?> done) {
        List<CompletableFuture<?>> before = new ArrayList<>();
        before.add(lastAlone);
        for (Tag tag : tags) {
            CompletableFuture<?> last = lastByTag.put(tag, done);
            if (last != null) {
                before.add(last);
            }
        }
        return CompletableFuture.allOf(before.toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<Void> afterAll(CompletableFuture<?> done) {
        CompletableFuture<Void> afterAll = CompletableFuture.allOf(open.toArray(CompletableFuture[]::new));
        lastByTag.clear();
        lastAlone = done;
        return afterAll;
    }

    /** The tags that the command touches; empty if it could touch anything. */
    private Optional<Set<Tag>> touched(ValidatedCommand command) {
        Touches touches = command.command().touches();
        if (touches.everything()) {
            return Optional.empty();
        }
        Set<Tag> tags = new HashSet<>(touches.tags());
        tags.add(Tag.command(command.id().toString()));
        if (touches.concernsOf().isPresent()) {
            Set<Tag> concerns = fixed.get(touches.concernsOf().get());
            if (concerns == null) {
                return Optional.empty();
            }
            tags.addAll(concerns);
        }
        return Optional.of(tags);
    }

    /** Learns from an accepted command what an entity concerns from now on. */
    void accepted(ValidatedCommand command) {
        Touches touches = command.command().touches();
        touches.fixes().ifPresent(entity -> fixed.put(entity, touches.tags()));
    }
}
