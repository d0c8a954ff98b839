package org.muster.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The options of a local run.
 *
 * @param dataDir the directory of all data
 * @param history the part of the history that is loaded at start
 * @param ports the ports of all parts, on the loopback address
 * @param clock the day on which automations find themselves at the start; empty: today. Events are recorded by the system's
 *     clock all the same
 */
public record Options(Path dataDir, History history, Ports ports, Optional<LocalDate> clock) {

    /** The part of the history that is loaded at start. */
    public enum History {
        /** Every mission. */
        FULL,
        /** A few missions: for a first try, and for tests. */
        SAMPLE,
        NONE
    }

    /**
     * @param commands the command side
     * @param queries the query side and its page
     * @param authorization the demo authorization server
     * @param postgres PostgreSQL
     * @param kafka Kafka
     */
    public record Ports(int commands, int queries, int authorization, int postgres, int kafka) {

        private static final int MAX = 65_535;
        private static final String LOOPBACK = "127.0.0.1";

        public Ports {
            for (int port : new int[] {commands, queries, authorization, postgres, kafka}) {
                if (port < 1 || port > MAX) {
                    throw new IllegalArgumentException("a port is a number from 1 to " + MAX + ", not " + port);
                }
            }
        }

        /**
         * The options whose port is taken by another program, with that port. PostgreSQL is not asked: after a kill, Muster's
         * own server may still run there, and is taken over.
         */
        Map<String, Integer> taken() {
            Map<String, Integer> taken = new LinkedHashMap<>();
            taken.put("port.commands", commands);
            taken.put("port.queries", queries);
            taken.put("port.authorization", authorization);
            taken.put("port.kafka", kafka);
            taken.values().removeIf(Ports::isFree);
            return taken;
        }

        private static boolean isFree(int port) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(LOOPBACK, port));
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }

    /** The options with their defaults, for the help text. */
    static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

    static {
        DEFAULTS.put("data-dir", "data");
        DEFAULTS.put("history", "full");
        DEFAULTS.put("clock", "today");
        DEFAULTS.put("port.commands", "8080");
        DEFAULTS.put("port.queries", "8081");
        DEFAULTS.put("port.authorization", "9000");
        DEFAULTS.put("port.postgres", "15432");
        DEFAULTS.put("port.kafka", "19092");
    }

    /** Options as given, or what is wrong with them. */
    sealed interface Parsed {}

    record Good(Options options) implements Parsed {}

    record Bad(List<String> errors) implements Parsed {}

    /**
     * Reads {@code --data-dir=…}, {@code --history=full|sample|none}, {@code --clock=2027-03-01}, {@code --port.commands=…} and so on; each may also be
     * given as a system property after {@code muster.}, for instance {@code -Dmuster.port.commands=9080}.
     */
    static Parsed parse(String[] arguments, UnaryOperator<String> systemProperty) {
        Map<String, String> values = new LinkedHashMap<>(DEFAULTS);
        DEFAULTS.keySet()
                .forEach(name -> Optional.ofNullable(systemProperty.apply("muster." + name))
                        .ifPresent(value -> values.put(name, value)));
        List<String> errors = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            name = name.replaceFirst("^--(muster\\.)?", "");
            if (!argument.startsWith("--") || equals < 0 || !DEFAULTS.containsKey(name)) {
                errors.add("not understood: " + argument);
            } else {
                values.put(name, argument.substring(equals + 1));
            }
        }
        Options options = null;
        try {
            options = new Options(
                    Path.of(values.get("data-dir")).toAbsolutePath().normalize(),
                    history(values.get("history")),
                    new Ports(
                            Integer.parseInt(values.get("port.commands")),
                            Integer.parseInt(values.get("port.queries")),
                            Integer.parseInt(values.get("port.authorization")),
                            Integer.parseInt(values.get("port.postgres")),
                            Integer.parseInt(values.get("port.kafka"))),
                    clock(values.get("clock")));
        } catch (IllegalArgumentException e) {
            errors.add(e.getMessage());
        }
        return errors.isEmpty() ? new Good(options) : new Bad(List.copyOf(errors));
    }

    private static Optional<LocalDate> clock(String value) {
        try {
            return value.equals(DEFAULTS.get("clock")) ? Optional.empty() : Optional.of(LocalDate.parse(value));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("the clock is today or a day as in 2027-03-01, not " + value, e);
        }
    }

    private static History history(String value) {
        return Arrays.stream(History.values())
                .filter(history -> history.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the history is full, sample or none, not " + value));
    }

    /** For tests: no history, on ports that are free now. */
    public static Options onFreePorts(Path dataDir) {
        List<ServerSocket> taken = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            int[] free = taken.stream().mapToInt(ServerSocket::getLocalPort).toArray();
            return new Options(
                    dataDir, History.NONE, new Ports(free[0], free[1], free[2], free[3], free[4]), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException("no free ports", e);
        } finally {
            taken.forEach(Options::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Options withHistory(History other) {
        return new Options(dataDir, other, ports, clock);
    }

    /** With automations that find themselves on another day. */
    public Options withClock(LocalDate day) {
        return new Options(dataDir, history, ports, Optional.of(day));
    }
}
