package org.muster.eventstore;

import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.retry.RetryScheduler;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;

/**
 * Dispatches a command again when something it was decided on has changed meanwhile: at once, since its next decision is made
 * on what overtook it. Any other failure is passed on. Plug it in with
 * {@code new RetryingCommandBus(commandBus, new ConflictRetry(100))}: Axon's own policies take a conflict for final.
 */
public final class ConflictRetry implements RetryScheduler {

    private final int attemptsMax;

    /** @param attemptsMax after how many conflicts in a row the last of them is the command's result */
    public ConflictRetry(int attemptsMax) {
        if (attemptsMax < 1) {
            throw new IllegalArgumentException("attemptsMax must be positive, is " + attemptsMax);
        }
        this.attemptsMax = attemptsMax;
    }

    @Override
    public <M extends Message, R extends Message> MessageStream<R> scheduleRetry(
            M message, ProcessingContext context, Throwable cause, Dispatcher<M, R> dispatcher) {
        return again(message, context, cause, dispatcher, attemptsMax);
    }

    private static <M extends Message, R extends Message> MessageStream<R> again(
            M message, ProcessingContext context, Throwable cause, Dispatcher<M, R> dispatcher, int left) {
        if (left == 0 || !Conflicts.isConflict(cause)) {
            return MessageStream.failed(cause).cast();
        }
        return dispatcher
                .dispatch(message, context)
                .onErrorContinue(failure -> again(message, context, failure, dispatcher, left - 1));
    }
}
