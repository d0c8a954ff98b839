package org.muster.messaging;

import io.cloudevents.CloudEvent;

/** What becomes of a command. */
public sealed interface Reply {

    /** It was decided, for or against: the answer is published under the command's key. */
    record Result(CloudEvent answer) implements Reply {}

    /**
     * It was not even a command: the record is published, with the reason and without the header
     * {@link CommandLoop#AUTHORIZATION}. Whatever is too large to be copied stays where it was sent, which header
     * {@link CommandLoop#ORIGIN} names.
     *
     * @param reason for people and programs; header {@link CommandLoop#REASON}
     * @param withValue whether the record's value is published, too; false where others must not read it there
     */
    record Rejected(String reason, boolean withValue) implements Reply {

        /** With its value. */
        public Rejected(String reason) {
            this(reason, true);
        }
    }
}
