package org.muster.commandside.domain.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.muster.commands.RefusalCode;
import org.muster.commands.Warning;
import org.muster.commands.WarningCode;
import org.muster.commandside.domain.Domain;
import org.muster.events.DomainEvent;
import org.muster.events.correction.CorrectionEvent;

/**
 * Tests rules as sentences: {@code given(events).when(command).then(events)}. The command goes to its decider, and the
 * models are folded from the given events as in production.
 */
public final class Given {

    /** What deciders have said in this JVM, so that a test can name what no sentence is about. */
    private static final Set<Said> SAID = ConcurrentHashMap.newKeySet();

    private final List<DomainEvent> history;

    /**
     * One thing that a decider said.
     *
     * @param command its record's name
     * @param code of a refusal or a warning; absent if it was accepted
     */
    public record Said(String command, Optional<Enum<?>> code) {}

    /** Everything that deciders have said so far. */
    public static Set<Said> said() {
        return Set.copyOf(SAID);
    }

    private Given(List<DomainEvent> history) {
        this.history = List.copyOf(history);
    }

    public static Given given(DomainEvent... events) {
        return new Given(List.of(events));
    }

    public Given and(DomainEvent... events) {
        return new Given(Stream.concat(history.stream(), Stream.of(events)).toList());
    }

    public static <S> S fold(DecisionModel<S> model, String id, List<DomainEvent> history) {
        return fold(model, id, history, amendments(history).of(model, id));
    }

    private static <S> S fold(
            DecisionModel<S> model, String id, List<DomainEvent> history, Map<String, Amendment> amendments) {
        S state = model.initial(id);
        for (int i = 0; i < history.size(); i++) {
            Optional<DomainEvent> event = Amendments.apply(amendments, id(i + 1), history.get(i));
            if (event.isPresent() && model.reads(id, event.get())) {
                state = model.evolve(state, event.get());
            }
        }
        return state;
    }

    /** The id of the event at a position of a history, counted from 1. */
    public static String id(long position) {
        return new UUID(0, position).toString();
    }

    private static Amendments amendments(List<DomainEvent> history) {
        Amendments amendments = Amendments.NONE;
        for (DomainEvent event : history) {
            if (event instanceof CorrectionEvent correction) {
                amendments = amendments.and(correction);
            }
        }
        return amendments;
    }

    public Outcome when(Record command) {
        Decider<?> decider = Domain.deciders().get(command.getClass());
        assertThat(decider).as("the decider of %s", command).isNotNull();
        return decide(decider, command);
    }

    @SuppressWarnings("unchecked") // the decider was found by the command's class
    private <C extends Record> Outcome decide(Decider<C> decider, Record command) {
        Set<Read> reads = new LinkedHashSet<>();
        Boundary boundary = new Boundary() {
            @Override
            public <S> S read(DecisionModel<S> model, String id) {
                reads.add(new Read(model, id));
                return fold(model, id, history);
            }

            @Override
            public <S> S readAmended(DecisionModel<S> model, String id, Amendment amendment) {
                reads.add(new Read(model, id));
                Map<String, Amendment> known = new HashMap<>(amendments(history).of(model, id));
                known.put(amendment.event(), amendment);
                return fold(model, id, history, known);
            }

            @Override
            public Optional<OnRecord> recorded(String event, long position) {
                if (position < 1 || position > history.size() || !id(position).equals(event)) {
                    return Optional.empty();
                }
                DomainEvent original = history.get((int) position - 1);
                Amendment amendment = amendments(history).of(event).orElse(Amendment.none(event, original.getClass()));
                return amendment.apply(original).map(now -> new OnRecord(event, position, now, amendment));
            }
        };
        Outcome outcome = new Outcome(decider.decide((C) command, boundary), reads);
        String name = command.getClass().getSimpleName().replaceFirst("Sealed", "");
        outcome.codes().forEach(code -> SAID.add(new Said(name, Optional.of(code))));
        if (outcome.decision instanceof Decision.Accepted) {
            SAID.add(new Said(name, Optional.empty()));
        }
        return outcome;
    }

    private record Read(DecisionModel<?> model, String id) {}

    /** What the rule said, and the boundary that it said it in. */
    public static final class Outcome {

        private final Decision decision;
        private final Set<Read> reads;

        private Outcome(Decision decision, Set<Read> reads) {
            this.decision = decision;
            this.reads = Set.copyOf(reads);
        }

        /** Accepted without a warning, and exactly these events follow. */
        public Outcome then(DomainEvent... events) {
            assertThat(decision).isEqualTo(Decision.accepted(events));
            return this;
        }

        /** Accepted with exactly these warnings. */
        public Outcome thenWarned(DomainEvent event, Warning... warnings) {
            assertThat(decision).isEqualTo(new Decision.Accepted(List.of(event), List.of(warnings)));
            return this;
        }

        /** Refused for this reason and with exactly these details. */
        public Outcome refused(RefusalCode code, Map<String, Object> details) {
            assertThat(decision).isEqualTo(Decision.rejected(code, details));
            return this;
        }

        /** Were any of these recorded meanwhile, the command would be retried. */
        public Outcome decidedAgainAfter(DomainEvent... events) {
            for (DomainEvent event : events) {
                assertThat(reads(event)).as("the boundary holds %s", event).isTrue();
            }
            return this;
        }

        /** Were all of these recorded meanwhile, the decision would stand: nobody waits for nothing. */
        public Outcome notDisturbedBy(DomainEvent... events) {
            for (DomainEvent event : events) {
                assertThat(reads(event)).as("the boundary holds %s", event).isFalse();
            }
            return this;
        }

        /** Refused for this reason. */
        public Outcome refused(RefusalCode code) {
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Decision.Rejected.class,
                            rejected -> assertThat(rejected.code()).isEqualTo(code));
            return this;
        }

        /** Accepted with warnings of exactly these kinds. */
        public Outcome accepted(WarningCode... warnings) {
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Decision.Accepted.class,
                            accepted -> assertThat(accepted.warnings())
                                    .extracting(Warning::code)
                                    .containsExactly(warnings));
            return this;
        }

        /** The events that follow, for histories that are made by commands. */
        public List<DomainEvent> events() {
            return switch (decision) {
                case Decision.Accepted accepted -> new ArrayList<>(accepted.events());
                case Decision.Rejected _ -> List.of();
            };
        }

        private List<? extends Enum<?>> codes() {
            return switch (decision) {
                case Decision.Accepted(var _, var warnings) ->
                    warnings.stream().map(Warning::code).toList();
                case Decision.Rejected(var code, var _) -> List.of(code);
            };
        }

        private boolean reads(DomainEvent event) {
            return reads.stream().anyMatch(read -> read.model().reads(read.id(), event));
        }
    }
}
