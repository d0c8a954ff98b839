package org.muster.benchmark.ours;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.muster.benchmark.kit.VolunteerDeployed;
import org.muster.eventstore.api.SnapshotCodec;
import org.muster.eventstore.api.StateDefinition;

/**
 * The decision models of DeployVolunteer, as the command side has them: the mission's phase, its strength, the volunteer's assignment, and
 * whether the command was seen before.
 */
record DecisionModel<S>(
        String name,
        Class<S> stateType,
        String tag,
        Set<String> types,
        S empty,
        BiFunction<S, Object, S> fold,
        boolean remembered,
        Optional<SnapshotCodec<String, S>> snapshots)
        implements StateDefinition<String, S> {

    record Phase(boolean active) {}

    record Strength(int ceiling, int deployed) {
        boolean hasPost() {
            return deployed < ceiling;
        }
    }

    record Assignment(boolean open) {}

    record Seen(boolean before) {}

    static final DecisionModel<Phase> PHASE = new DecisionModel<>(
            "phase",
            Phase.class,
            "mission",
            Set.of(DeploymentEvents.STARTED),
            new Phase(false),
            (s, event) -> new Phase(true),
            true,
            Optional.empty());

    static final DecisionModel<Strength> STRENGTH = new DecisionModel<>(
            "strength",
            Strength.class,
            "mission",
            Set.of(DeploymentEvents.AUTHORIZED, DeploymentEvents.DEPLOYED),
            new Strength(0, 0),
            (strength, event) -> switch (event) {
                case DeploymentEvents.StrengthAuthorized authorized ->
                    new Strength(authorized.ceiling(), strength.deployed());
                case VolunteerDeployed _ -> new Strength(strength.ceiling(), strength.deployed() + 1);
                default -> throw new IllegalArgumentException("not asked for: " + event);
            },
            true,
            Optional.of(new StrengthSnapshot()));

    static final DecisionModel<Assignment> ASSIGNMENT = new DecisionModel<>(
            "assignment",
            Assignment.class,
            "volunteer",
            Set.of(DeploymentEvents.DEPLOYED),
            new Assignment(false),
            (s, event) -> new Assignment(true),
            true,
            Optional.empty());

    static final DecisionModel<Seen> SEEN = new DecisionModel<>(
            "seen",
            Seen.class,
            "command",
            Set.of(DeploymentEvents.DEPLOYED),
            new Seen(false),
            (s, event) -> new Seen(true),
            false,
            Optional.empty());

    /** The only one with a long history. */
    private record StrengthSnapshot() implements SnapshotCodec<String, Strength> {

        @Override
        public String key(String missionId) {
            return missionId;
        }

        @Override
        public byte[] encode(Strength state) {
            return ByteBuffer.allocate(2 * Integer.BYTES)
                    .putInt(state.ceiling())
                    .putInt(state.deployed())
                    .array();
        }

        @Override
        public Strength decode(byte[] bytes) {
            ByteBuffer numbers = ByteBuffer.wrap(bytes);
            return new Strength(numbers.getInt(), numbers.getInt());
        }
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<String> idType() {
        return String.class;
    }

    @Override
    public EventCriteria criteria(String id) {
        return EventCriteria.havingTags(new Tag(tag, id)).andBeingOneOfTypes(types.toArray(String[]::new));
    }

    @Override
    public S initial(String id) {
        return empty;
    }

    @Override
    public S evolve(S state, EventMessage event) {
        return fold.apply(state, event.payload());
    }
}
