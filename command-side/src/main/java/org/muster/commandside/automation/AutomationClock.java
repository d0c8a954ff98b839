package org.muster.commandside.automation;

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
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks every moment for items of the {@link Agenda} whose day has come, and sends their commands. An item is locked while it is
 * worked on, so that of several processes one sends; a process that is killed leaves it as it was, and whoever sends it again
 * sends the same command. An item that fails waits by itself for its next attempt: those behind it go on.
 */
final class AutomationClock implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AutomationClock.class);

    /** Items of one look, each in a transaction of its own. */
    private static final int ITEMS_MAX = 20;

    private static final Duration PAUSE_MAX = Duration.ofSeconds(30);
    private static final Duration END_TIMEOUT = Duration.ofSeconds(6);

    private final Map<String, Automation> automations;
    private final TransactionTemplate transaction;
    private final Agenda agenda;
    private final History history;
    private final PastStates states;
    private final DueCommands commands;
    private final Clock clock;
    private final Clock today;
    private final Duration every;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Thread thread;
    private volatile String problem;
    private volatile int failed;

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
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        this.agenda = new Agenda(JdbcClient.create(pool));
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
            failed = agenda.failedCount();
            if (problem != null) {
                log.info("Automations go on");
                problem = null;
            }
            return more ? Duration.ZERO : every;
        } catch (RuntimeException e) {
            if (problem == null) {
                log.warn("Automations wait: {}", e.toString());
            }
            problem = e.toString();
            Duration doubled = before.compareTo(every) < 0 ? every : before.multipliedBy(2);
            return doubled.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : doubled;
        }
    }

    /** One look; whether there may be more that is due now. */
    boolean turn() {
        LocalDate day = LocalDate.now(today);
        for (int i = 0; i < ITEMS_MAX; i++) {
            if (!Boolean.TRUE.equals(transaction.execute(tx -> next(day)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether there was an item. It is its own transaction: what fails here takes nothing back that others did. */
    private boolean next(LocalDate day) {
        Optional<Agenda.Item> due = agenda.nextDue(automations.keySet(), day);
        due.ifPresent(item -> work(item, day));
        return due.isPresent();
    }

    private void work(Agenda.Item item, LocalDate day) {
        Set<String> done = new HashSet<>(item.done());
        try {
            send(item, done, day).ifPresentOrElse(next -> agenda.postpone(item, done, next), () -> agenda.remove(item));
        } catch (NotNowException | DataAccessException e) {
            // Nothing is wrong with the item: none could be worked on now.
            throw e;
        } catch (RuntimeException e) {
            String what =
                    e instanceof FailedException ? e.getMessage() : e.getClass().getSimpleName();
            // No message of another's exception: it might quote the event.
            log.error("The item of {} at position {} failed: {}", item.automation(), item.position(), what);
            agenda.fail(item, done, what);
        }
    }

    /**
     * Sends what of an item is due by this day.
     *
     * @param done grows by each step that was sent
     * @return the next day on which something of it is due; empty if all is done
     */
    private Optional<LocalDate> send(Agenda.Item item, Set<String> done, LocalDate day) {
        LocalDate startedOn = agenda.startedOn(LocalDate.now(clock));
        HistoryEvent event = history.after(item.position() - 1, 1).getFirst();
        Automation automation = automations.get(item.automation());
        Cause cause = Cause.of(history.read(event), LocalDate.ofInstant(event.recordedAt(), ZoneOffset.UTC), startedOn);
        List<Due> open = automation.due(cause, new Present(states, history.head()), day).stream()
                .filter(due -> !due.on().isBefore(startedOn) && !item.done().contains(due.step()))
                .sorted(Comparator.comparing(Due::on))
                .toList();
        for (Due due : open) {
            if (due.on().isAfter(day)) {
                return Optional.of(due.on());
            }
            switch (commands.send(event.id(), automation.name(), due)) {
                case DONE -> done.add(due.step());
                case NOT_NOW -> throw new NotNowException();
                case FAILED -> throw new FailedException("the command of step " + due.step() + " cannot be recorded");
            }
        }
        return Optional.empty();
    }

    /** Nothing can be recorded now. */
    private static final class NotNowException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        NotNowException() {
            super("commands cannot be recorded now, and are sent again");
        }
    }

    /** This item cannot be worked off now; others can. */
    private static final class FailedException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        FailedException(String what) {
            super(what);
        }
    }

    /** How many items had failed at the last look, and wait for their next attempt. */
    int failedCount() {
        return failed;
    }

    /** These items, those first that failed first. */
    List<Agenda.FailedItem> failed(int limit) {
        return agenda.failed(limit);
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
