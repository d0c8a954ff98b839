package org.muster.commandside.domain.rule.amendment;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commandside.domain.decision.Amendment;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.commandside.domain.model.MissionPosts;
import org.muster.commandside.domain.model.recruitment.ReservedPosts;
import org.muster.events.DomainEvent;
import org.muster.events.correction.CorrectionEvent;
import org.muster.events.dated.Dated;
import org.muster.events.mission.DrawdownBegun;
import org.muster.events.mission.LiquidationBegun;
import org.muster.events.mission.MandateEnded;
import org.muster.events.mission.MissionPhase;

/**
 * A phase or the mandate of a mission is amended. Phases stay in their order, an expiry follows the one before it, whoever entered
 * did so after the start (X3), and nobody serves beyond a closure (X4). What is at odds with these already may stay so, or a
 * mistake could not be mended in steps.
 */
record AmendedMission(Mission mission, MissionPosts posts, ReservedPosts reserved) {

    static Decision decide(
            String acronym, DomainEvent known, Amendment amendment, CorrectionEvent event, Boundary boundary) {
        MissionPosts posts = boundary.read(MissionPosts.MODEL, acronym);
        ReservedPosts reserved = boundary.read(ReservedPosts.MODEL, acronym);
        Optional<Decision> before =
                boundary.read(Mission.MODEL, acronym).flatMap(m -> new AmendedMission(m, posts, reserved).refusal());
        return boundary.readAmended(Mission.MODEL, acronym, amendment)
                .flatMap(m -> new AmendedMission(m, posts, reserved).refusal())
                .filter(refusal -> !before.equals(Optional.of(refusal)))
                .orElseGet(() -> Decision.accepted(
                        List.of(event),
                        amendment
                                .apply(known)
                                .map(amended -> contradicted(acronym, amended, posts))
                                .orElse(List.of())));
    }

    /** As when the phase was recorded: the decision stands, and somebody should look at the entries on duty. */
    private static List<Warning> contradicted(String acronym, DomainEvent amended, MissionPosts posts) {
        return switch (amended) {
            case DrawdownBegun e -> posts.contradictedFrom(acronym, e.begunOn());
            case LiquidationBegun e -> posts.contradictedFrom(acronym, e.begunOn());
            case MandateEnded e -> posts.contradictedFrom(acronym, e.endedOn().plusDays(1));
            default -> List.of();
        };
    }

    private Optional<Decision> refusal() {
        return startIsInOrder()
                .or(() -> follows(MissionPhase.DRAWDOWN, mission.startedOn()))
                .or(() -> mandateEndIsInOrder())
                .or(() -> follows(
                        MissionPhase.LIQUIDATION,
                        mission.phases()
                                .began(MissionPhase.DRAWDOWN)
                                .or(() -> mission.startedOn().flatMap(on -> mission.mandateEndedOn()))))
                .or(() -> follows(MissionPhase.CLOSED, mission.phases().began(MissionPhase.LIQUIDATION)))
                .or(this::expiriesAreInOrder)
                .or(this::nobodyEnteredBeforeTheStart)
                .or(this::nobodyServesBeyondTheClosure);
    }

    private Optional<Decision> startIsInOrder() {
        if (mission.imported()) {
            return Optional.empty();
        }
        if (mission.startsOn().isBefore(mission.adoptedOn())) {
            return refused(
                    RefusalCode.START_BEFORE_ADOPTION,
                    Map.of(
                            "startsOn", mission.startsOn().toString(),
                            "adoptedOn", mission.adoptedOn().toString()));
        }
        return mission.startedOn()
                .filter(on -> on.isBefore(mission.startsOn()))
                .flatMap(on -> outOfOrder("startedOn", on, mission.startsOn()));
    }

    private Optional<Decision> mandateEndIsInOrder() {
        return mission.mandateEndedOn()
                .flatMap(end -> mission.startedOn().isEmpty()
                        ? rests(Map.of("mission", mission.acronym(), "mandateEndedOn", end.toString()))
                        : mission.startedOn()
                                .filter(end::isBefore)
                                .flatMap(start -> outOfOrder("endedOn", end, start)));
    }

    /** A phase that is on record has what it follows, and not after it. */
    private Optional<Decision> follows(MissionPhase phase, Optional<LocalDate> notBefore) {
        Optional<LocalDate> began = mission.phases().began(phase);
        if (began.isEmpty()) {
            return Optional.empty();
        }
        return notBefore.isEmpty()
                ? rests(Map.of("mission", mission.acronym(), "phase", phase.name()))
                : notBefore.filter(began.get()::isBefore).flatMap(day -> outOfOrder(phase.name(), began.get(), day));
    }

    private Optional<Decision> expiriesAreInOrder() {
        List<Dated.Entry<Optional<LocalDate>>> expiries = mission.expiry().entries();
        if (expiries.getFirst().from().isBefore(mission.adoptedOn())) {
            return outOfOrder("adoptedOn", expiries.getFirst().from(), mission.adoptedOn());
        }
        for (int i = 1; i < expiries.size(); i++) {
            Optional<LocalDate> earlier = expiries.get(i - 1).value();
            Optional<LocalDate> later = expiries.get(i).value();
            boolean extended =
                    earlier.isPresent() && later.filter(earlier.get()::isBefore).isPresent();
            if (!extended) {
                return refused(
                        RefusalCode.EXPIRY_NOT_LATER,
                        earlier.<Map<String, Object>>map(day -> Map.of("expiresOn", day.toString()))
                                .orElse(Map.of("openEnded", true)));
            }
        }
        return mission.closedOn()
                .filter(expiries.getLast().from()::isAfter)
                .flatMap(day -> refused(
                        RefusalCode.MISSION_CLOSED, Map.of("mission", mission.acronym(), "closedOn", day.toString())));
    }

    /** X3. */
    private Optional<Decision> nobodyEnteredBeforeTheStart() {
        Optional<LocalDate> start = mission.startedOn();
        int entries = start.map(day -> posts.entered().on(day.minusDays(1)))
                .orElse(posts.entered().total());
        long reservations = reserved.open().values().stream()
                .filter(post -> start.map(post.from()::isBefore).orElse(true))
                .count();
        if (entries == 0 && reservations == 0) {
            return Optional.empty();
        }
        Map<String, Object> details = new HashMap<>(Map.of("mission", mission.acronym(), "entriesOnDuty", entries));
        if (reservations > 0) {
            details.put("reservations", reservations);
        }
        start.ifPresent(day -> details.put("startedOn", day.toString()));
        return refused(RefusalCode.MISSION_NOT_OPEN, details);
    }

    /** X4. */
    private Optional<Decision> nobodyServesBeyondTheClosure() {
        return mission.closedOn()
                .map(posts::assignmentsBeyond)
                .filter(open -> open > 0)
                .flatMap(open ->
                        refused(RefusalCode.OPEN_ASSIGNMENTS, Map.of("mission", mission.acronym(), "count", open)));
    }

    private static Optional<Decision> rests(Map<String, Object> details) {
        return refused(RefusalCode.LATER_RECORDS, details);
    }

    private static Optional<Decision> outOfOrder(String field, LocalDate day, LocalDate notBefore) {
        return refused(RefusalCode.DATE_OUT_OF_ORDER, Map.of(field, day.toString(), "notBefore", notBefore.toString()));
    }

    private static Optional<Decision> refused(RefusalCode code, Map<String, Object> details) {
        return Optional.of(Decision.rejected(code, details));
    }
}
