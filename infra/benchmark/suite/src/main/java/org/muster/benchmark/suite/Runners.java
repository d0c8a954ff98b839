package org.muster.benchmark.suite;

import static org.muster.benchmark.suite.Runner.Rule.CEILING;
import static org.muster.benchmark.suite.Runner.Rule.ONE_ASSIGNMENT;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.muster.benchmark.suite.Runner.Kind;
import org.muster.benchmark.suite.Runner.Launch;

/** All rows of the table, in order. */
final class Runners {

    private static final Launch OURS = new Launch.Java("ours", "org.muster.benchmark.ours.OursRunner");
    private static final Launch CEILINGS = new Launch.Java("suite", "org.muster.benchmark.ceilings.CeilingsRunner");
    private static final Launch AXON_4 = new Launch.Java("axon4", "org.muster.benchmark.axon4.Axon4Runner");
    private static final Launch PEKKO = new Launch.Java("pekko", "org.muster.benchmark.pekko.PekkoRunner");

    private Runners() {}

    /** The runner that is also measured on a large store, as two nodes, with readers and by history. */
    static final Runner GROWS = Runner.of(
                    "ours",
                    "ours, full boundary through Axon 5",
                    OURS,
                    "axon",
                    Kind.OURS,
                    Set.of(ONE_ASSIGNMENT, CEILING),
                    "infra/eventstore under a lean Axon 5 application of this module: phase, strength, assignment, command id.")
            .withColdRead();

    static final List<Runner> ALL = List.of(
            GROWS,
            Runner.of(
                            "ours-hot",
                            "ours, all on one mission",
                            OURS,
                            "axon",
                            Kind.OURS,
                            Set.of(),
                            "The same application; each command conflicts with every other.")
                    .hot(),
            Runner.of(
                    "ours-append",
                    "ours, raw append",
                    OURS,
                    "append",
                    Kind.OURS,
                    Set.of(),
                    "The engine without Axon: one event per append with its five tags, nothing read or decided."),
            Runner.of(
                            "ours-append-bulk",
                            "ours, raw append of 500 events",
                            OURS,
                            "append-bulk",
                            Kind.OURS,
                            Set.of(),
                            "Events per second, latency per append.")
                    .atLevels(1, 8),
            Runner.of(
                            "axon4",
                            "Axon Framework 4.13, JDBC engine",
                            AXON_4,
                            "stock",
                            Kind.PEER,
                            Set.of(ONE_ASSIGNMENT, CEILING),
                            "Mission and volunteer aggregates in one unit of work, two events; no cache, no snapshots: grows with"
                                    + " the mission's history.")
                    .withColdRead(),
            Runner.of(
                            "axon4-cache",
                            "Axon Framework 4.13, aggregate cache and snapshots",
                            AXON_4,
                            "cached",
                            Kind.PEER,
                            Set.of(ONE_ASSIGNMENT, CEILING),
                            "JCache adapter on Caffeine, a snapshot each 250 events.")
                    .withColdRead(),
            Runner.of(
                            "dcb-es",
                            "@dcb-es/event-store-postgres 7.0.1",
                            new Launch.Node("dcb-es", "runner.mjs"),
                            "capacity",
                            Kind.PEER,
                            Set.of(ONE_ASSIGNMENT, CEILING),
                            "DCB; tuned: connections survive a conflict, cursor_tuple_fraction=1. Folds the mission's whole history"
                                    + " for each command.")
                    .withColdRead(),
            Runner.of(
                    "dcb-es-no-capacity",
                    "@dcb-es/event-store-postgres 7.0.1, no ceiling",
                    new Launch.Node("dcb-es", "runner.mjs"),
                    "no-capacity",
                    Kind.PEER,
                    Set.of(ONE_ASSIGNMENT),
                    "Reads the mission's phase and the volunteer only."),
            Runner.of(
                    "emmett",
                    "@event-driven-io/emmett-postgresql 0.42.0",
                    new Launch.Node("emmett", "runner.mjs"),
                    "emmett",
                    Kind.PEER,
                    Set.of(ONE_ASSIGNMENT),
                    "A stream per volunteer; keeps no rule across volunteers. 0.42.0 drops the expectation that a stream is new, so two"
                            + " first commands for one volunteer may both be stored."),
            Runner.of(
                    "pekko-cold",
                    "Pekko persistence JDBC 1.1.1, cold entities",
                    PEKKO,
                    "cold",
                    Kind.PEER,
                    Set.of(ONE_ASSIGNMENT),
                    "An entity per volunteer, started by its command; no rule across volunteers, no sharding."),
            Runner.of(
                    "pekko-warm",
                    "Pekko persistence JDBC 1.1.1, warm entities",
                    PEKKO,
                    "warm",
                    Kind.PEER,
                    Set.of(),
                    "5,000 entities started beforehand, deployed and ended in turn: nothing is ever read."),
            Runner.of(
                    "axon5-memory",
                    "Axon 5.0.1, its engine in memory",
                    OURS,
                    "memory",
                    Kind.CEILING,
                    Set.of(ONE_ASSIGNMENT, CEILING),
                    "The application of ours; nothing durable. Each command scans all events from the first, so it slows down as"
                            + " it goes."),
            Runner.of(
                    "insert",
                    "one-row insert with 2 indexes",
                    CEILINGS,
                    "insert",
                    Kind.CEILING,
                    Set.of(),
                    "Nothing read, nothing decided; one row per transaction, a connection per caller."),
            Runner.of(
                            "bulk-insert",
                            "bulk insert, 500 rows a statement",
                            CEILINGS,
                            "bulk-insert",
                            Kind.CEILING,
                            Set.of(),
                            "Events per second, latency per statement.")
                    .atLevels(1, 8),
            Runner.of(
                            "bulk-copy",
                            "bulk COPY, 500 rows a statement",
                            CEILINGS,
                            "bulk-copy",
                            Kind.CEILING,
                            Set.of(),
                            "Events per second, latency per statement.")
                    .atLevels(1, 8));

    /** What the brief names and this suite does not run, with the reason. */
    static final Map<String, String> NOT_RUN = Map.of(
            "sliceworkz (Java, DCB, PostgreSQL 18)",
            "its artifacts are in none of the package registries that this build uses, and nothing is copied from repositories");
}
