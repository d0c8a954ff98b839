package org.muster.benchmark.ours;

import com.zaxxer.hikari.HikariDataSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.axonframework.common.configuration.Configuration;
import org.axonframework.modelling.repository.Repository;
import org.muster.benchmark.kit.AsyncSubject;
import org.muster.benchmark.kit.Census;
import org.muster.benchmark.kit.ColdReading;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Followed;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Outcome;
import org.muster.benchmark.kit.Preloading;
import org.muster.benchmark.kit.Target;
import org.muster.eventstore.EventStoreSchema;
import org.muster.eventstore.PostgresEventStorageEngine;
import org.muster.eventstore.state.StateRepository;

/** The full boundary through Axon 5 and our engine. */
final class OursSubject implements AsyncSubject, ColdReading, Preloading, Followed {

    private static final String LOG = "EventLog";
    private static final String STREAM = "Axon's stream";

    /** So few that memory still has all of them when the states are brought up to date. */
    private static final long PRELOADED_TOGETHER = 8_000;

    private final Target target;
    private final HikariDataSource pool;
    private final List<String> missionIds = new ArrayList<>();
    private PostgresEventStorageEngine engine;
    private Application application;

    OursSubject(Target target) {
        this.target = target;
        this.pool = Database.pool(target);
        EventStoreSchema.migrate(pool);
        start();
    }

    private void start() {
        engine = PostgresEventStorageEngine.start(pool, new Facts());
        PostgresEventStorageEngine started = engine;
        application = new Application(engine, new Application.Repositories() {
            @Override
            public <S> Repository<String, S> of(Configuration configuration, View<S> view) {
                return StateRepository.of(configuration, view, started);
            }
        });
    }

    private void stop() {
        application.close();
        engine.close();
    }

    @Override
    public void seed(List<Mission> missions) {
        new Appends(engine).start(missions);
        missions.stream()
                .filter(mission -> mission.ceiling() > Database.SMALL_CEILING)
                .map(Mission::id)
                .forEach(missionIds::add);
    }

    @Override
    public CompletionStage<Outcome> deploy(Deployment command) {
        return application.deploy(command);
    }

    @Override
    public void fill(String missionId, int events) {
        new Appends(engine).fill(List.of(missionId), events, missionId + "-");
    }

    @Override
    public void forget() {
        stop();
        start();
    }

    /** As commands would have done it: each mission's states are in memory meanwhile, and are put away as they grow. */
    @Override
    public void preload(long events) {
        Appends appends = new Appends(engine);
        for (long done = 0; done < events; done += PRELOADED_TOGETHER) {
            String prefix = "P" + done + "-";
            appends.fill(missionIds, Math.min(PRELOADED_TOGETHER, events - done), prefix);
            missionIds.stream()
                    .map(mission -> application.deploy(new Deployment(UUID.randomUUID(), mission, prefix + mission)))
                    .toList()
                    .forEach(CompletableFuture::join);
        }
    }

    @Override
    public CompletionStage<Long> append(Deployment fact) {
        return new Appends(engine).append(List.of(fact.accepted()));
    }

    @Override
    public Set<String> ways() {
        return Set.of(LOG, STREAM);
    }

    @Override
    public AutoCloseable follow(String way, LongConsumer arrived) {
        return way.equals(LOG) ? Readers.byLog(engine.log(), arrived) : Readers.byStream(engine, arrived);
    }

    @Override
    public void count(Census census) {
        Database.count(target, census);
    }

    @Override
    public void close() {
        stop();
        pool.close();
    }
}
