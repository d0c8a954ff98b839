package org.muster.benchmark.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.muster.embedded.Database;
import org.muster.messaging.RebuildAnswer;
import org.muster.messaging.RebuildState;
import org.muster.messaging.SwitchPolicy;
import org.muster.queryside.QuerySide;
import org.muster.queryside.projection.Progress;
import org.muster.queryside.projection.Rebuilding;
import org.springframework.context.ConfigurableApplicationContext;

/** The query side as it is deployed, though in this process. */
final class QuerySideProcess implements AutoCloseable {

    private static final List<String> READ_MODELS = List.of("missions", "assignments");
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final ConfigurableApplicationContext context;
    private final Instant started = Instant.now();

    QuerySideProcess(String bootstrapServers, Database database) {
        this.context = QuerySide.start(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--logging.level.org.muster.messaging=info",
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:9/none",
                "--muster.kafka.bootstrap-servers=" + bootstrapServers);
    }

    /** Until everything up to here can be read. */
    Stopwatch takeIn(int count) throws InterruptedException {
        await(count);
        return new Stopwatch("projection of live events", count, Duration.between(started, Instant.now()));
    }

    void await(long position) throws InterruptedException {
        if (!context.getBean(Progress.class).await(position, LIMIT)) {
            throw new IllegalStateException("Position " + position + " is not applied after " + LIMIT);
        }
    }

    /** Rebuilds each read model, compared with the old one and switched; each, and all of them together. */
    List<Stopwatch> rebuild(int count) throws InterruptedException {
        Rebuilding rebuilding = context.getBean(Rebuilding.class);
        List<Stopwatch> times = new ArrayList<>();
        Duration all = Duration.ZERO;
        for (String name : READ_MODELS) {
            if (!(rebuilding.request(name, SwitchPolicy.IF_EQUAL, "benchmark")
                    instanceof RebuildAnswer.Accepted accepted)) {
                throw new IllegalStateException("Nobody rebuilds " + name);
            }
            RebuildState state = accepted.state();
            while (state.isOpen()) {
                Thread.sleep(10);
                state = rebuilding.find(name, state.id()).orElseThrow();
            }
            if (state.phase() != RebuildState.Phase.SWITCHED) {
                throw new IllegalStateException("Not rebuilt: " + state);
            }
            int old = state.generation() - 1;
            if (old > 1) {
                rebuilding.drop(name, old, "benchmark");
            }
            Duration time = Duration.between(
                    state.startedAt().orElseThrow(), state.endedAt().orElseThrow());
            times.add(new Stopwatch("rebuild of " + name, count, time));
            all = all.plus(time);
        }
        times.add(new Stopwatch("rebuild of all read models, compared and switched", count, all));
        return times;
    }

    @Override
    public void close() {
        context.close();
    }
}
