package org.muster.commandside.automation;

import static org.muster.commandside.Examples.day;

import java.time.LocalDate;
import java.util.List;
import org.muster.commandside.domain.decision.Boundary;
import org.muster.commandside.domain.decision.DecisionModel;
import org.muster.commandside.domain.decision.Given;
import org.muster.events.DomainEvent;

/** A register as an automation finds it: what was recorded, and the event that it follows. */
final class Register {

    /** Since when automations run. */
    static final LocalDate LONG_AGO = day("1990-01-01");

    private Register() {}

    static Boundary register(DomainEvent... history) {
        return new Boundary() {
            @Override
            public <S> S read(DecisionModel<S> model, String id) {
                return Given.fold(model, id, List.of(history));
            }
        };
    }

    static Cause cause(DomainEvent event, LocalDate recordedOn) {
        return Cause.of(event, recordedOn, LONG_AGO);
    }
}
