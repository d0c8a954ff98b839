package org.muster.commandside.domain.volunteer.erasepersonaldata;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.volunteer.ErasePersonalData;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.Erasure;
import org.muster.commandside.domain.model.LegalHolds;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.VolunteerRecord.Service;
import org.muster.events.Tag;
import org.muster.events.policy.Policies;
import org.muster.events.policy.PolicyTerm;
import org.muster.events.volunteer.VolunteerPersonalDataErased;

/**
 * A person's data are erased once no assignment is open, no legal hold keeps them, and the retention that policy sets is over. What counts needs no
 * personal data, so it stays.
 */
public final class ErasePersonalDataDecider implements Decider<ErasePersonalData> {

    @Override
    public Decision decide(ErasePersonalData command, Boundary boundary) {
        return decide(
                command,
                boundary.read(VolunteerRecord.MODEL, command.volunteer()),
                boundary.read(Erasure.MODEL, command.volunteer()),
                boundary.read(LegalHolds.MODEL, command.volunteer()),
                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK));
    }

    static Decision decide(
            ErasePersonalData command,
            Optional<VolunteerRecord> known,
            Erasure erasure,
            LegalHolds holds,
            Policies policies) {
        Map<String, Object> volunteer = Map.of("volunteer", command.volunteer());
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_VOLUNTEER, volunteer);
        }
        if (erasure.erased()) {
            return Decision.rejected(RefusalCode.ALREADY_ERASED, volunteer);
        }
        if (!holds.open().isEmpty()) {
            return Decision.rejected(
                    RefusalCode.LEGAL_HOLD,
                    Map.of("holds", holds.open().stream().sorted().toList()));
        }
        Optional<Service> open = known.get().assignments().stream()
                .filter(service -> service.lastDay()
                        .map(last -> !last.isBefore(command.erasedOn()))
                        .orElse(true))
                .findFirst();
        if (open.isPresent()) {
            return Decision.rejected(
                    RefusalCode.OPEN_ASSIGNMENT, Map.of("assignment", open.get().assignment()));
        }
        Optional<LocalDate> keptUntil = known.get().assignments().stream()
                .flatMap(service -> service.lastDay().stream())
                .max(LocalDate::compareTo)
                .flatMap(last -> policies.value(PolicyTerm.RETENTION_YEARS, command.erasedOn())
                        .map(last::plusYears));
        if (keptUntil.filter(until -> !until.isBefore(command.erasedOn())).isPresent()) {
            return Decision.rejected(
                    RefusalCode.RETENTION_ACTIVE,
                    Map.of("keptUntil", keptUntil.get().toString()));
        }
        return Decision.accepted(
                new VolunteerPersonalDataErased(command.volunteer(), command.basis(), command.erasedOn()));
    }
}
