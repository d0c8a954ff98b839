package org.muster.benchmark;

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
import java.util.Locale;
import java.util.Map;
import org.muster.benchmark.doors.DoorsBenchmark;
import org.muster.benchmark.engine.EngineBenchmark;
import org.muster.benchmark.pipeline.PipelineBenchmark;
import org.muster.benchmark.reports.ReportsBenchmark;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;

/** The one command: Muster and its peers, one after the other, and one results page. */
public final class Benchmark {

    private static final int MAIN_JOB_COMMANDS = 77_704;

    private Benchmark() {}

    /** One part of the page. */
    public interface Section {
        /**
         * Measures.
         *
         * @param tables gets what people read
         * @return the figures behind the tables
         */
        Object run(List<Table> tables) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Options options = new Options();
        CommandLine commandLine = new CommandLine(options);
        commandLine.parseArgs(arguments);
        options.shorten();
        if (commandLine.isUsageHelpRequested()) {
            commandLine.usage(System.out);
            System.out.println(EngineBenchmark.runners());
            return;
        }
        Path home = Path.of(System.getProperty("benchmark.home")).toRealPath();
        Path out = home.resolve("out");
        FileSystemUtils.deleteRecursively(out.resolve("logs"));
        Files.createDirectories(out.resolve("logs"));
        Path data = out.resolve("postgres");
        Report report;
        try (PostgresServer postgres = PostgresServer.start(data, options.postgres)) {
            report = run(options, postgres, new Launcher(home, out.resolve("logs")));
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        report.write(out.resolve("results"));
        if (options.record) {
            report.write(home.resolve("results")
                    .resolve(report.startedAt().substring(0, 16).replace(":", "")));
        }
        System.out.println();
        System.out.println(report.markdown());
        System.exit(0);
    }

    private static Report run(Options options, PostgresServer postgres, Launcher launcher) throws Exception {
        Instant start = Instant.now();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Machine machine = Machine.here(launcher.logs());
        Map<String, Section> sections = new LinkedHashMap<>();
        if (options.doors || options.all()) {
            sections.put("doors", new DoorsBenchmark(options, postgres, launcher));
        }
        if (options.pipeline || options.all()) {
            sections.put("pipeline", new PipelineBenchmark(options, postgres, launcher));
        }
        if (options.engine || options.all()) {
            sections.put("engine", new EngineBenchmark(options, postgres, launcher));
        }
        if (options.reports || options.all()) {
            sections.put("reports", new ReportsBenchmark(options, postgres, launcher));
        }
        List<Table> tables = new ArrayList<>();
        if (options.mainJobSeconds > 0) {
            tables.add(new Table(
                            "History of the main job from an empty folder",
                            "Measured by hand with the README's command.",
                            "commands",
                            "seconds",
                            "commands/s")
                    .row(
                            Table.count(MAIN_JOB_COMMANDS),
                            options.mainJobSeconds,
                            Table.count(MAIN_JOB_COMMANDS / options.mainJobSeconds)));
        }
        Map<String, Object> measurements = new LinkedHashMap<>();
        for (Map.Entry<String, Section> section : sections.entrySet()) {
            measurements.put(section.getKey(), section.getValue().run(tables));
        }
        Map<String, String> run = new LinkedHashMap<>();
        run.put("warm-up", options.warmupMillis() / 1000.0 + " s");
        run.put("window", options.windowMillis() / 1000.0 + " s");
        run.put("missions", String.valueOf(options.missions));
        run.put("took", Duration.between(start, Instant.now()).toMinutes() + " min");
        return new Report(
                start.truncatedTo(ChronoUnit.SECONDS).toString(),
                commit(launcher.home()),
                machine,
                load,
                postgres.settings(),
                run,
                tables,
                measurements);
    }

    /** Empty where git or its folder is missing. */
    private static String commit(Path home) throws InterruptedException {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes()).strip();
            return git.waitFor() == 0 ? commit : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Tells the person who waits how far it is. */
    public static void say(String format, Object... values) {
        System.out.printf(format + "%n", values);
    }
}
