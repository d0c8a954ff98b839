package org.muster.queryside.live;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.muster.queryside.QuerySideProperties;
import org.muster.queryside.projection.Progress;
import org.muster.web.limits.Places;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Tells every client how far the read models are, at most once per period and only when that has changed.
 *
 * <p>The register is asked once per period however many clients there are, and a client that reads too slowly misses
 * messages instead of holding up the others.
 */
@Component
class LiveFeed {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);

    /** How often a client hears something, so that both sides notice when the other is gone and its place is free. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final Progress progress;
    private final JdbcClient readModels;
    private final Places places;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("live-feed").factory());
    private final ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
    private final long heartbeatTicks;

    private volatile Sample last = new Sample(-1, 0, 0);
    private long ticks;

    LiveFeed(Progress progress, JdbcClient readModels, QuerySideProperties properties) {
        this.progress = progress;
        this.readModels = readModels;
        this.places = new Places(properties.liveClientsMax(), properties.liveClientsOfCallerMax());
        long periodMillis = properties.livePeriod().toMillis();
        this.heartbeatTicks = Math.max(1, HEARTBEAT.toMillis() / periodMillis);
        clock.scheduleAtFixedRate(this::tick, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    /**
     * One message.
     *
     * @param position every event up to here is in the read models
     * @param events how many events that are: positions have no gaps
     * @param persons how many persons have ever served
     */
    record Sample(long position, long events, long persons) {}

    /**
     * A client's stream of at most this length. It begins with the present, or with a heartbeat if the client has that already.
     *
     * @param lastEventId of the client's stream before; null if there was none
     * @throws org.muster.web.problem.ProblemException if the caller has too many, or all places are taken
     */
    SseEmitter connect(String caller, Duration timeout, String lastEventId) {
        Client client = new Client(new SseEmitter(timeout.toMillis()), places.take(caller));
        clients.add(client);
        client.emitter.onCompletion(() -> leave(client));
        client.emitter.onTimeout(client.emitter::complete);
        client.emitter.onError(broken -> leave(client));
        Sample now = sample();
        send(client, Long.toString(now.position()).equals(lastEventId) ? heartbeat() : message(now));
        return client.emitter;
    }

    /** Ends every stream, so that a shutdown does not wait for clients that never leave. */
    @PreDestroy
    void close() {
        clock.shutdownNow();
        clients.forEach(client -> client.emitter.complete());
        senders.shutdown();
    }

    private void tick() {
        if (clients.isEmpty()) {
            return;
        }
        try {
            Sample before = last;
            Sample now = sample();
            if (!now.equals(before)) {
                clients.forEach(client -> send(client, message(now)));
            } else if (++ticks % heartbeatTicks == 0) {
                clients.forEach(client -> send(client, heartbeat()));
            }
        } catch (DataAccessException unreachable) {
            // The next tick tries again; readiness tells that the database is gone.
            LOG.debug("The read models did not answer the live feed", unreachable);
        }
    }

    private static SseEmitter.SseEventBuilder heartbeat() {
        return SseEmitter.event().comment("still here");
    }

    /** The id lets a client that comes back say what it has. Messages add up: whoever missed some misses nothing of the next. */
    private static SseEmitter.SseEventBuilder message(Sample sample) {
        return SseEmitter.event()
                .id(Long.toString(sample.position()))
                .name("sample")
                .data(sample);
    }

    private Sample sample() {
        long position = progress.position();
        Sample known = last;
        if (known.position() != position) {
            long persons = readModels
                    .sql("select count(distinct volunteer) from assignment")
                    .query(Long.class)
                    .single();
            known = new Sample(position, position, persons);
            last = known;
        }
        return known;
    }

    private void send(Client client, SseEmitter.SseEventBuilder message) {
        if (!client.sending.compareAndSet(false, true)) {
            return;
        }
        try {
            senders.execute(() -> {
                try {
                    client.emitter.send(message);
                } catch (IOException | IllegalStateException gone) {
                    LOG.debug("A live client left: {}", gone.getMessage());
                    leave(client);
                } finally {
                    client.sending.set(false);
                }
            });
        } catch (RejectedExecutionException closing) {
            LOG.debug("Not sent, because the feed is closing");
        }
    }

    private void leave(Client client) {
        if (clients.remove(client)) {
            client.place.close();
        }
    }

    private static final class Client {

        private final SseEmitter emitter;
        private final Places.Place place;
        private final AtomicBoolean sending = new AtomicBoolean();

        private Client(SseEmitter emitter, Places.Place place) {
            this.emitter = emitter;
            this.place = place;
        }
    }
}
