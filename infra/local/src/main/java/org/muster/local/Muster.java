package org.muster.local;

import java.io.Console;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.muster.local.load.LoadResult;

/** {@code ./mvnw spring-boot:run}: starts everything, loads the history, prints the addresses, and runs until Ctrl-C. */
public final class Muster {

    private static final PrintStream OUT = System.out;
    private static final int START_SECONDS_MAX = 120;

    private Muster() {}

    public static void main(String[] arguments) throws InterruptedException {
        switch (Options.parse(arguments, System::getProperty)) {
            case Options.Bad bad -> {
                bad.errors().forEach(System.err::println);
                System.err.println("The options and their defaults:");
                Options.DEFAULTS.forEach((name, value) -> System.err.println("  --" + name + "=" + value));
                System.exit(2);
            }
            case Options.Good good -> System.exit(run(good.options()));
        }
    }

    /** Returns the exit status; a healthy run does not return before the process is stopped. */
    private static int run(Options options) throws InterruptedException {
        long begun = System.nanoTime();
        say("Muster starts with its data in %s", options.dataDir());
        Map<String, Integer> taken = options.ports().taken();
        if (!taken.isEmpty()) {
            taken.forEach((name, port) -> System.err.println(
                    "Port " + port + " is taken: stop what listens on it, or choose another with --" + name + "=…"));
            return 1;
        }
        CompletableFuture<LocalMuster> starting = new CompletableFuture<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(starting), "stop"));
        LocalMuster muster;
        try {
            muster = LocalMuster.start(options);
            starting.complete(muster);
        } catch (RuntimeException e) {
            starting.completeExceptionally(e);
            System.err.println("Muster cannot start: " + e.getMessage());
            e.printStackTrace();
            return 1;
        }
        say("  PostgreSQL            127.0.0.1:%d", options.ports().postgres());
        say("  Kafka                 %s", muster.kafka().bootstrapServers());
        say("  authorization server  %s", muster.authorizationUrl());
        say("  command side          %s", muster.commandSideUrl());
        say("  query side            %s", muster.querySideUrl());
        options.clock().ifPresent(day -> say("  automations           as on %s; events are recorded as of now", day));
        say("  all parts run after %.1f s", secondsSince(begun));
        try {
            Console console = System.console();
            LoadResult result = new ProgressDisplay(OUT, console != null && console.isTerminal())
                    .follow(muster.progress(), muster.loaded());
            return switch (result) {
                case LoadResult.Failed(String reason) -> {
                    System.err.println("The history could not be loaded: " + reason);
                    System.err.println("Muster stops. The next start resumes the load; an empty " + options.dataDir()
                            + " begins anew.");
                    yield 1;
                }
                case LoadResult.Loaded done -> {
                    ready(options, muster, done, secondsSince(begun));
                    Thread.currentThread().join();
                    yield 0;
                }
            };
        } catch (ExecutionException e) {
            System.err.println("The history could not be loaded: " + e.getCause());
            e.getCause().printStackTrace();
            return 1;
        }
    }

    private static void ready(Options options, LocalMuster muster, LoadResult.Loaded done, double seconds) {
        if (options.history() != Options.History.NONE) {
            LoadResult.Totals totals = done.totals();
            say(
                    "History: %,d persons (all synthetic) in %d missions (real), %,d assignments, %,d events",
                    totals.persons(), totals.missions(), totals.assignments(), totals.events());
            if (done.sent() == 0) {
                say("         all of it was recorded before; nothing was loaded");
            } else {
                say(
                        "         %,d commands in %.1f s, %,.0f commands/s",
                        done.sent(), done.seconds(), done.commandsPerSecond());
            }
        }
        say("Ready after %.1f s", seconds);
        say("  page      %s/", muster.querySideUrl());
        Path token = shown(muster.tokenScript());
        say(
                "  reports   curl -H \"Authorization: Bearer $(%s dashboard)\" '%s/reports/headcount?on=2013-12-31'",
                token, muster.querySideUrl());
        say(
                "  commands  curl -H \"Authorization: Bearer $(%s integrator)\" %s/commands/catalog",
                token, muster.commandSideUrl());
        say("  clients   %s", shown(muster.clientsFile()));
        say(
                "  views     psql -h 127.0.0.1 -p %d -U %s query; its password is in %s",
                options.ports().postgres(),
                Servers.REPORTING,
                shown(options.dataDir().resolve("postgres").resolve("credentials.properties")));
        say("Ctrl-C stops Muster; the data stay.");
    }

    /** A signal during the start takes effect after the start: half-started servers cannot be stopped cleanly. */
    private static void stop(CompletableFuture<LocalMuster> starting) {
        starting.orTimeout(START_SECONDS_MAX, TimeUnit.SECONDS)
                .handle((muster, failure) -> {
                    if (muster != null) {
                        say("Muster stops");
                        muster.close();
                    }
                    return null;
                })
                .join();
    }

    /** The path as a user types it in the folder from which Muster was started. */
    private static Path shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.toAbsolutePath().startsWith(here) ? here.relativize(file.toAbsolutePath()) : file;
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private static void say(String format, Object... values) {
        OUT.println(String.format(Locale.ROOT, format, values));
    }
}
