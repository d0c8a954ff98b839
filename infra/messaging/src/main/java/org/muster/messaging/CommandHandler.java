package org.muster.messaging;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.muster.messaging.commands.CommandLoop;

/**
 * Decides commands that came over Kafka.
 *
 * <p>Must be idempotent by the command's id: a command may be handed over again, after a crash between decision and answer, and
 * then gets the answer that it got. That, and the transaction in which {@link CommandLoop} writes the answer and moves on, makes
 * every command have its effect once and one answer.
 */
@FunctionalInterface
public interface CommandHandler {

    /**
     * Decides one command. Called on virtual threads, at the same time for commands of different keys, in order for those of
     * one key. Whatever is wrong with the command is a {@link Reply}, not an exception.
     *
     * @throws UnavailableException if something that it needs is unavailable: asked again until it is back, and nothing is skipped. A
     *     passing SQL failure counts as that. After any other exception, a bug, the command is asked about a few times and
     *     then rejected, so that it does not block those behind it.
     */
    Reply handle(ConsumerRecord<byte[], byte[]> command) throws Exception;

    /** Something that the handler needs is unavailable for now. */
    final class UnavailableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** @param cause may be null */
        public UnavailableException(String what, Throwable cause) {
            super(what, cause);
        }
    }
}
