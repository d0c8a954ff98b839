package org.muster.commandside.domain.volunteer.erasepersonaldata;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.LegalHolds;
import org.muster.commandside.domain.model.PersonalRecord;
import org.muster.commandside.domain.model.PersonalRecord.Request;
import org.muster.commandside.domain.model.PolicyBook;
import org.muster.commandside.domain.model.VolunteerRecord;
import org.muster.commandside.domain.model.VolunteerRecord.Service;
import org.muster.events.Tag;
import org.muster.events.policy.Policies;
import org.muster.events.policy.PolicyTerm;
import org.muster.events.volunteer.ErasureRequested;
import org.muster.events.volunteer.VolunteerPersonalDataErased;

/**
 * A person's data are erased once no assignment is open, no legal hold keeps them, the retention that policy sets is over, and as many
 * persons ordered it as policy asks for. What counts needs no personal data, so it stays.
 */
public final class ErasePersonalDataDecider implements Decider<EraseSealedPersonalData> {

    @Override
    public Decision decide(EraseSealedPersonalData command, Boundary boundary) {
        return decide(
                command,
                boundary.read(VolunteerRecord.MODEL, command.volunteer()),
                boundary.read(PersonalRecord.MODEL, command.volunteer()),
                boundary.read(LegalHolds.MODEL, command.volunteer()),
                boundary.read(PolicyBook.MODEL, Tag.POLICY_BOOK));
    }

    static Decision decide(
            EraseSealedPersonalData command,
            Optional<VolunteerRecord> known,
            PersonalRecord personal,
            LegalHolds holds,
            Policies policies) {
        Map<String, Object> volunteer = Map.of("volunteer", command.volunteer());
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_VOLUNTEER, volunteer);
        }
        if (personal.erased()) {
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
        boolean two =
                policies.value(PolicyTerm.ERASURE_PERSONS, command.erasedOn()).orElse(1) > 1;
        return two
                ? ordered(command, personal)
                : Decision.accepted(
                        new VolunteerPersonalDataErased(command.volunteer(), command.basis(), command.erasedOn()));
    }

    /** All else is judged for both orders: a hold that is placed between them keeps the data. */
    private static Decision ordered(EraseSealedPersonalData command, PersonalRecord personal) {
        Request request = new Request(command.requester().orElse(""), command.basis());
        if (personal.isRequestedByAnother(request)) {
            return Decision.accepted(
                    new VolunteerPersonalDataErased(command.volunteer(), command.basis(), command.erasedOn()));
        }
        return personal.requests().contains(request)
                ? Decision.rejected(RefusalCode.SECOND_PERSON_NEEDED, Map.of("volunteer", command.volunteer()))
                : Decision.accepted(new ErasureRequested(
                        command.volunteer(), command.basis(), command.erasedOn(), request.requester()));
    }
}
