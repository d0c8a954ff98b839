package org.muster.local;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.muster.embedded.Database;
import org.muster.embedded.LocalKafka;
import org.muster.embedded.LocalPostgres;

/**
 * PostgreSQL and Kafka of a local run.
 *
 * @param eventsOwner the command side's database, as the role that owns the events and may change them
 * @param events the same, as the role that serves and may only append
 * @param readModels the query side's database
 */
record Servers(LocalPostgres postgres, LocalKafka kafka, Database eventsOwner, Database events, Database readModels)
        implements AutoCloseable {

    /** The role by which other programs read reports; the query side grants it its views. */
    static final String REPORTING = "reporting";

    /** Starts both at once. If one cannot start, the other is stopped. */
    static Servers start(Path dataDir, Options.Ports ports, Executor executor) {
        CompletableFuture<LocalPostgres> postgres = CompletableFuture.supplyAsync(
                () -> LocalPostgres.persistent(dataDir.resolve("postgres"), ports.postgres()), executor);
        CompletableFuture<LocalKafka> kafka = CompletableFuture.supplyAsync(
                () -> LocalKafka.persistent(dataDir.resolve("kafka"), ports.kafka()), executor);
        try {
            LocalPostgres database = postgres.join();
            database.restartWhenKilled();
            Database readModels = database.createDatabase("query", "query_side");
            database.createGuest(readModels, REPORTING);
            Database eventsOwner = database.createDatabase("events", "command_side");
            return new Servers(
                    database,
                    kafka.join(),
                    eventsOwner,
                    database.createGuest(eventsOwner, "command_side_serving"),
                    readModels);
        } catch (RuntimeException e) {
            closeIfStarted(kafka);
            closeIfStarted(postgres);
            throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static void closeIfStarted(CompletableFuture<? extends AutoCloseable> starting) {
        starting.handle((server, failure) -> {
                    if (server != null) {
                        try {
                            server.close();
                        } catch (Exception e) {
                            throw new IllegalStateException("Cannot stop " + server, e);
                        }
                    }
                    return null;
                })
                .join();
    }

    @Override
    public void close() {
        try {
            kafka.close();
        } finally {
            postgres.close();
        }
    }
}
