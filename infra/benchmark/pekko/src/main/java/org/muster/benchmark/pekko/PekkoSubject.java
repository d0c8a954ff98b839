package org.muster.benchmark.pekko;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.Mission;
import org.muster.benchmark.kit.Outcome;
import org.muster.benchmark.kit.Subject;
import org.muster.benchmark.kit.Target;

/** Pekko persistence JDBC, with new volunteers (cold) or with a fixed set of them in memory (warm). */
final class PekkoSubject implements Subject {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);
    private static final String DATABASE = "pekko-persistence-jdbc.shared-databases.slick.db.";
    private static final String SCHEMA = "/schema/postgres/postgres-create-schema.sql";

    private static final int WAKING_AT_ONCE = 64;

    private final Target target;
    private final ActorSystem<Volunteers.Envelope> system;
    private final int warm;

    /** @param warm how many volunteers are in memory and deployed and ended in turn, 0 for a new one each time */
    PekkoSubject(Target target, int warm) {
        this.target = target;
        this.warm = warm;
        this.system = ActorSystem.create(Volunteers.create(), "volunteers", configuration(target));
    }

    private static Config configuration(Target target) {
        Map<String, Object> database = Map.of(
                DATABASE + "url", target.jdbcUrl() + "?reWriteBatchedInserts=true",
                DATABASE + "user", target.username(),
                DATABASE + "password", target.password());
        return ConfigFactory.parseMap(database).withFallback(ConfigFactory.load("pekko-peer"));
    }

    @Override
    public void seed(List<Mission> missions) {
        try (InputStream schema = PekkoSubject.class.getResourceAsStream(SCHEMA)) {
            // CONCURRENTLY is refused where several statements run as one; on empty tables it makes no difference.
            target.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8).replace("CONCURRENTLY", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void prepare() {
        List<CompletionStage<Boolean>> waking = new ArrayList<>();
        for (int volunteer = 0; volunteer < warm; volunteer++) {
            String id = Deployment.volunteerId(volunteer);
            waking.add(ask(id, Volunteer.Command.Awake::new));
            if (waking.size() == WAKING_AT_ONCE || volunteer == warm - 1) {
                waking.forEach(awake -> awake.toCompletableFuture().join());
                waking.clear();
            }
        }
    }

    @Override
    public CompletionStage<Outcome> deploy(Deployment command) {
        String volunteer = warm == 0
                ? command.volunteerId()
                : Deployment.volunteerId(Long.parseLong(command.volunteerId().substring(1)) % warm);
        return ask(volunteer, replyTo -> new Volunteer.Command.Deploy(command, warm > 0, replyTo))
                .thenApply(accepted -> new Outcome(accepted, 0));
    }

    private CompletionStage<Boolean> ask(String volunteer, Function<ActorRef<Boolean>, Volunteer.Command> command) {
        return AskPattern.ask(
                system,
                replyTo -> new Volunteers.Envelope(volunteer, command.apply(replyTo)),
                ANSWER_MAX,
                system.scheduler());
    }

    @Override
    public void close() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
