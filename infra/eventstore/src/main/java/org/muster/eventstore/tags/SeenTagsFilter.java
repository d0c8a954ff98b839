package org.muster.eventstore.tags;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.Criteria;

/**
 * A filter of all tags that ever occurred. Most commands ask about something new (a new volunteer, a new command id),
 * and memory can answer "nothing of it is stored" without PostgreSQL.
 *
 * <p>Why this is safe: it says "never" only up to a position up to which every event, in order and without gap, was
 * added. Where it is not that far yet (after a start, or after many events of other processes) it says "perhaps", and
 * PostgreSQL is asked. It is derived: losing it costs time, not correctness.
 *
 * <p>A chain of {@link TagFilter}s, each larger than the one before up to a limit. Given the same events every
 * process builds the same chain, so any process may store it for all.
 */
public final class SeenTagsFilter {

    private static final int FIRST_TAGS_MAX = 1 << 15;
    private static final int LAST_TAGS_MAX = 1 << 22;

    private static final Part[] TOO_LARGE = {};

    private final long bytesMax;

    /** A reader takes it once, since it may be given up, or grow, meanwhile. */
    private volatile Part[] chain = {new Part(0, TagFilter.forTags(FIRST_TAGS_MAX))};

    private volatile long upTo;

    /** A filter of the events after a position, up to where the next one begins. */
    private record Part(long after, TagFilter filter) {}

    /** @param bytesMax of memory; a store with more tags than fit is asked for each of them */
    public SeenTagsFilter(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Every event up to here was added. */
    public long upTo() {
        return upTo;
    }

    /**
     * @param position must have been seen durable before this is called
     * @return whether certainly no event up to the position matches
     */
    public boolean noneUpTo(Criteria criteria, long position) {
        if (position == 0) {
            return true;
        }
        if (criteria.all() || upTo < position) {
            return false;
        }
        Part[] parts = chain;
        if (parts == TOO_LARGE) {
            return false;
        }
        for (Criteria.Criterion criterion : criteria.any()) {
            if (!isAbsent(criterion, parts)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAbsent(Criteria.Criterion criterion, Part[] parts) {
        for (String tag : criterion.tags()) {
            if (isAbsent(tag, parts)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAbsent(String tag, Part[] parts) {
        long hash = TagFilter.hash(tag);
        for (Part part : parts) {
            if (part.filter().mayContain(hash)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Adds events that are durable, before any reader learns of them.
     *
     * @return false when some before them are missing here: then nothing is added
     */
    public synchronized boolean add(List<AppendedEvent> events) {
        for (AppendedEvent event : events) {
            if (!add(event.position(), event.tags())) {
                return false;
            }
        }
        return true;
    }

    /** @return false when some before it are missing here; one that is known changes nothing */
    synchronized boolean add(long position, String[] tags) {
        if (position > upTo + 1) {
            return false;
        }
        if (position == upTo + 1) {
            makeRoom();
            if (!isTooLarge()) {
                TagFilter open = chain[chain.length - 1].filter();
                for (String tag : tags) {
                    open.add(TagFilter.hash(tag));
                }
            }
            upTo = position;
        }
        return true;
    }

    /** Adds an event that was read after all that are known here: missing positions were detached from the store. */
    public synchronized void addStored(long position, String[] tags) {
        upTo = Math.max(upTo, position - 1);
        add(position, tags);
    }

    private void makeRoom() {
        if (isTooLarge() || !chain[chain.length - 1].filter().isFull()) {
            return;
        }
        TagFilter last = chain[chain.length - 1].filter();
        TagFilter next = TagFilter.forTags(Math.min(last.tagsMax() * 2, LAST_TAGS_MAX));
        if (bytes() + next.bytes() > bytesMax) {
            chain = TOO_LARGE;
            return;
        }
        Part[] longer = Arrays.copyOf(chain, chain.length + 1);
        longer[chain.length] = new Part(upTo, next);
        chain = longer;
    }

    public long bytes() {
        return Arrays.stream(chain).mapToLong(part -> part.filter().bytes()).sum();
    }

    /** Whether there are more tags than memory was allowed for. */
    public boolean isTooLarge() {
        return chain == TOO_LARGE;
    }

    /**
     * One filter of the chain, as stored: of the events in {@code (after, upTo]}.
     *
     * @param ordinal its place in the chain, from 0
     * @param tags about how many different ones
     */
    public record Stored(int ordinal, long after, long upTo, int tags, byte[] bits) {}

    /** The chain from one filter on, which is where it may have changed. */
    public synchronized List<Stored> storedFrom(int ordinal) {
        List<Stored> stored = new ArrayList<>();
        for (int i = ordinal; i < chain.length; i++) {
            long end = i + 1 < chain.length ? chain[i + 1].after() : upTo;
            TagFilter filter = chain[i].filter();
            stored.add(new Stored(i, chain[i].after(), end, filter.tags(), filter.toBytes()));
        }
        return stored;
    }

    /**
     * Takes a stored chain over, if it knows more than this: as far as each filter begins where the one before it ends.
     *
     * @return how many filters were taken
     */
    public synchronized int restore(List<Stored> stored) {
        List<Part> parts = new ArrayList<>();
        long reached = 0;
        long bytes = 0;
        for (Stored filter : stored) {
            bytes += filter.bits().length;
            if (filter.after() != reached || bytes > bytesMax) {
                break;
            }
            parts.add(new Part(filter.after(), TagFilter.of(filter.bits(), filter.tags())));
            reached = filter.upTo();
        }
        if (reached <= upTo) {
            return 0;
        }
        chain = parts.toArray(Part[]::new);
        upTo = reached;
        return parts.size();
    }
}
