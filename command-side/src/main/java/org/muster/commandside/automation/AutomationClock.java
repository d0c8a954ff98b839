package org.muster.commandside.automation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.muster.commandside.adapter.axon.state.PastStates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every moment for items of the {@link Agenda} whose day has come, and sends their commands. An item is locked while it is
 * worked on, so that of several processes one sends; a process that is killed leaves it as it was, and whoever sends it again
 * sends the same command.
 */
final class AutomationClock implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AutomationClock.class);

    /** Items in one transaction: few, because they are locked while their commands are decided. */
    private static final int ITEMS_MAX = 20;

    private static final Duration PAUSE_MAX = Duration.ofSeconds(30);
    private static final Duration END_TIMEOUT = Duration.ofSeconds(6);

    private final Map<String, Automation> automations;
    private final DataSource pool;
    private final History history;
    private final PastStates states;
    private final DueCommands commands;
    private final Clock clock;
    private final Clock today;
    private final Duration every;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Thread thread;
    private volatile String problem;

    /**
     * @param clock says when automations began: the clock that events are recorded by
     * @param today says which day it is for automations
     * @param every between two looks
     */
    AutomationClock(
            List<Automation> automations,
            DataSource pool,
            History history,
            DueCommands commands,
            Clock clock,
            Clock today,
            Duration every) {
        this.automations =
                automations.stream().collect(Collectors.toUnmodifiableMap(Automation::name, Function.identity()));
        this.pool = pool;
        this.history = history;
        this.states = new PastStates(history);
        this.commands = commands;
        this.clock = clock;
        this.today = today;
        this.every = every;
    }

    /** Why it waits; empty while it runs. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    void start() {
        thread = Thread.ofVirtual().name("automation-clock").start(this::run);
    }

    private void run() {
        Duration pause = every;
        try {
            do {
                pause = look(pause);
            } while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            log.debug("The clock of automations was interrupted: what it had in hand is done at the next start");
        }
    }

    /** Says once that it waits, and once that it goes on. */
    private Duration look(Duration before) {
        try {
            boolean more = turn();
            if (problem != null) {
                log.info("Automations go on");
                problem = null;
            }
            return more ? Duration.ZERO : every;
        } catch (SQLException | RuntimeException e) {
            if (problem == null) {
                log.warn("Automations wait: {}", e.toString());
            }
            problem = e.toString();
            Duration doubled = before.compareTo(every) < 0 ? every : before.multipliedBy(2);
            return doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
        }
    }

    /** One look; whether there may be more that is due now. */
    boolean turn() throws SQLException {
        LocalDate day = LocalDate.now(today);
        try (Connection tx = pool.getConnection()) {
            tx.setAutoCommit(false);
            try {
                List<Agenda.Item> items = Agenda.due(tx, automations.keySet(), day, ITEMS_MAX);
                if (!items.isEmpty()) {
                    LocalDate startedOn = Agenda.startedOn(tx, LocalDate.now(clock));
                    Present present = new Present(states, history.head());
                    for (Agenda.Item item : items) {
                        work(tx, item, present, startedOn, day);
                    }
                }
                tx.commit();
                return items.size() == ITEMS_MAX;
            } catch (SQLException | RuntimeException e) {
                tx.rollback();
                throw e;
            }
        }
    }

    private void work(Connection tx, Agenda.Item item, Present present, LocalDate startedOn, LocalDate day)
            throws SQLException {
        HistoryEvent event = history.after(item.position() - 1, 1).getFirst();
        Automation automation = automations.get(item.automation());
        Cause cause =
                new Cause(history.read(event), LocalDate.ofInstant(event.recordedAt(), ZoneOffset.UTC), startedOn);
        List<Due> open = automation.due(cause, present, day).stream()
                .filter(due -> !due.on().isBefore(startedOn) && !item.done().contains(due.step()))
                .sorted(Comparator.comparing(Due::on))
                .toList();
        Set<String> done = new HashSet<>(item.done());
        for (Due due : open) {
            if (due.on().isAfter(day)) {
                Agenda.postpone(tx, item, done, due.on());
                return;
            }
            if (!commands.send(event.id(), automation.name(), due)) {
                throw new IllegalStateException(
                        "the command of " + automation.name() + " cannot be recorded now, and is sent again");
            }
            done.add(due.step());
        }
        Agenda.remove(tx, item);
    }

    /** Finishes the items in hand. */
    @Override
    public void close() {
        closed.countDown();
        Thread working = thread;
        if (working == null) {
            return;
        }
        try {
            if (!working.join(END_TIMEOUT)) {
                working.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
