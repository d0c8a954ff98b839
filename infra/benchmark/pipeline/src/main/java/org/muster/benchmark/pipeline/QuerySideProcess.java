package org.muster.benchmark.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.muster.embedded.Database;
import org.muster.messaging.rebuilding.RebuildAnswer;
import org.muster.messaging.rebuilding.RebuildState;
import org.muster.messaging.rebuilding.SwitchPolicy;
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
                // The command side's application.yml lies on this class path too.
                "--spring.config.location="
                        + QuerySide.class.getProtectionDomain().getCodeSource().getLocation(),
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--logging.level.org.muster.messaging=info",
                "--spring.datasource.url=" + database.jdbcUrl(),
                "--spring.datasource.username=" + database.username(),
                "--spring.datasource.password=" + database.password(),
                "--spring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:9/none",
                "--spring.kafka.bootstrap-servers=" + bootstrapServers);
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

    /** Rebuilds all read models together, each compared with the old one and switched; from the first start to the last end. */
    Stopwatch rebuild(int count) throws InterruptedException {
        Rebuilding rebuilding = context.getBean(Rebuilding.class);
        List<RebuildState> ended = new ArrayList<>();
        for (RebuildAnswer answer : rebuilding
                .request(READ_MODELS, SwitchPolicy.IF_EQUAL, "benchmark")
                .values()) {
            ended.add(end(rebuilding, ((RebuildAnswer.Accepted) answer).state()));
        }
        for (RebuildState state : ended) {
            if (state.generation() > 2) {
                rebuilding.drop(state.projection(), state.generation() - 1, "benchmark");
            }
        }
        Instant begun = ended.stream()
                .map(RebuildState::requestedAt)
                .min(Instant::compareTo)
                .orElseThrow();
        Instant over = ended.stream()
                .map(state -> state.endedAt().orElseThrow())
                .max(Instant::compareTo)
                .orElseThrow();
        return new Stopwatch("rebuild of all read models, compared and switched", count, Duration.between(begun, over));
    }

    private static RebuildState end(Rebuilding rebuilding, RebuildState asked) throws InterruptedException {
        RebuildState state = asked;
        while (state.isOpen()) {
            Thread.sleep(10);
            state = rebuilding.find(asked.projection(), asked.id()).orElseThrow();
        }
        if (state.phase() != RebuildState.Phase.SWITCHED) {
            throw new IllegalStateException("Not rebuilt: " + state);
        }
        return state;
    }

    @Override
    public void close() {
        context.close();
    }
}
