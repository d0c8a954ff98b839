package org.muster.eventstore.order;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.EventCriterion;

/**
 * {@link EventCriteria} in the form that memory and SQL use: a list of criteria of which one must match, each with tags that
 * all must be present and types of which one must match (none: any).
 */
public final class Criteria {

    /** A type and tag set that no criterion but "any event" matches. */
    private static final QualifiedName NO_SUCH_TYPE = new QualifiedName("org.muster.eventstore.NoSuchType");

    static final Criteria ALL = new Criteria(true, List.of());

    /**
     * One criterion.
     *
     * @param tags as texts, all needed
     * @param types of which one is needed; empty: any
     */
    public record Criterion(String[] tags, Set<String> types) {

        boolean matches(AppendedEvent event) {
            if (!types.isEmpty() && !types.contains(event.type)) {
                return false;
            }
            for (String tag : tags) {
                if (event.indexOf(tag) < 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Whether every event matches. */
    final boolean all;

    final Criterion[] any;

    private Criteria(boolean all, List<Criterion> any) {
        this.all = all;
        this.any = any.toArray(Criterion[]::new);
    }

    /** @return whether every event matches */
    public boolean all() {
        return all;
    }

    /** @return the criteria of which one must match; not to be changed */
    public Criterion[] any() {
        return any;
    }

    public static Criteria of(EventCriteria criteria) {
        // flatten() drops "any event" out of an either(…), so it is asked for by example.
        if (criteria.matches(NO_SUCH_TYPE, Set.of())) {
            return ALL;
        }
        List<Criterion> any = new ArrayList<>();
        for (EventCriterion criterion : criteria.flatten()) {
            Set<String> types = new HashSet<>();
            for (QualifiedName type : criterion.types()) {
                types.add(type.toString());
            }
            any.add(new Criterion(Tags.texts(criterion.tags()), Set.copyOf(types)));
        }
        return new Criteria(false, any);
    }

    public boolean matches(AppendedEvent event) {
        if (all) {
            return true;
        }
        for (Criterion criterion : any) {
            if (criterion.matches(event)) {
                return true;
            }
        }
        return false;
    }
}
