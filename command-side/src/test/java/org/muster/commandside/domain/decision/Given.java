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
 * Tests rules as sentences: {@code given(facts).when(command).then(facts)}. The command goes to the slice that is
 * registered for it, and its views are folded from the given facts through their own criteria, as in production.
 */
public final class Given {

    private final List<DomainEvent> history;

    private Given(List<DomainEvent> history) {
        this.history = List.copyOf(history);
    }

    public static Given given(DomainEvent... facts) {
        return new Given(List.of(facts));
    }

    public Given and(DomainEvent... facts) {
        return new Given(Stream.concat(history.stream(), Stream.of(facts)).toList());
    }

    public static <I, S> S fold(DecisionModel<I, S> view, I id, List<DomainEvent> history) {
        Criterion criterion = view.criterion(id);
        S state = view.initial(id);
        for (DomainEvent fact : history) {
            if (criterion.matches(fact)) {
                state = view.evolve(state, fact);
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

        /** Accepted without a warning, and exactly these facts follow. */
        public Outcome then(DomainEvent... facts) {
            assertThat(decision).isEqualTo(Decision.accepted(facts));
            return this;
        }

        /** Accepted with exactly these warnings. */
        public Outcome thenWarned(DomainEvent fact, String... warnings) {
            assertThat(decision).isEqualTo(new Decision.Accepted(List.of(fact), List.of(warnings)));
            return this;
        }

        /** Refused for this reason and with exactly these facts. */
        public Outcome refused(RefusalCode code, Map<String, Object> facts) {
            assertThat(decision).isEqualTo(Decision.rejected(code, facts));
            return this;
        }

        /** Were any of these recorded in the meantime, the command would be decided again. */
        public Outcome decidedAgainAfter(DomainEvent... facts) {
            for (DomainEvent fact : facts) {
                assertThat(reads(fact)).as("the boundary holds %s", fact).isTrue();
            }
            return this;
        }

        /** Were all of these recorded in the meantime, the decision would stand: nobody waits for nothing. */
        public Outcome notDisturbedBy(DomainEvent... facts) {
            for (DomainEvent fact : facts) {
                assertThat(reads(fact)).as("the boundary holds %s", fact).isFalse();
            }
            return this;
        }

        /** The facts that follow, for histories that are made by commands. */
        public List<DomainEvent> facts() {
            return switch (decision) {
                case Decision.Accepted accepted -> new ArrayList<>(accepted.events());
                case Decision.Rejected _ -> List.of();
            };
        }

        private boolean reads(DomainEvent fact) {
            return read.stream().anyMatch(criterion -> criterion.matches(fact));
        }
    }
}
