package org.muster.commandside.domain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.authorized;
import static org.muster.commandside.Examples.day;
import static org.muster.commandside.Examples.deployed;
import static org.muster.commandside.Examples.ended;
import static org.muster.commandside.Examples.established;
import static org.muster.commandside.Examples.phnomPenh;
import static org.muster.commandside.Examples.untac;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.muster.events.DomainEvent;
import org.muster.events.VolunteerType;
import org.muster.events.assignment.VolunteerDeployed;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MandateExtended;
import org.muster.events.mission.MissionClosed;
import org.muster.events.mission.MissionPhase;
import org.muster.events.mission.MissionStarted;
import org.muster.events.mission.VolunteerStrengthRevised;

/** The day decides what holds, not the order in which it was recorded. */
class WhatHoldsOnADayTest {

    private static final LocalDate FIRST = day("1991-07-01");
    private static final LocalDate LAST = day("1993-12-31");

    /** What comes first of two events stays first: what an event is about, and decisions of one kind for one day. */
    @Property(tries = 300)
    void the_same_events_in_any_admissible_order_give_the_same_on_every_day(
            @ForAll("events") List<DomainEvent> events, @ForAll long seed) {
        List<DomainEvent> others = new ArrayList<>(events);
        Collections.shuffle(others, new Random(seed));
        restoreOrderOfEqualDays(others, events);

        assertThat(everyDay(others)).isEqualTo(everyDay(events));
    }

    private static void restoreOrderOfEqualDays(List<DomainEvent> shuffled, List<DomainEvent> original) {
        Map<Object, List<DomainEvent>> byDay = new HashMap<>();
        original.forEach(event -> byDay.computeIfAbsent(kindAndDay(event), key -> new ArrayList<>())
                .add(event));
        shuffled.replaceAll(event -> byDay.get(kindAndDay(event)).removeFirst());
    }

    private static Object kindAndDay(DomainEvent event) {
        return List.of(event.getClass(), event.effectiveOn());
    }

    private static List<String> everyDay(List<DomainEvent> events) {
        List<DomainEvent> history =
                new ArrayList<>(List.of(untac(), phnomPenh(), authorized(FY92, 9, 9), authorized(FY93, 9, 9)));
        history.addAll(events);
        Mission mission = Given.fold(Mission.MODEL, "UNTAC", history).orElseThrow();
        MissionPosts posts = Given.fold(MissionPosts.MODEL, "UNTAC", history);
        return FIRST.datesUntil(LAST)
                .map(day -> "%s %s %s %s %s %s %s"
                        .formatted(
                                day,
                                mission.phaseOn(day),
                                mission.expiry().on(day),
                                mission.mandateEndedOn(),
                                posts.authorizedOn(day),
                                posts.encumbered(VolunteerType.INTERNATIONAL).on(day),
                                posts.assignmentsBeyond(day)))
                .toList();
    }

    @Provide
    Arbitrary<List<DomainEvent>> events() {
        Arbitrary<LocalDate> days = Arbitraries.integers().between(0, 900).map(number -> FIRST.plusDays(number));
        Arbitrary<List<DomainEvent>> phases = Combinators.combine(days, days, days, days, days)
                .as((started, drawdown, liquidation, closed, ended) -> List.of(
                        new MissionStarted("UNTAC", started),
                        new DrawdownBegun("UNTAC", drawdown),
                        new LiquidationBegun("UNTAC", liquidation),
                        new MissionClosed("UNTAC", closed),
                        new MandateEnded("UNTAC", ended)));
        Arbitrary<List<DomainEvent>> revisions = Combinators.combine(
                        days, Arbitraries.integers().between(0, 9))
                .<DomainEvent>as((day, posts) -> new VolunteerStrengthRevised(
                        "UNTAC", FY92.contains(day) ? FY92 : FY93, posts, 0, "a test", day))
                .list()
                .ofMaxSize(6);
        Arbitrary<List<DomainEvent>> extensions = days.<DomainEvent>map(
                        day -> new MandateExtended("UNTAC", "a test", day, day.plusDays(200)))
                .list()
                .ofMaxSize(4);
        Arbitrary<List<DomainEvent>> services = Combinators.combine(
                        days, Arbitraries.integers().between(0, 300))
                .as((day, length) -> {
                    VolunteerDeployed deployment = deployed("V" + day, day.toString());
                    return List.<DomainEvent>of(
                            deployment, ended(deployment, day.plusDays(length).toString()));
                })
                .list()
                .uniqueElements(pair -> pair.getFirst().effectiveOn())
                .ofMaxSize(5)
                .map(pairs -> pairs.stream().flatMap(List::stream).toList());
        return Combinators.combine(phases, revisions, extensions, services).as((one, two, three, four) -> {
            List<DomainEvent> all = new ArrayList<>(one);
            all.addAll(two);
            all.addAll(three);
            all.addAll(four);
            return all;
        });
    }

    @Example
    void a_mission_that_is_active_before_its_adoption_is_never_planned_again() {
        Mission unogbis = Given.fold(
                        Mission.MODEL,
                        "UNOGBIS",
                        List.of(
                                established("UNOGBIS", Optional.empty(), true),
                                new MissionStarted("UNOGBIS", day("1992-02-01"))))
                .orElseThrow();

        assertThat(unogbis.phaseOn(day("1992-01-31"))).isEqualTo(MissionPhase.PLANNED);
        assertThat(day("1992-02-01").datesUntil(day("1993-02-01")))
                .allMatch(day -> unogbis.phaseOn(day) == MissionPhase.ACTIVE);
    }

    @Example
    void a_phase_that_is_recorded_for_later_holds_from_its_day() {
        Mission mission = Given.fold(
                        Mission.MODEL,
                        "UNTAC",
                        List.of(
                                untac(),
                                new MissionStarted("UNTAC", day("1992-03-15")),
                                new DrawdownBegun("UNTAC", day("1993-06-01"))))
                .orElseThrow();

        assertThat(mission.phaseOn(day("1993-05-31"))).isEqualTo(MissionPhase.ACTIVE);
        assertThat(mission.phaseOn(day("1993-06-01"))).isEqualTo(MissionPhase.DRAWDOWN);
        assertThat(mission.furthestPhase()).isEqualTo(MissionPhase.DRAWDOWN);
    }

    @Example
    void of_two_revisions_the_later_day_holds_whichever_was_recorded_last() {
        MissionPosts posts = Given.fold(
                MissionPosts.MODEL,
                "UNTAC",
                List.of(
                        authorized(FY92, 10, 0),
                        new VolunteerStrengthRevised("UNTAC", FY92, 20, 0, "later", day("1991-11-20")),
                        new VolunteerStrengthRevised("UNTAC", FY92, 1, 0, "earlier", day("1991-11-01"))));

        assertThat(posts.authorizedOn(day("1991-10-31")).orElseThrow().international())
                .isEqualTo(10);
        assertThat(posts.authorizedOn(day("1991-11-19")).orElseThrow().international())
                .isEqualTo(1);
        assertThat(posts.authorizedOn(day("1991-11-20")).orElseThrow().international())
                .isEqualTo(20);
        assertThat(posts.authorizedOn(day("1992-06-30")).orElseThrow().international())
                .isEqualTo(20);
    }
}
