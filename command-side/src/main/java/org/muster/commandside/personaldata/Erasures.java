package org.muster.commandside.personaldata;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.muster.commandside.vault.Vault;
import org.muster.events.Tag;
import org.muster.eventstore.api.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Destroys keys and fingerprints of the erased, on a thread of its own, a moment after their erasure is recorded. Each start goes through all
 * erasures again: whoever was erased stays so when an older backup of the keys is restored.
 */
final class Erasures implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Erasures.class);

    private static final int PAGE = 500;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final History history;
    private final Vault vault;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("erasures").unstarted(this::run);
    private long position;

    private Erasures(History history, Vault vault) {
        this.history = history;
        this.vault = vault;
    }

    static Erasures begin(History history, Vault vault) {
        Erasures erasures = new Erasures(history, vault);
        erasures.thread.start();
        return erasures;
    }

    private void run() {
        try {
            while (!closing.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS)) {
                try {
                    if (history.awaitAfter(position, IDLE)) {
                        follow();
                    }
                } catch (StoreUnavailableException | DataAccessException | IllegalStateException e) {
                    log.debug("Erasures wait for PostgreSQL", e);
                } catch (RuntimeException e) {
                    log.warn("Erasures wait: {}", e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            log.debug("Closed", e);
        }
    }

    private void follow() {
        long head = history.head();
        List<HistoryEvent> page;
        do {
            page = history.page(List.of(Set.of(Tag.erasures())), Set.of(), position, head, PAGE);
            for (HistoryEvent erasure : page) {
                Set<String> identities = PersonalEvents.of(history, erasure.subject())
                        .map(PersonalEvents.Personal::identity)
                        .collect(Collectors.toSet());
                if (vault.erase(
                        erasure.subject().value(), identities, Separations.assignments(history, erasure.subject()))) {
                    log.info("The key of {} is destroyed", erasure.subject());
                }
                position = erasure.position();
            }
        } while (page.size() == PAGE);
        position = head;
    }

    @Override
    public void close() {
        closing.countDown();
        thread.interrupt();
        try {
            thread.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
