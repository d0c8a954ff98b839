package org.muster.commandside.adapter.axon.state;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.muster.commandside.adapter.axon.event.EventMetadata;
import org.muster.eventstore.api.StateDefinition;

/**
 * Whether a caller sent a command of this id before that was recorded. Every command reads it, so it is part of what every
 * append depends on: of two commands with one id, whatever processes they run in, one is recorded and the other one sees it.
 *
 * <p>An id is its caller's own: whoever learns or guesses another caller's id cannot use it up for that one.
 *
 * @param digestByActor the recorded commands of this id
 */
public record PastCommand(Map<String, String> digestByActor) {

    public PastCommand {
        digestByActor = Map.copyOf(digestByActor);
    }

    /** The digest of this caller's command; absent if there is none. */
    public Optional<String> digestOf(String actor) {
        return Optional.ofNullable(digestByActor.get(actor));
    }

    static final StateDefinition<String, PastCommand> DEFINITION = new StateDefinition<>() {

        @Override
        public String name() {
            return "past-command";
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
        public Class<PastCommand> stateType() {
            return PastCommand.class;
        }

        @Override
        public EventCriteria criteria(String commandId) {
            return EventCriteria.havingTags(new Tag(org.muster.events.Tag.COMMAND, commandId));
        }

        @Override
        public PastCommand initial(String commandId) {
            return new PastCommand(Map.of());
        }

        @Override
        public PastCommand evolve(PastCommand state, EventMessage event) {
            Map<String, String> digests = new HashMap<>(state.digestByActor());
            digests.put(
                    event.metadata().getOrDefault(EventMetadata.ACTOR, ""),
                    event.metadata().getOrDefault(EventMetadata.COMMAND_DIGEST, ""));
            return new PastCommand(digests);
        }

        @Override
        public boolean remembered() {
            return false;
        }
    };
}
