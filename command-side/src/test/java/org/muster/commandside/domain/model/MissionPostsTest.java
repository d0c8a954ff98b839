package org.muster.commandside.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.muster.commandside.domain.decision.Given;
import org.muster.commandside.domain.decision.Snapshot;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.VolunteerDeployed;

class MissionPostsTest {

    /** One assignment of the naive model, which looks at each of them on each day. */
    record Assignment(Category category, LocalDate entryOnDuty, Optional<LocalDate> lastDay) {

        boolean countsOn(LocalDate date) {
            return !entryOnDuty.isAfter(date) && lastDay.filter(date::isAfter).isEmpty();
        }
    }

    @Property
    void encumbers_like_a_model_that_looks_at_every_assignment_on_every_day(
            @ForAll("assignments") List<Assignment> assignments,
            @ForAll VolunteerType type,
            @ForAll("dates") LocalDate from) {
        LocalDate until = day("1995-12-31");
        int naivePeak = from.datesUntil(until.plusDays(1))
                .mapToInt(date -> (int) assignments.stream()
                        .filter(a -> a.category().type() == type && a.countsOn(date))
                        .count())
                .max()
                .orElseThrow();

        assertThat(fold(events(assignments)).encumbered(type).peak(from, until)).isEqualTo(naivePeak);
    }

    @Property
    void finds_whose_service_reaches_beyond_a_day_like_a_model_that_asks_everyone(
            @ForAll("assignments") List<Assignment> assignments, @ForAll("dates") LocalDate date) {
        int naive = (int) assignments.stream()
                .filter(a -> a.lastDay().filter(last -> !last.isAfter(date)).isEmpty())
                .count();

        assertThat(fold(events(assignments)).assignmentsBeyond(date)).isEqualTo(naive);
    }

    /** Imports record assignments in any order; the ends repeat what they end, so not even those must come later. */
    @Property
    void the_order_of_deployments_and_ends_does_not_matter(
            @ForAll("assignments") List<Assignment> assignments, @ForAll long seed) {
        List<DomainEvent> shuffled = new ArrayList<>(events(assignments));
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(fold(shuffled)).isEqualTo(fold(events(assignments)));
    }

    @Property
    void what_is_kept_is_restored_as_it_was(@ForAll("assignments") List<Assignment> assignments) {
        MissionPosts posts = fold(events(assignments));

        assertThat(restored(posts, MissionPosts.MODEL.snapshot().orElseThrow())).isEqualTo(posts);
    }

    private static <F> MissionPosts restored(MissionPosts posts, Snapshot<MissionPosts, F> form) {
        return form.restore().apply(form.keep().apply(posts));
    }

    @Example
    void the_order_of_authorizations_does_not_matter() {
        assertThat(fold(List.of(authorized(FY93, 3, 4), authorized(FY92, 1, 2))))
                .isEqualTo(fold(List.of(authorized(FY92, 1, 2), authorized(FY93, 3, 4))));
    }

    @Example
    void a_strength_holds_from_the_first_to_the_last_day_of_its_period() {
        MissionPosts posts = fold(List.of(authorized(FY92, 1, 2), authorized(FY93, 3, 4)));

        assertThat(posts.authorizedOn(day("1991-06-30"))).isEmpty();
        assertThat(posts.authorizedOn(day("1991-07-01")))
                .hasValueSatisfying(strength ->
                        assertThat(strength.posts(VolunteerType.INTERNATIONAL)).isEqualTo(1));
        assertThat(posts.authorizedOn(day("1992-06-30")))
                .hasValueSatisfying(strength ->
                        assertThat(strength.posts(VolunteerType.INTERNATIONAL)).isEqualTo(1));
        assertThat(posts.authorizedOn(day("1992-07-01")))
                .hasValueSatisfying(strength ->
                        assertThat(strength.posts(VolunteerType.INTERNATIONAL)).isEqualTo(3));
        assertThat(posts.authorizedOn(day("1993-07-01"))).isEmpty();
    }

    @Provide
    Arbitrary<List<Assignment>> assignments() {
        Arbitrary<Optional<Integer>> lengthsInDays =
                Arbitraries.integers().between(0, 500).optional();
        return Combinators.combine(Arbitraries.of(Category.class), dates(), lengthsInDays)
                .as((category, on, days) -> new Assignment(category, on, days.map(on::plusDays)))
                .list()
                .ofMaxSize(25);
    }

    @Provide
    Arbitrary<LocalDate> dates() {
        return Arbitraries.integers()
                .between(0, 365 * 4)
                .map(days -> day("1991-07-01").plusDays(days));
    }

    private static MissionPosts fold(List<DomainEvent> events) {
        return Given.fold(MissionPosts.MODEL, "UNTAC", events);
    }

    private static List<DomainEvent> events(List<Assignment> assignments) {
        List<DomainEvent> events = new ArrayList<>();
        for (int i = 0; i < assignments.size(); i++) {
            Assignment assignment = assignments.get(i);
            VolunteerDeployed deployment =
                    deployed("V" + i, assignment.entryOnDuty().toString(), assignment.category());
            events.add(deployment);
            assignment.lastDay().ifPresent(last -> events.add(ended(deployment, last.toString())));
        }
        return events;
    }
}
