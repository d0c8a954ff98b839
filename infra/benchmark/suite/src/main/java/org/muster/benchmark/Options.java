package org.muster.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How to run. Without a section all are run. */
@Command(
        name = "infra/benchmark/run",
        sortOptions = false,
        description =
                "Measures Muster beside its peers on one PostgreSQL and writes infra/benchmark/out/results.md and .json.")
public final class Options {

    @Option(names = "--doors", description = "Section: commands over HTTP and Kafka, beside an echo and Axon 4")
    boolean doors;

    @Option(names = "--pipeline", description = "Section: publication, projection and rebuild")
    boolean pipeline;

    @Option(names = "--engine", description = "Section: the event store beside its peers")
    boolean engine;

    @Option(names = "--reports", description = "Section: every report at size, by 50 readers, while events arrive")
    boolean reports;

    @Option(names = "--quick", description = "Two seconds each: shows only that everything works")
    boolean quick;

    @Option(names = "--window", description = "Seconds measured (default: 8)")
    double windowSeconds = 8;

    @Option(
            names = "--warmup",
            description =
                    "Seconds before that, for the compiler and the caches; doors five times as long (default: 12)")
    double warmupSeconds = 12;

    @Option(names = "--missions", description = "Missions that the commands are spread over (default: 40)")
    public int missions = 40;

    @Option(names = "--issuers", description = "Threads that issue commands that do not block (default: 2)")
    public int issuers = 2;

    @Option(names = "--levels", split = ",", description = "Engine: operations in flight (default: 1,8,64,256)")
    public List<Integer> levels = List.of(1, 8, 64, 256);

    @Option(names = "--repeat", description = "Engine: windows per level, of which the median counts (default: 1)")
    public int repeat = 1;

    @Option(names = "--only", split = ",", description = "Engine: only these runners")
    public Set<String> only = Set.of();

    @Option(names = "--growth", description = "Engine: adds stores of that many events and of 100,000")
    public long growthEvents;

    @Option(names = "--two-nodes", description = "Engine: adds two processes of ours on one database")
    public boolean twoNodes;

    @Option(names = "--volunteers", description = "Doors: volunteers registered to be deployed (default: 240000)")
    public int volunteers = 240_000;

    @Option(names = "--events", description = "Pipeline: events stored and published (default: 100000)")
    public int events = 100_000;

    @Option(names = "--assignments", description = "Reports: assignments in the read models (default: 1000000)")
    public int assignments = 1_000_000;

    @Option(names = "--heap", description = "Of each runner and server on the JVM (default: 3g, doors 1g)")
    public String heap = "";

    @Option(names = "--postgres", split = ",", description = "More PostgreSQL settings, a=b")
    Map<String, String> postgres = new LinkedHashMap<>();

    @Option(
            names = "--main-job",
            description =
                    "Seconds that the README's command took for the history from an empty folder: a row of the page")
    double mainJobSeconds;

    @Option(names = "--record", description = "Adds a dated copy under infra/benchmark/results")
    boolean record;

    @Option(names = "--help", usageHelp = true, description = "This")
    private boolean help;

    /** Whether a section is to be run. */
    boolean all() {
        return !doors && !pipeline && !engine && !reports;
    }

    public long windowMillis() {
        return (long) (windowSeconds * 1_000);
    }

    public long warmupMillis() {
        return (long) (warmupSeconds * 1_000);
    }

    /** With {@code --quick}, as little of everything as shows that it works. */
    void shorten() {
        if (quick) {
            windowSeconds = 2;
            warmupSeconds = 1;
            levels = List.of(1, 64);
            // A twelfth of them must be more than is in flight.
            volunteers = 24_000;
            events = 2_000;
            assignments = 5_000;
        }
    }
}
