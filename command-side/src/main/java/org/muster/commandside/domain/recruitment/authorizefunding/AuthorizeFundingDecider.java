package org.muster.commandside.domain.recruitment.authorizefunding;

import java.util.Map;
import java.util.Optional;
import org.muster.commands.RefusalCode;
import org.muster.commands.recruitment.AuthorizeFunding;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.Decider;
import org.muster.commandside.domain.decision.Decision;
import org.muster.commandside.domain.model.recruitment.RequestRecord;
import org.muster.events.recruitment.FundingAuthorized;

/** Funding is authorized for a request that stands, at least for its first day; a later authorization replaces it. */
public final class AuthorizeFundingDecider implements Decider<AuthorizeFunding> {

    @Override
    public Decision decide(AuthorizeFunding command, Boundary boundary) {
        return decide(command, boundary.read(RequestRecord.MODEL, command.doa()));
    }

    static Decision decide(AuthorizeFunding command, Optional<RequestRecord> known) {
        if (known.isEmpty()) {
            return Decision.rejected(RefusalCode.UNKNOWN_DOA, Map.of("doa", command.doa()));
        }
        RequestRecord request = known.get();
        if (request.cancelled()) {
            return Decision.rejected(RefusalCode.DOA_CANCELLED, Map.of("doa", command.doa()));
        }
        if (command.fundedUntil().isBefore(request.neededFrom())) {
            return Decision.rejected(
                    RefusalCode.NO_FUNDING,
                    Map.of(
                            "fundedUntil", command.fundedUntil().toString(),
                            "neededFrom", request.neededFrom().toString()));
        }
        return Decision.accepted(new FundingAuthorized(
                request.doa(), request.mission(), command.document(), command.fundedUntil(), command.authorizedOn()));
    }
}
