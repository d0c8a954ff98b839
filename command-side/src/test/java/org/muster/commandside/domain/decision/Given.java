package org.muster.commandside.domain.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.muster.commands.RefusalCode;
import org.muster.commandside.Deciders;
import org.muster.events.DomainEvent;

/**
 * Tests rules as sentences: {@code given(events).when(command).then(events)}. The command goes to the slice that is
 * registered for it, and its views are folded from the given events through their own criteria, as in production.
 */
public final class Given {

    private final List<DomainEvent> history;

    private Given(List<DomainEvent> history) {
        this.history = List.copyOf(history);
    }

    public static Given given(DomainEvent... events) {
        return new Given(List.of(events));
    }

    public Given and(DomainEvent... events) {
        return new Given(Stream.concat(history.stream(), Stream.of(events)).toList());
    }

    public static <I, S> S fold(DecisionModel<I, S> view, I id, List<DomainEvent> history) {
        Criterion criterion = view.criterion(id);
        S state = view.initial(id);
        for (DomainEvent event : history) {
            if (criterion.matches(event)) {
                state = view.evolve(state, event);
            }
        }
        return state;
    }

    public Outcome when(Record command) {
        Decider<?> slice = Deciders.all().stream()
                .filter(candidate -> candidate.command() == command.getClass())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no slice decides " + command));
        return decide(slice, command);
    }

    private <C extends Record> Outcome decide(Decider<C> slice, Record command) {
        Set<Criterion> read = new LinkedHashSet<>();
        Boundary boundary = new Boundary() {
            @Override
            public <I, S> S read(DecisionModel<I, S> view, I id) {
                read.add(view.criterion(id));
                return fold(view, id, history);
            }
        };
        return new Outcome(slice.decide(slice.command().cast(command), boundary), read);
    }

    /** What the rule said, and the boundary that it said it in. */
    public static final class Outcome {

        private final Decision decision;
        private final Set<Criterion> read;

        private Outcome(Decision decision, Set<Criterion> read) {
            this.decision = decision;
            this.read = Set.copyOf(read);
        }

        /** Accepted without a warning, and exactly these events follow. */
        public Outcome then(DomainEvent... events) {
            assertThat(decision).isEqualTo(Decision.accepted(events));
            return this;
        }

        /** Accepted with exactly these warnings. */
        public Outcome thenWarned(DomainEvent event, String... warnings) {
            assertThat(decision).isEqualTo(new Decision.Accepted(List.of(event), List.of(warnings)));
            return this;
        }

        /** Refused for this reason and with exactly these events. */
        public Outcome refused(RefusalCode code, Map<String, Object> events) {
            assertThat(decision).isEqualTo(Decision.rejected(code, events));
            return this;
        }

        /** Were any of these recorded in the meantime, the command would be decided again. */
        public Outcome decidedAgainAfter(DomainEvent... events) {
            for (DomainEvent event : events) {
                assertThat(reads(event)).as("the boundary holds %s", event).isTrue();
            }
            return this;
        }

        /** Were all of these recorded in the meantime, the decision would stand: nobody waits for nothing. */
        public Outcome notDisturbedBy(DomainEvent... events) {
            for (DomainEvent event : events) {
                assertThat(reads(event)).as("the boundary holds %s", event).isFalse();
            }
            return this;
        }

        /** The events that follow, for histories that are made by commands. */
        public List<DomainEvent> events() {
            return switch (decision) {
                case Decision.Accepted accepted -> new ArrayList<>(accepted.events());
                case Decision.Rejected _ -> List.of();
            };
        }

        private boolean reads(DomainEvent event) {
            return read.stream().anyMatch(criterion -> criterion.matches(event));
        }
    }
}
