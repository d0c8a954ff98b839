package org.muster.messaging;

import io.cloudevents.CloudEvent;
import java.util.Map;
import org.muster.messaging.commands.CommandLoop;

/** The result of a command. */
public sealed interface Reply {

    /** It was decided, for or against: the answer is published under the command's key. */
    record Result(CloudEvent answer) implements Reply {}

    /**
     * It was not even a command. The topic of rejected commands is for more eyes than the topic of commands, and what nobody
     * could read may hold anybody's name: so nothing that the sender wrote is published but what the handler vouches for.
     * Header {@link CommandLoop#ORIGIN} names the record, which stays where it was sent.
     *
     * @param reason for people and programs, in the handler's own words; header {@link CommandLoop#REASON}
     * @param attributes headers to publish, each checked by the handler
     * @param withRecord whether key and value are published, too: only if the handler has validated both and knows that they
     *     hold nothing personal. Whatever is too large to be copied is left out
     */
    record Rejected(String reason, Map<String, String> attributes, boolean withRecord) implements Reply {
        public Rejected {
            attributes = Map.copyOf(attributes);
        }

        /** With nothing of the sender's. */
        public Rejected(String reason) {
            this(reason, Map.of(), false);
        }
    }
}
