package org.muster.benchmark.suite;

import java.util.List;
import java.util.Set;

/**
 * One row of the table.
 *
 * @param id what {@code --only} takes
 * @param label what the table says
 * @param launch how its process is started
 * @param name which subject the process is asked for
 * @param kind what its figures may be compared with
 * @param rules the rules that it claims to keep, and that the race checks
 * @param missions 1 when all commands go to one mission, 0 for as many as the options say
 * @param levels the levels it runs at, empty for all of the options
 * @param note what a reader must know to judge the figures
 */
record Runner(
        String id,
        String label,
        Launch launch,
        String name,
        Kind kind,
        Set<Rule> rules,
        int missions,
        List<Integer> levels,
        boolean coldRead,
        String note) {

    /** How a process is started. */
    sealed interface Launch {
        /** A main class with the class path that its module's build wrote. */
        record Java(String module, String mainClass) implements Launch {}

        /** A script in {@code peers/}, its dependencies installed by npm from the lock file. */
        record Node(String directory, String script) implements Launch {}
    }

    /** What figures may be compared with. */
    enum Kind {
        OURS,
        PEER,
        CEILING
    }

    /** What a row claims and the race checks. */
    enum Rule {
        /** X1: a volunteer has at most one open assignment. */
        ONE_ASSIGNMENT,
        /** X2: a mission never has more volunteers than its ceiling, whoever deploys them at once. */
        CEILING
    }

    Runner {
        rules = Set.copyOf(rules);
        levels = List.copyOf(levels);
    }

    static Runner of(String id, String label, Launch launch, String name, Kind kind, Set<Rule> rules, String note) {
        return new Runner(id, label, launch, name, kind, rules, 0, List.of(), false, note);
    }

    /** All commands on one mission. */
    Runner hot() {
        return new Runner(id, label, launch, name, kind, rules, 1, levels, coldRead, note);
    }

    /** The same under another id and label. */
    Runner variant(String idSuffix, String labelSuffix) {
        return new Runner(
                id + idSuffix, label + labelSuffix, launch, name, kind, rules, missions, levels, coldRead, note);
    }

    Runner atLevels(Integer... only) {
        return new Runner(id, label, launch, name, kind, rules, missions, List.of(only), coldRead, note);
    }

    Runner withColdRead() {
        return new Runner(id, label, launch, name, kind, rules, missions, levels, true, note);
    }
}
