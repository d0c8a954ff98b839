package org.muster.events.policy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.muster.events.Category;
import org.muster.events.dated.Dated;

/**
 * The policies, each with all its versions. A rule asks for the number that holds on the day on which its command is
 * effective. Immutable.
 *
 * @param versions by term and category
 */
public record Policies(Map<Key, Dated<Policies.Version>> versions) {

    /** What Muster is shipped with; adopted versions come on top. */
    public static final Policies SHIPPED = ShippedPolicies.all();

    /**
     * What a version is a version of.
     *
     * @param category absent for all categories that have no version of their own
     */
    public record Key(PolicyTerm term, Optional<Category> category) {}

    /**
     * A number and where it comes from.
     *
     * @param value in the unit of the term
     * @param source the document that says so
     */
    public record Version(int value, String source) {}

    public Policies {
        versions = Map.copyOf(versions);
    }

    /** The policies after one more version was adopted. */
    public Policies adopted(PolicyAdopted event) {
        return with(event.term(), event.category(), event.effectiveFrom(), new Version(event.value(), event.source()));
    }

    Policies with(PolicyTerm term, Optional<Category> category, LocalDate from, Version version) {
        Map<Key, Dated<Version>> more = new HashMap<>(versions);
        more.merge(new Key(term, category), Dated.from(from, version), (known, added) -> known.with(from, version));
        return new Policies(more);
    }

    /** The number that holds for all categories on a day; empty if no version does. */
    public Optional<Integer> value(PolicyTerm term, LocalDate day) {
        return version(term, Optional.empty(), day).map(Version::value);
    }

    /** The number that holds for a category on a day: its own version, else the one for all; empty if there is neither. */
    public Optional<Integer> value(PolicyTerm term, Category category, LocalDate day) {
        return version(term, Optional.of(category), day)
                .or(() -> version(term, Optional.empty(), day))
                .map(Version::value);
    }

    /** The version that holds for exactly this category, or for all, on a day. */
    public Optional<Version> version(PolicyTerm term, Optional<Category> category, LocalDate day) {
        return Optional.ofNullable(versions.get(new Key(term, category))).flatMap(known -> known.on(day));
    }
}
