package org.muster.commandside.domain.model;

import static org.muster.commandside.Examples.FY92;
import static org.muster.commandside.Examples.FY93;
import static org.muster.commandside.Examples.day;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.muster.events.AssignmentEnded;
import org.muster.events.BudgetPeriod;
import org.muster.events.Category;
import org.muster.events.DomainEvent;
import org.muster.events.DrawdownBegun;
import org.muster.events.DutyStationOpened;
import org.muster.events.Expertise;
import org.muster.events.Gender;
import org.muster.events.LeadDepartment;
import org.muster.events.LiquidationBegun;
import org.muster.events.MandateEnded;
import org.muster.events.MandateExtended;
import org.muster.events.MissionClosed;
import org.muster.events.MissionEstablished;
import org.muster.events.MissionKind;
import org.muster.events.MissionStarted;
import org.muster.events.SealedPersonalData;
import org.muster.events.SeparationReason;
import org.muster.events.ServiceArea;
import org.muster.events.SuccessorMissionLinked;
import org.muster.events.VolunteerDeployed;
import org.muster.events.VolunteerRegistered;
import org.muster.events.VolunteerStrengthAuthorized;
import org.muster.events.VolunteerStrengthRevised;

/**
 * Events of every kind about a few missions, volunteers, assignments and stations, so few that unrelated events often share
 * a mission or a volunteer. They need not make sense together: folds must not depend on that.
 */
final class AnyEvent {

    static final List<String> MISSIONS = List.of("UNTAC", "ONUMOZ", "UNMIK");
    static final List<String> VOLUNTEERS = List.of("V1", "V2", "V3");
    static final List<String> ASSIGNMENTS = List.of("A1", "A2", "A3", "A4");
    static final List<String> STATIONS = List.of("S1", "S2");
    static final List<String> IDENTITIES = List.of("I1", "I2");

    private static final Arbitrary<String> MISSION = Arbitraries.of(MISSIONS);
    private static final Arbitrary<String> VOLUNTEER = Arbitraries.of(VOLUNTEERS);
    private static final Arbitrary<String> ASSIGNMENT = Arbitraries.of(ASSIGNMENTS);
    private static final Arbitrary<String> STATION = Arbitraries.of(STATIONS);
    private static final Arbitrary<Category> CATEGORY = Arbitraries.of(Category.class);
    private static final Arbitrary<BudgetPeriod> PERIOD = Arbitraries.of(FY92, FY93);
    private static final Arbitrary<Integer> POSTS = Arbitraries.integers().between(0, 5);
    private static final Arbitrary<LocalDate> DATE =
            Arbitraries.integers().between(0, 700).map(days -> day("1991-07-01").plusDays(days));

    private AnyEvent() {}

    /** Among the identifiers of any kind there is one for each view. */
    static Arbitrary<String> id() {
        return Arbitraries.oneOf(MISSION, VOLUNTEER, ASSIGNMENT, STATION, Arbitraries.of(IDENTITIES));
    }

    static Arbitrary<DomainEvent> event() {
        List<Arbitrary<? extends DomainEvent>> kinds = List.of(
                established(),
                Combinators.combine(MISSION, DATE).as(MissionStarted::new),
                Combinators.combine(MISSION, DATE, DATE)
                        .as((mission, adopted, expiry) -> new MandateExtended(mission, "S/RES/1", adopted, expiry)),
                // No mission succeeds itself: the rule refuses it, so no such event exists.
                Combinators.combine(MISSION, MISSION, DATE)
                        .filter((mission, successor, _) -> !mission.equals(successor))
                        .as(SuccessorMissionLinked::new),
                Combinators.combine(MISSION, PERIOD, POSTS, POSTS)
                        .as((mission, period, international, national) ->
                                new VolunteerStrengthAuthorized(mission, period, international, national, "A/1")),
                Combinators.combine(MISSION, PERIOD, POSTS, POSTS, DATE)
                        .as((mission, period, international, national, on) ->
                                new VolunteerStrengthRevised(mission, period, international, national, "A/1", on)),
                Combinators.combine(STATION, MISSION, DATE)
                        .as((station, mission, on) -> new DutyStationOpened(station, mission, "Place", "KHM", on)),
                Combinators.combine(MISSION, DATE).as(MandateEnded::new),
                Combinators.combine(MISSION, DATE).as(DrawdownBegun::new),
                Combinators.combine(MISSION, DATE).as(LiquidationBegun::new),
                Combinators.combine(MISSION, DATE).as(MissionClosed::new),
                registered(),
                Combinators.combine(VOLUNTEER, ASSIGNMENT, MISSION, STATION, CATEGORY, DATE)
                        .as((volunteer, assignment, mission, station, category, on) -> new VolunteerDeployed(
                                volunteer,
                                assignment,
                                mission,
                                station,
                                category,
                                ServiceArea.RECOVERY,
                                Expertise.MEDICAL,
                                on,
                                true)),
                Combinators.combine(VOLUNTEER, ASSIGNMENT, MISSION, CATEGORY, DATE, DATE)
                        .as((volunteer, assignment, mission, category, on, last) -> new AssignmentEnded(
                                volunteer, assignment, mission, category, on, last, SeparationReason.COMPLETION)));
        return Arbitraries.oneOf(kinds);
    }

    private static Arbitrary<MissionEstablished> established() {
        return Combinators.combine(MISSION, DATE)
                .as((mission, on) -> new MissionEstablished(
                        mission,
                        "Mission",
                        List.of("KHM"),
                        MissionKind.PEACEKEEPING,
                        LeadDepartment.DPKO,
                        "S/RES/1",
                        on,
                        on,
                        Optional.empty(),
                        true));
    }

    private static Arbitrary<VolunteerRegistered> registered() {
        return Combinators.combine(VOLUNTEER, Arbitraries.of(IDENTITIES), DATE)
                .as((volunteer, identity, on) -> new VolunteerRegistered(
                        volunteer,
                        "KEN",
                        Optional.empty(),
                        Gender.OTHER,
                        1970,
                        new SealedPersonalData("AES256_GCM", "c2VhbGVk"),
                        identity,
                        on));
    }
}
