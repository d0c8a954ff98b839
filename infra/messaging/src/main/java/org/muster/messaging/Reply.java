package org.muster.messaging;

import io.cloudevents.CloudEvent;

/** What becomes of a command. */
public sealed interface Reply {

    /** It was decided, for or against: the answer is published under the command's key. */
    record Result(CloudEvent answer) implements Reply {}

    /**
     * It was not even a command: the record is published as it came, with the reason.
     *
     * @param reason for people and programs; header {@link CommandLoop#REASON}
     */
    record Rejected(String reason) implements Reply {}
}
