package org.muster.local;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.muster.commandside.CommandSide;
import org.muster.embedded.LocalKafka;
import org.muster.embedded.LocalPostgres;
import org.muster.local.authorization.AuthorizationServer;
import org.muster.local.authorization.DemoClient;
import org.muster.local.history.History;
import org.muster.local.history.HistoryStream;
import org.muster.local.load.HistoryLoad;
import org.muster.local.load.LoadProgress;
import org.muster.local.load.LoadResult;
import org.muster.local.present.PresentDay;
import org.muster.queryside.QuerySide;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.StandardEnvironment;

/** Everything of Muster in this process, on real servers, listening on the loopback address only. */
public final class LocalMuster implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LocalMuster.class);

    /** Each part starts on a thread of its own: the common pool of a small machine would start them one by one. */
    private static final Executor STARTING =
            part -> Thread.ofPlatform().name("start").start(part);

    /** The command side's bean that says which day it is for automations. */
    private static final String AUTOMATION_CLOCK = "automationClock";

    private final Options options;
    private final LoadProgress progress = new LoadProgress();
    private final CompletableFuture<LoadResult> loaded = new CompletableFuture<>();
    private final Deque<Part> running = new ArrayDeque<>();
    private Servers servers;
    private AuthorizationServer authorization;

    private record Part(String name, AutoCloseable stop) {}

    private LocalMuster(Options options) {
        this.options = options;
    }

    /**
     * Starts all parts and, unless the options say otherwise, begins to load the history.
     *
     * @throws RuntimeException if a part cannot start; the others are stopped then
     */
    public static LocalMuster start(Options options) {
        LocalMuster muster = new LocalMuster(options);
        try {
            startLogging();
            muster.startParts();
            muster.startLoad();
            return muster;
        } catch (RuntimeException e) {
            muster.close();
            throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Configures the log before anything logs: the first of the three contexts would reset it while others write to it. */
    private static synchronized void startLogging() {
        LoggingSystem logging = LoggingSystem.get(LocalMuster.class.getClassLoader());
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
    }

    private void startParts() {
        CompletableFuture<Servers> storage = CompletableFuture.supplyAsync(
                () -> Servers.start(options.dataDir(), options.ports(), STARTING), STARTING);
        CompletableFuture<AuthorizationServer> tokens = CompletableFuture.supplyAsync(
                () -> AuthorizationServer.start(
                        options.ports().authorization(),
                        localhost(options.ports().queries()) + "/",
                        options.dataDir().resolve("local")),
                STARTING);
        // Both are waited for, so that close() stops whichever has started when the other fails.
        CompletableFuture.allOf(storage, tokens).exceptionally(failure -> null).join();
        if (!storage.isCompletedExceptionally()) {
            servers = storage.join();
            running.push(new Part("PostgreSQL and Kafka", servers));
        }
        if (!tokens.isCompletedExceptionally()) {
            authorization = tokens.join();
            running.push(new Part("authorization server", authorization));
        }
        storage.join();
        tokens.join();
        CompletableFuture<ConfigurableApplicationContext> commands =
                CompletableFuture.supplyAsync(this::commandSide, STARTING);
        CompletableFuture<ConfigurableApplicationContext> queries =
                CompletableFuture.supplyAsync(this::querySide, STARTING);
        CompletableFuture.allOf(commands, queries)
                .exceptionally(failure -> null)
                .join();
        if (!commands.isCompletedExceptionally()) {
            running.push(new Part("command side", commands.join()));
        }
        if (!queries.isCompletedExceptionally()) {
            running.push(new Part("query side", queries.join()));
        }
        commands.join();
        queries.join();
    }

    private ConfigurableApplicationContext commandSide() {
        return Side.start(
                CommandSide.class,
                Map.ofEntries(
                        Map.entry("server.address", "127.0.0.1"),
                        Map.entry(
                                "server.port", Integer.toString(options.ports().commands())),
                        Map.entry("spring.security.oauth2.resourceserver.jwt.issuer-uri", authorization.issuer()),
                        Map.entry("spring.datasource.url", servers.events().jdbcUrl()),
                        Map.entry("spring.datasource.username", servers.events().username()),
                        Map.entry("spring.datasource.password", servers.events().password()),
                        Map.entry("spring.flyway.user", servers.eventsOwner().username()),
                        Map.entry(
                                "spring.flyway.password", servers.eventsOwner().password()),
                        Map.entry("muster.vault.master-key-file", masterKey().toString()),
                        Map.entry("muster.vault.create-master-key", "true"),
                        Map.entry(
                                "muster.audit.key-file",
                                options.dataDir()
                                        .resolve("audit")
                                        .resolve("log-key")
                                        .toString()),
                        Map.entry("muster.audit.create-key", "true"),
                        Map.entry(
                                "muster.imports.directory",
                                options.dataDir().resolve("imports").toString()),
                        Map.entry(
                                "spring.kafka.bootstrap-servers",
                                servers.kafka().bootstrapServers())),
                beans -> options.clock().ifPresent(day -> LocalMuster.move(beans, day)));
    }

    /** Automations find themselves on another day; time goes on from there. Nothing else is told another time. */
    private static void move(GenericApplicationContext beans, LocalDate day) {
        Duration offset = Duration.between(Instant.now(), day.atStartOfDay(ZoneOffset.UTC));
        beans.registerBean(
                AUTOMATION_CLOCK,
                Clock.class,
                () -> Clock.offset(Clock.systemUTC(), offset),
                definition -> ((AbstractBeanDefinition) definition).setDefaultCandidate(false));
    }

    private Path masterKey() {
        return options.dataDir().resolve("vault").resolve("master-key.json");
    }

    private ConfigurableApplicationContext querySide() {
        return Side.start(
                QuerySide.class,
                Map.of(
                        "server.address", "127.0.0.1",
                        "server.port", Integer.toString(options.ports().queries()),
                        "spring.security.oauth2.resourceserver.jwt.issuer-uri", authorization.issuer(),
                        "spring.datasource.url", servers.readModels().jdbcUrl(),
                        "spring.datasource.username", servers.readModels().username(),
                        "spring.datasource.password", servers.readModels().password(),
                        "spring.kafka.bootstrap-servers", servers.kafka().bootstrapServers(),
                        "muster.query.page-client-id", AuthorizationServer.PAGE_CLIENT,
                        "muster.query.command-side", commandSideUrl()),
                (GenericApplicationContext beans) -> beans.registerBean(
                        HistoryHealth.BEAN_NAME, HistoryHealth.class, () -> new HistoryHealth(progress)));
    }

    private void startLoad() {
        switch (options.history()) {
            case NONE -> {
                progress.nothingToLoad();
                loaded.complete(new LoadResult.Loaded(0, 0, new LoadResult.Totals(0, 0, 0, 0)));
            }
            case SAMPLE -> startLoad(History.lastCommands(true), History::sample, Optional.empty());
            case FULL ->
                startLoad(History.lastCommands(false), History::streams, Optional.of(PresentDay.day(options.clock())));
        }
    }

    private void startLoad(
            List<UUID> lastCommands, Supplier<List<HistoryStream>> history, Optional<LocalDate> present) {
        Thread load = Thread.ofPlatform().name("history").start(() -> load(lastCommands, history, present));
        running.push(new Part("history", () -> {
            load.interrupt();
            load.join();
        }));
    }

    private void load(List<UUID> lastCommands, Supplier<List<HistoryStream>> history, Optional<LocalDate> present) {
        try {
            loaded.complete(
                    new HistoryLoad(commandSideUrl(), querySideUrl(), client("importer"), client("auditor"), progress)
                            .run(lastCommands, history, present));
        } catch (InterruptedException e) {
            // Muster is being closed; the next start resumes the load.
            loaded.complete(new LoadResult.Failed("it was interrupted; the next start resumes it"));
        } catch (RuntimeException e) {
            loaded.completeExceptionally(e);
        }
    }

    public String commandSideUrl() {
        return localhost(options.ports().commands());
    }

    public String querySideUrl() {
        return localhost(options.ports().queries());
    }

    public String authorizationUrl() {
        return authorization.issuer();
    }

    private static String localhost(int port) {
        return "http://localhost:" + port;
    }

    /** The demo clients, secrets included. */
    public List<DemoClient> clients() {
        return authorization.clients();
    }

    /**
     * The client of a role: integrator, importer, dashboard, auditor or admin.
     *
     * @throws IllegalArgumentException if there is none
     */
    public DemoClient client(String role) {
        return clients().stream()
                .filter(client -> client.id().equals(role))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no client " + role));
    }

    /** Prints a fresh token of the client that it is given. */
    public Path tokenScript() {
        return authorization.tokenScript();
    }

    /** The file that lists the clients. */
    public Path clientsFile() {
        return authorization.clientsFile();
    }

    /** For fault tests and for inspection. */
    public LocalPostgres postgres() {
        return servers.postgres();
    }

    /** For fault tests and for other consumers. */
    public LocalKafka kafka() {
        return servers.kafka();
    }

    /** The progress of the load. */
    public LoadProgress progress() {
        return progress;
    }

    /** Completes when the history is loaded and projected, or when the load has failed. */
    public CompletableFuture<LoadResult> loaded() {
        return loaded.copy();
    }

    /** Stops all parts, the last started first. A part that fails to stop does not keep the others from it. Repeatable. */
    @Override
    public synchronized void close() {
        while (!running.isEmpty()) {
            Part part = running.pop();
            try {
                part.stop().close();
            } catch (Exception e) {
                log.error("The {} did not stop cleanly", part.name(), e);
            }
        }
    }
}
