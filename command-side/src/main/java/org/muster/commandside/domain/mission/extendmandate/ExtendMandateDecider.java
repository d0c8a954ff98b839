package org.muster.commandside.domain.mission.extendmandate;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.mission.ExtendMandate;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Mission;
import org.muster.events.dated.Dated;
import org.muster.events.mission.InstrumentKind;
import org.muster.events.mission.MandateExtended;

/**
 * A mandate that has not ended is extended to an expiry that is later than the one in force on the day of adoption, and
 * earlier than that of an extension adopted later, which may be on record already.
 *
 * <p>Nothing is later than an open end (UNMIK has no expiry), so an open-ended mandate cannot be extended. A mandate that
 * was ended stays so: what follows it is another mission, or a new one under the same name. Nor can an extension have
 * been adopted before the mandate that it extends.
 */
public final class ExtendMandateDecider implements Decider<ExtendMandate> {

    @Override
    public Decision decide(ExtendMandate command, Boundary boundary) {
        return decide(command, boundary.read(Mission.MODEL, command.mission()));
    }

    static Decision decide(ExtendMandate command, Optional<Mission> known) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_MISSION, Map.of("mission", command.mission()));
        }
        Mission mission = known.get();
        if (mission.isClosedBefore(command.adoptedOn())) {
            return Decision.rejected(
                    RefusalCode.MISSION_CLOSED,
                    Map.of(
                            "mission", mission.acronym(),
                            "closedOn", mission.furthestPhaseBegan().toString()));
        }
        if (mission.mandateEndedOn().isPresent()) {
            return Decision.rejected(
                    RefusalCode.WRONG_PHASE,
                    Map.of(
                            "mission", mission.acronym(),
                            "phase", mission.furthestPhase().name(),
                            "mandateEndedOn", mission.mandateEndedOn().get().toString()));
        }
        if (command.adoptedOn().isBefore(mission.adoptedOn())) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "adoptedOn", command.adoptedOn().toString(),
                            "notBefore", mission.adoptedOn().toString()));
        }
        Optional<LocalDate> before = mission.expiry().on(command.adoptedOn()).flatMap(day -> day);
        if (before.filter(command.newExpiry()::isAfter).isEmpty()) {
            return Decision.rejected(
                    RefusalCode.EXPIRY_NOT_LATER,
                    before.<Map<String, Object>>map(expiry -> Map.of("expiresOn", expiry.toString()))
                            .orElse(Map.of("openEnded", true)));
        }
        Optional<LocalDate> after =
                mission.expiry().nextAfter(command.adoptedOn()).flatMap(Dated.Entry::value);
        if (after.filter(next -> !next.isAfter(command.newExpiry())).isPresent()) {
            return Decision.rejected(
                    RefusalCode.DATE_OUT_OF_ORDER,
                    Map.of(
                            "newExpiry", command.newExpiry().toString(),
                            "before", after.get().toString()));
        }
        return Decision.accepted(new MandateExtended(
                command.mission(),
                command.instrument(),
                command.instrumentKind().orElseGet(() -> InstrumentKind.of(command.instrument())),
                command.adoptedOn(),
                command.newExpiry()));
    }
}
