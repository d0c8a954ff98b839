package org.muster.benchmark.suite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.muster.benchmark.suite.Results.Row;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one command: ours and the peers, one after the other, and the table. */
public final class Benchmark {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** What the id of two nodes' row adds to the id of one. */
    static final String TWO_NODES = "-two-nodes";

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments);
        if (options.help()) {
            System.out.println(Options.HELP);
            Runners.ALL.forEach(runner -> System.out.printf("%-22s %s%n", runner.id(), runner.label()));
            System.out.printf("%-22s %s%n", "ours-curve", "ours, all on one mission, by its history");
            System.out.printf("%-22s %s%n", "ours-readers", "ours, how soon readers have what was stored");
            return;
        }
        Path home = Path.of(System.getProperty("benchmark.home")).toRealPath();
        Path out = Files.createDirectories(home.resolve("out"));
        Path logs = out.resolve("logs");
        Server.delete(logs);
        Files.createDirectories(logs);
        Path data = out.resolve("postgres");
        Server.clear(data);

        Results results;
        try (Server server = Server.start(data, options.postgres())) {
            results = run(options, server, new Launcher(home, logs, options.javaOptions()), home, out);
        } finally {
            Server.delete(data);
        }
        String table = MarkdownTable.of(results);
        write(out.resolve("results"), results, table);
        if (options.record()) {
            Path dated = Files.createDirectories(home.resolve("results"))
                    .resolve(results.startedAt().substring(0, 16).replace(":", ""));
            write(dated, results, table);
        }
        System.out.println();
        System.out.println(table);
    }

    private static Results run(Options options, Server server, Launcher launcher, Path home, Path out)
            throws IOException, InterruptedException {
        Instant start = Instant.now();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Machine machine = Machine.here(out);
        Stage stage = new Stage(options, server, launcher);
        Session session = new Session(stage);
        List<Row> rows = new ArrayList<>();
        for (Runner runner : Runners.ALL) {
            if (options.runs(runner.id())) {
                rows.add(session.run(runner));
            }
        }
        Runner ours = Runners.GROWS;
        if (options.twoNodes()) {
            rows.add(new TwoNodes(stage).run(ours.variant(TWO_NODES, ", two active nodes together")));
        }
        List<GrownStore.Filled> growth =
                options.growthEvents() > 0 ? new GrownStore(stage).run(ours, options.growthEvents()) : List.of();
        growth.forEach(filled -> rows.add(filled.row()));
        List<HotCurve.Point> hotCurve = options.runs(ours.id() + "-curve") ? new HotCurve(stage).run(ours) : List.of();
        List<ReaderDelay.Delay> readerDelays =
                options.runs(ours.id() + "-readers") ? new ReaderDelay(stage).run(ours) : List.of();
        return new Results(
                start.truncatedTo(ChronoUnit.SECONDS).toString(),
                commit(home),
                machine,
                load,
                server.version(),
                server.relevantSettings(),
                runSettings(options, Duration.between(start, Instant.now())),
                rows,
                hotCurve,
                readerDelays,
                growth,
                Runners.NOT_RUN);
    }

    private static Map<String, String> runSettings(Options options, Duration took) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("window", options.windowMillis() / 1000.0 + " s");
        settings.put("warm-up", options.warmupMillis() / 1000.0 + " s");
        settings.put("windows per level", String.valueOf(options.repeat()));
        settings.put("missions", String.valueOf(options.missions()));
        settings.put("issuers", String.valueOf(options.issuers()));
        settings.put("JVM", String.join(" ", options.javaOptions()));
        settings.put("took", took.toMinutes() + " min");
        return settings;
    }

    /** Read from git's own files, so that git need not be installed. */
    private static String commit(Path home) throws IOException {
        Path git = home.resolve("../../.git").normalize();
        if (Files.isRegularFile(git)) {
            git = Path.of(Files.readString(git).replace("gitdir:", "").strip());
        }
        if (!Files.isRegularFile(git.resolve("HEAD"))) {
            return "";
        }
        String head = Files.readString(git.resolve("HEAD")).strip();
        if (!head.startsWith("ref:")) {
            return head;
        }
        String ref = head.substring(4).strip();
        Path common = Files.isRegularFile(git.resolve("commondir"))
                ? git.resolve(Files.readString(git.resolve("commondir")).strip())
                : git;
        Path loose = common.resolve(ref);
        return Files.isRegularFile(loose) ? Files.readString(loose).strip() : "";
    }

    private static void write(Path withoutExtension, Results results, String table) throws IOException {
        Files.writeString(Path.of(withoutExtension + ".md"), table);
        Files.writeString(Path.of(withoutExtension + ".json"), JSON.writeValueAsString(results) + "\n");
    }
}
