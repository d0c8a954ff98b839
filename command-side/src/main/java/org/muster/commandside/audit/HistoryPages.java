package org.muster.commandside.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.adapter.axon.history.HistoryEvent;
import org.muster.events.Tag;

/**
 * Reads the events of a query page by page, in either order. Belongs to one answer. A page may be empty though more follow:
 * what only a look at the event can tell is left out here.
 */
final class HistoryPages {

    private static final int PAGE = 2_000;

    /** Clocks of several processes differ by less: a later event may carry an earlier time by as much. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private final History history;
    private final AuditQuery query;
    private final List<Set<Tag>> tags;
    private final long first;
    private final long last;
    private long position;
    private int window = PAGE;

    private HistoryPages(History history, AuditQuery query, long first, long last) {
        this.history = history;
        this.query = query;
        this.first = first;
        this.last = last;
        this.position = query.newestFirst() ? last : first;
        // A subject is one of its event's tags, so that the store can look for it.
        this.tags = query.tags().isEmpty()
                ? query.subject().map(subject -> List.of(Set.of(subject))).orElse(List.of())
                : query.tags();
    }

    /** The events between the query's ends, as far as they are recorded now. */
    static HistoryPages of(History history, AuditQuery query) {
        long first = Math.max(
                query.after(),
                query.recorded().from().map(history::positionBefore).orElse(0L));
        long last = Math.min(history.head(), query.upTo());
        Instant end = query.recorded().to().map(to -> to.plus(CLOCKS)).orElse(Instant.MAX);
        if (!end.equals(Instant.MAX)) {
            last = Math.min(last, history.positionBefore(end));
        }
        return new HistoryPages(history, query, first, last);
    }

    /** The events after these, as far as they are recorded by now. */
    HistoryPages next() {
        return new HistoryPages(history, query, Math.max(first, last), Math.min(history.head(), query.upTo()));
    }

    boolean hasMore() {
        return query.newestFirst() ? position > first : position < last;
    }

    /** Up to which position everything was looked at. */
    long position() {
        return position;
    }

    /** The next events that are asked for. */
    List<HistoryEvent> read() {
        List<HistoryEvent> page = query.newestFirst() ? backwards() : forwards();
        return page.stream().filter(event -> query.matches(event, history)).toList();
    }

    private List<HistoryEvent> forwards() {
        List<HistoryEvent> page = page(position, last);
        position = page.size() < PAGE ? last : page.getLast().position();
        return page;
    }

    /** The store reads forwards only, so a range is guessed that has a page of them; too wide a guess is made again. */
    private List<HistoryEvent> backwards() {
        while (true) {
            long from = Math.max(first, position - window);
            List<HistoryEvent> page = page(from, position);
            if (page.size() < PAGE || window <= PAGE) {
                position = from;
                window = page.size() < PAGE / 4 ? (int) Math.min(window * 4L, Integer.MAX_VALUE / 8) : window;
                return page.reversed();
            }
            window = Math.max(PAGE, window / 4);
        }
    }

    private List<HistoryEvent> page(long from, long to) {
        return from >= to ? List.of() : history.page(tags, query.types().keySet(), from, to, PAGE);
    }
}
