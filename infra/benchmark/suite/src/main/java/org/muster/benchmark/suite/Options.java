package org.muster.benchmark.suite;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How to run; {@link #HELP} says what each means.
 *
 * @param only runners to run, empty for all
 * @param without runners to leave out
 */
record Options(
        List<Integer> levels,
        int windowMillis,
        int warmupMillis,
        int repeat,
        int missions,
        int issuers,
        long growthEvents,
        boolean twoNodes,
        boolean race,
        int coldReadEvents,
        List<Integer> hotHistory,
        List<Integer> readerRates,
        Set<String> only,
        Set<String> without,
        List<String> javaOptions,
        Map<String, String> postgres,
        boolean record,
        boolean help) {

    static final String HELP = """
            --levels 1,8,64,256     operations in flight
            --window 8              seconds measured per level
            --warmup 12             seconds before that, for the compiler and the caches
            --repeat 1              windows per level, each on a fresh database; the table shows the median by commands/s
            --missions 40           missions that the commands are spread over
            --issuers 2             threads that issue the commands of asynchronous runners
            --only a,b              only these runners
            --without a,b           all but these runners
            --growth 0              more rows: ours on a store of that many events, beside one of 100,000, and starts on both
            --two-nodes             one more row: ours as two processes on one database
            --hot 100,1000,…        deployments on one mission at which ours-curve measures commands on it; each in turn
            --readers 1000          events per second at which ours-readers measures how soon a reader has them
            --no-race               leave the check out whether the rules hold when commands race
            --cold-read 10000       history of the missions of the cold read; 0 leaves it out
            --java-options -Xmx3g   of each runner on the JVM, separated by commas
            --postgres a=b,c=d      more PostgreSQL settings, for all runners alike
            --quick                 --window 1 --warmup 1 --levels 1,64 --cold-read 1000 --hot 100: only that everything works
            --record                also write the table to infra/benchmark/results/, dated
            --help                  this, and the runners
            """;

    Options {
        levels = List.copyOf(levels);
        hotHistory = List.copyOf(hotHistory);
        readerRates = List.copyOf(readerRates);
        only = Set.copyOf(only);
        without = Set.copyOf(without);
        javaOptions = List.copyOf(javaOptions);
        postgres = new LinkedHashMap<>(postgres);
    }

    /** @throws IllegalArgumentException naming the argument that is not understood */
    static Options parse(String[] arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        Set<String> switches = new LinkedHashSet<>();
        List<String> flags = List.of("--two-nodes", "--no-race", "--record", "--quick", "--help");
        List<String> valued = List.of(
                "--levels",
                "--window",
                "--warmup",
                "--repeat",
                "--missions",
                "--issuers",
                "--growth",
                "--cold-read",
                "--hot",
                "--readers",
                "--only",
                "--without",
                "--java-options",
                "--postgres");
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (flags.contains(argument)) {
                switches.add(argument);
            } else if (valued.contains(argument) && i + 1 < arguments.length) {
                given.put(argument, arguments[++i]);
            } else {
                throw new IllegalArgumentException("Not understood: " + argument + "\n" + HELP);
            }
        }
        boolean quick = switches.contains("--quick");
        return new Options(
                numbers(given.getOrDefault("--levels", quick ? "1,64" : "1,8,64,256")),
                millis(given.getOrDefault("--window", quick ? "1" : "8")),
                millis(given.getOrDefault("--warmup", quick ? "1" : "12")),
                Integer.parseInt(given.getOrDefault("--repeat", "1")),
                Integer.parseInt(given.getOrDefault("--missions", "40")),
                Integer.parseInt(given.getOrDefault("--issuers", "2")),
                Long.parseLong(given.getOrDefault("--growth", "0")),
                switches.contains("--two-nodes"),
                !switches.contains("--no-race"),
                Integer.parseInt(given.getOrDefault("--cold-read", quick ? "1000" : "10000")),
                numbers(given.getOrDefault("--hot", quick ? "100" : "100,1000,10000,20000,100")),
                numbers(given.getOrDefault("--readers", "1000")),
                Set.copyOf(list(given.getOrDefault("--only", ""))),
                Set.copyOf(list(given.getOrDefault("--without", ""))),
                list(given.getOrDefault("--java-options", "-Xms3g,-Xmx3g")),
                settings(given.getOrDefault("--postgres", "")),
                switches.contains("--record"),
                switches.contains("--help"));
    }

    boolean runs(String id) {
        return (only.isEmpty() || only.contains(id)) && !without.contains(id);
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).filter(part -> !part.isBlank()).toList();
    }

    private static List<Integer> numbers(String text) {
        return list(text).stream().map(Integer::valueOf).toList();
    }

    private static int millis(String seconds) {
        return (int) (Double.parseDouble(seconds) * 1000);
    }

    private static Map<String, String> settings(String text) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String setting : list(text)) {
            String[] parts = setting.split("=", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException("Not a setting: " + setting);
            }
            settings.put(parts[0], parts[1]);
        }
        return settings;
    }
}
