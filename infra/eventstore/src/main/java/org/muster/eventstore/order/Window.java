package org.muster.eventstore.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The recent events in memory, in order of position, each linked to the one before it with the same tag. The events
 * of a tag since a position are found by walking back from its latest event. Guarded by the {@link TentativeLog}'s
 * lock.
 */
final class Window {

    private final ArrayDeque<AppendedEvent> events = new ArrayDeque<>();
    private final Map<String, AppendedEvent> latestByTag = new HashMap<>();

    /** Events up to here are not in memory. */
    private long floor;

    Window(long floor) {
        this.floor = floor;
    }

    long floor() {
        return floor;
    }

    int size() {
        return events.size();
    }

    AppendedEvent first() {
        return events.peekFirst();
    }

    AppendedEvent last() {
        return events.peekLast();
    }

    void add(AppendedEvent event) {
        AppendedEvent[] previous = new AppendedEvent[event.tags.length];
        for (int i = 0; i < previous.length; i++) {
            previous[i] = latestByTag.put(event.tags[i], event);
        }
        event.previous = previous;
        events.addLast(event);
    }

    /** Removes the newest event. */
    void removeLast() {
        AppendedEvent event = events.removeLast();
        for (int i = 0; i < event.tags.length; i++) {
            AppendedEvent before = event.previous[i];
            if (before == null || before.position <= floor) {
                latestByTag.remove(event.tags[i]);
            } else {
                latestByTag.put(event.tags[i], before);
            }
        }
        event.previous = null;
    }

    /** Removes the oldest event and its links, which would otherwise hold the whole history. */
    void removeFirst() {
        AppendedEvent event = events.removeFirst();
        for (String tag : event.tags) {
            latestByTag.remove(tag, event);
        }
        event.previous = null;
        floor = event.position;
    }

    /** Forgets everything: events up to the new floor are not in memory. */
    void reset(long newFloor) {
        events.clear();
        latestByTag.clear();
        floor = newFloor;
    }

    /** @return whether any event after the position matches; the position is not before the floor */
    boolean anyMatch(Criteria criteria, long after) {
        if (criteria.all) {
            return !events.isEmpty() && events.peekLast().position > after;
        }
        for (Criteria.Criterion criterion : criteria.any) {
            if (anyMatch(criterion, after)) {
                return true;
            }
        }
        return false;
    }

    private boolean anyMatch(Criteria.Criterion criterion, long after) {
        if (criterion.tags().length == 0) {
            for (Iterator<AppendedEvent> i = events.descendingIterator(); i.hasNext(); ) {
                AppendedEvent event = i.next();
                if (event.position <= after) {
                    return false;
                }
                if (criterion.matches(event)) {
                    return true;
                }
            }
            return false;
        }
        String tag = rarest(criterion.tags(), after);
        AppendedEvent event = tag == null ? null : latestByTag.get(tag);
        while (event != null && event.position > after) {
            if (criterion.matches(event)) {
                return true;
            }
            event = event.previousWith(tag);
        }
        return false;
    }

    /** @return the events after the position that match, in order; the position is not before the floor */
    List<AppendedEvent> matches(Criteria criteria, long after) {
        List<AppendedEvent> found = null;
        if (criteria.all) {
            found = new ArrayList<>();
            for (Iterator<AppendedEvent> i = events.descendingIterator(); i.hasNext(); ) {
                AppendedEvent event = i.next();
                if (event.position <= after) {
                    break;
                }
                found.add(event);
            }
        } else {
            for (Criteria.Criterion criterion : criteria.any) {
                found = collect(criterion, after, found);
            }
        }
        if (found == null) {
            return List.of();
        }
        found.sort(Comparator.comparingLong(event -> event.position));
        if (criteria.any.length > 1) {
            removeRepeats(found);
        }
        return found;
    }

    private List<AppendedEvent> collect(Criteria.Criterion criterion, long after, List<AppendedEvent> into) {
        List<AppendedEvent> found = into;
        if (criterion.tags().length == 0) {
            for (Iterator<AppendedEvent> i = events.descendingIterator(); i.hasNext(); ) {
                AppendedEvent event = i.next();
                if (event.position <= after) {
                    break;
                }
                if (criterion.matches(event)) {
                    found = found == null ? new ArrayList<>() : found;
                    found.add(event);
                }
            }
            return found;
        }
        String tag = rarest(criterion.tags(), after);
        AppendedEvent event = tag == null ? null : latestByTag.get(tag);
        while (event != null && event.position > after) {
            if (criterion.matches(event)) {
                found = found == null ? new ArrayList<>() : found;
                found.add(event);
            }
            event = event.previousWith(tag);
        }
        return found;
    }

    /** @return the tag whose latest event is oldest, or null when one of them has none after the position */
    private String rarest(String[] tags, long after) {
        String rarest = null;
        long oldest = Long.MAX_VALUE;
        for (String tag : tags) {
            AppendedEvent latest = latestByTag.get(tag);
            if (latest == null || latest.position <= after) {
                return null;
            }
            if (latest.position < oldest) {
                oldest = latest.position;
                rarest = tag;
            }
        }
        return rarest;
    }

    private static void removeRepeats(List<AppendedEvent> sorted) {
        AppendedEvent before = null;
        for (Iterator<AppendedEvent> i = sorted.iterator(); i.hasNext(); ) {
            AppendedEvent event = i.next();
            if (event == before) {
                i.remove();
            }
            before = event;
        }
    }
}
