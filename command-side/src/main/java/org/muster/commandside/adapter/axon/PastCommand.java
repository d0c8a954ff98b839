package org.muster.commandside.adapter.axon;

import java.util.Optional;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.Tag;
import org.muster.eventstore.api.StateDefinition;

/**
 * Whether a command of this id was recorded before. Every command reads it, so it is part of what every append depends
 * on: of two commands with one id, whatever processes they run in, one is recorded and the other one sees it.
 *
 * @param digest the recorded command's digest; absent if there is none
 */
record PastCommand(Optional<String> digest) {

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
            return new PastCommand(Optional.empty());
        }

        @Override
        public PastCommand evolve(PastCommand state, EventMessage event) {
            return new PastCommand(Optional.ofNullable(event.metadata().get(EventMetadata.COMMAND_DIGEST)));
        }

        @Override
        public boolean remembered() {
            return false;
        }
    };
}
