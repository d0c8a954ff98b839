package org.muster.eventstore.state;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import org.axonframework.messaging.core.Message;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.retry.RetryScheduler;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.muster.eventstore.order.AppendConflict;

/**
 * Dispatches a command again when a state that it was decided on has changed meanwhile. It does so at once, since the
 * next decision sees the change. Any other failure is passed on. Register it with {@code new
 * RetryingCommandBus(commandBus, new ConflictRetry(100, meters))}: Axon's own policies treat a conflict as final.
 */
public final class ConflictRetry implements RetryScheduler {

    private final int attemptsMax;
    private final MeterRegistry meters;

    /**
     * @param attemptsMax after this many conflicts in a row the last of them is the command's result
     * @param meters gets {@code eventstore.conflicts.by.command}: which commands conflict
     */
    public ConflictRetry(int attemptsMax, MeterRegistry meters) {
        if (attemptsMax < 1) {
            throw new IllegalArgumentException("attemptsMax must be positive, is " + attemptsMax);
        }
        this.attemptsMax = attemptsMax;
        this.meters = Objects.requireNonNull(meters);
    }

    @Override
    public <M extends Message, R extends Message> MessageStream<R> scheduleRetry(
            M message, ProcessingContext context, Throwable cause, Dispatcher<M, R> dispatcher) {
        return again(message, context, cause, dispatcher, attemptsMax);
    }

    private <M extends Message, R extends Message> MessageStream<R> again(
            M message, ProcessingContext context, Throwable cause, Dispatcher<M, R> dispatcher, int left) {
        if (!AppendConflict.isConflict(cause)) {
            return MessageStream.failed(cause).cast();
        }
        count(message);
        if (left == 0) {
            return MessageStream.failed(cause).cast();
        }
        return dispatcher
                .dispatch(message, context)
                .onErrorContinue(failure -> again(message, context, failure, dispatcher, left - 1));
    }

    private void count(Message message) {
        Counter.builder("eventstore.conflicts.by.command")
                .description("Commands that conflicted, by their type")
                .tag("command", message.type().name())
                .register(meters)
                .increment();
    }
}
