package org.muster.commandside.modelcheck;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Draws of values that a ledger makes likely to be accepted; no value where the ledger has none. */
abstract class Draw {

    /** No state of the ledger allows such a command. */
    static final class Impossible extends RuntimeException {
        private static final long serialVersionUID = 1;

        Impossible() {
            super(null, null, false, false);
        }
    }

    final Random random;
    final Ledger ledger;
    private final RandomCommand commands;
    private final int fresh;

    Draw(Random random, Ledger ledger, int fresh) {
        this.random = random;
        this.ledger = ledger;
        this.fresh = fresh;
        this.commands = new RandomCommand(random, ledger);
    }

    /** An identifier that nothing has. */
    String fresh(String prefix) {
        return prefix + fresh;
    }

    /** A command with these values, in pairs of name and value. */
    Record command(Class<?> form, Object... pairs) {
        Map<String, Object> given = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            given.put((String) pairs[i], pairs[i + 1]);
        }
        return commands.of(form, given);
    }

    <T> T one(Stream<T> values) {
        List<T> all = values.toList();
        if (all.isEmpty()) {
            throw new Impossible();
        }
        return all.get(random.nextInt(all.size()));
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    LocalDate day() {
        return RandomCommand.FIRST.plusDays(random.nextInt(RandomCommand.DAYS));
    }

    LocalDate after(LocalDate day, int least, int most) {
        return day.plusDays(least + (long) random.nextInt(most - least + 1));
    }

    static LocalDate later(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? other : one;
    }

    Service service(Predicate<Service> which) {
        return one(ledger.services.values().stream().filter(which));
    }

    String mission(Predicate<Ledger.Mission> which) {
        return one(ledger.missions.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey));
    }

    Map.Entry<String, Ledger.Station> station(Predicate<Ledger.Station> which) {
        return one(ledger.stations.entrySet().stream().filter(entry -> which.test(entry.getValue())));
    }

    Ledger.Request request(Predicate<Ledger.Request> which) {
        return one(ledger.requests.values().stream().filter(which));
    }

    Ledger.Offer offer(String status) {
        return one(ledger.offers.values().stream().filter(offer -> offer.status.equals(status)));
    }

    Map.Entry<String, Ledger.Person> person(Predicate<Ledger.Person> which) {
        return one(ledger.persons.entrySet().stream().filter(entry -> which.test(entry.getValue())));
    }

    /** A day of service; within 200 days where it has no end. */
    LocalDate during(Service service) {
        long days = Math.min(
                service.until().equals(LocalDate.MAX) ? 200 : service.until().toEpochDay() - service.from.toEpochDay(),
                200);
        return after(service.from, 0, (int) Math.max(0, days));
    }

    LocalDate planned(Service service) {
        return service.planned.orElseThrow(Impossible::new);
    }

    static <T> Optional<T> maybe(boolean present, T value) {
        return present ? Optional.of(value) : Optional.empty();
    }
}
