package org.muster.benchmark.engine;

import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * One row of the engine's table; all of them, in order, are in {@code runners.json}.
 *
 * @param id what {@code --only} takes
 * @param label what the table says
 * @param module whose process is started; without a main class, a folder of {@code peers/}
 * @param subject which subject the process is asked for
 * @param kind what its figures may be compared with
 * @param stored SQL: the JSON of each stored deployment
 * @param claim the rules that it claims to keep, and that the race checks
 * @param trait what sets its load apart
 * @param note what a reader must know to judge the figures
 */
record Runner(
        String id,
        String label,
        String module,
        String mainClass,
        String subject,
        Kind kind,
        String stored,
        Claim claim,
        Trait trait,
        String note) {

    /** What figures may be compared with. */
    enum Kind {
        OURS,
        PEER,
        CEILING
    }

    /** What a row claims and the race checks. */
    enum Claim {
        NOTHING,
        /** X1: a volunteer has at most one open assignment. */
        ONE_ASSIGNMENT,
        /** Also X2: a mission never has more volunteers than its ceiling, whoever deploys them at once. */
        ALSO_CEILING
    }

    /** What sets a row's load apart. */
    enum Trait {
        NONE,
        /** All commands go to one mission. */
        HOT,
        /** Hundreds of events an operation: only low levels make sense. */
        BULK
    }

    private static final List<Integer> BULK_LEVELS = List.of(1, 8);

    static final List<Runner> ALL = JsonMapper.shared()
            .readValue(Runner.class.getResourceAsStream("/runners.json"), new TypeReference<List<Runner>>() {});

    /** The runner that is also measured on a large store and as two nodes. */
    static final Runner FIRST = ALL.getFirst();

    boolean onNode() {
        return mainClass == null;
    }

    /** The levels of the options that it runs at. */
    List<Integer> levels(List<Integer> wanted) {
        return trait == Trait.BULK
                ? wanted.stream().filter(BULK_LEVELS::contains).toList()
                : wanted;
    }

    /** Missions that its load names. */
    int missions(int wanted) {
        return trait == Trait.HOT ? 1 : wanted;
    }

    /** The same under another id and label. */
    Runner variant(String idSuffix, String labelSuffix) {
        return new Runner(
                id + idSuffix, label + labelSuffix, module, mainClass, subject, kind, stored, claim, trait, note);
    }
}
