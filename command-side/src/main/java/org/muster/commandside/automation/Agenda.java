package org.muster.commandside.automation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of what is to come: which event makes something due, on which day next, what of it is done, and what failed. */
final class Agenda {

    /** After the first failure; each further one in a row doubles it. */
    private static final Duration RETRY_FIRST = Duration.ofMinutes(1);

    private static final Duration RETRY_MAX = Duration.ofHours(6);

    /**
     * What one event makes due by one automation.
     *
     * @param position of the event in the store
     * @param done the steps that were sent
     * @param failures how often in a row it failed
     */
    record Item(String automation, long position, Set<String> done, int failures) {}

    /**
     * An item that failed and waits for its next attempt.
     *
     * @param failures how often in a row
     * @param since the first of these failures
     * @param problem what kind of failure the last one was
     */
    record FailedItem(
            String automation,
            long position,
            LocalDate dueOn,
            int failures,
            Instant since,
            Instant retryAt,
            String problem) {}

    private final JdbcClient jdbc;

    /** @param jdbc in whose transactions everything here takes part */
    Agenda(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The day on which automations first ran on this register: what was due before is nobody's any more. */
    LocalDate startedOn(LocalDate today) {
        jdbc.sql("INSERT INTO automation.start (started_on) VALUES (?) ON CONFLICT DO NOTHING")
                .param(today)
                .update();
        return jdbc.sql("SELECT started_on FROM automation.start")
                .query(LocalDate.class)
                .single();
    }

    /** Adds an item; one that is there already stays as it is. */
    void plan(String automation, long position, LocalDate nextOn) {
        jdbc.sql("""
                        INSERT INTO automation.agenda_item (automation, position, next_on) VALUES (?, ?, ?)
                        ON CONFLICT DO NOTHING""").params(automation, position, nextOn).update();
    }

    /** A policy changes on a day: whatever comes later is looked at again then. */
    void reconsider(LocalDate from) {
        jdbc.sql("UPDATE automation.agenda_item SET next_on = ? WHERE next_on > ?")
                .params(from, from)
                .update();
    }

    /** The earliest item whose day has come and that does not wait after a failure; no other process gets it meanwhile. */
    Optional<Item> nextDue(Set<String> automations, LocalDate today) {
        return jdbc.sql("""
                        SELECT automation, position, done, failures FROM automation.agenda_item
                        WHERE next_on <= ? AND automation = ANY (?) AND (retry_at IS NULL OR retry_at <= now())
                        ORDER BY next_on, position LIMIT 1 FOR UPDATE SKIP LOCKED""")
                .params(today, automations.toArray(String[]::new))
                .query((row, n) -> new Item(
                        row.getString("automation"),
                        row.getLong("position"),
                        Set.of((String[]) row.getArray("done").getArray()),
                        row.getInt("failures")))
                .optional();
    }

    /** The item is looked at again on a later day. */
    void postpone(Item item, Set<String> done, LocalDate nextOn) {
        jdbc.sql("""
                        UPDATE automation.agenda_item
                        SET done = ?, next_on = ?, failures = 0, failed_since = NULL, retry_at = NULL, problem = NULL
                        WHERE automation = ? AND position = ?""")
                .params(done.toArray(String[]::new), nextOn, item.automation(), item.position())
                .update();
    }

    /** All of it is done. */
    void remove(Item item) {
        jdbc.sql("DELETE FROM automation.agenda_item WHERE automation = ? AND position = ?")
                .params(item.automation(), item.position())
                .update();
    }

    /**
     * The item failed; it is tried again later, what is done of it stays done.
     *
     * @param problem what kind of failure; never data of the event
     */
    void fail(Item item, Set<String> done, String problem) {
        long seconds = Math.min(RETRY_MAX.toSeconds(), RETRY_FIRST.toSeconds() << Math.min(item.failures(), 16));
        jdbc.sql("""
                        UPDATE automation.agenda_item
                        SET done = ?, failures = failures + 1, failed_since = coalesce(failed_since, now()),
                            retry_at = now() + make_interval(secs => ?), problem = ?
                        WHERE automation = ? AND position = ?""")
                .params(done.toArray(String[]::new), seconds, problem, item.automation(), item.position())
                .update();
    }

    /** How many items have failed and wait for their next attempt. */
    int failedCount() {
        return jdbc.sql("SELECT count(*) FROM automation.agenda_item WHERE failures > 0")
                .query(Integer.class)
                .single();
    }

    /** These items, those first that failed first. */
    List<FailedItem> failed(int limit) {
        return jdbc.sql("""
                        SELECT * FROM automation.agenda_item WHERE failures > 0
                        ORDER BY failed_since, position LIMIT ?""")
                .param(limit)
                .query((row, n) -> new FailedItem(
                        row.getString("automation"),
                        row.getLong("position"),
                        row.getObject("next_on", LocalDate.class),
                        row.getInt("failures"),
                        row.getObject("failed_since", OffsetDateTime.class).toInstant(),
                        row.getObject("retry_at", OffsetDateTime.class).toInstant(),
                        row.getString("problem")))
                .list();
    }
}
