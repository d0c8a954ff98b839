package org.muster.eventstore.log;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterators;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.ContinuousMessageStream;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexPosition;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.messaging.core.Context;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.SimpleEntry;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.axonframework.messaging.eventstreaming.Tag;
import org.muster.eventstore.api.PayloadCodec;
import org.muster.eventstore.api.StoredEvent;
import org.muster.eventstore.order.AppendedEvent;
import org.muster.eventstore.order.Criteria;
import org.muster.eventstore.postgres.EventRows;

/** The log as Axon's message streams. Both read by page, as their consumer asks. */
public final class EventStreams {

    private static final int PAGE = 1_000;

    private EventStreams() {}

    /** The finite stream: matching events up to the head at the time of the call, then the marker of that head. */
    public static MessageStream<EventMessage> source(SourcingCondition condition, EventLog log, PayloadCodec codec) {
        try {
            long start = Math.max(1, GlobalIndexPosition.toIndex(condition.start()));
            Sourced sourced = new Sourced(log, Criteria.of(condition.criteria()), start - 1, log.head());
            Stream<Item> items = StreamSupport.stream(Spliterators.spliteratorUnknownSize(sourced, 0), false);
            return MessageStream.fromStream(items, item -> item.message(codec), Item::context);
        } catch (RuntimeException e) {
            return MessageStream.failed(e).cast();
        }
    }

    /** An event, or, without one, the end with the marker of the head. */
    private record Item(StoredEvent event, long head) {

        EventMessage message(PayloadCodec codec) {
            return event == null ? TerminalEventMessage.INSTANCE : AppendedEvent.decode(event, codec);
        }

        Context context() {
            return event == null
                    ? Context.with(ConsistencyMarker.RESOURCE_KEY, new GlobalIndexConsistencyMarker(head))
                    : EventStreams.context(event);
        }
    }

    private static final class Sourced implements Iterator<Item> {

        private final EventLog log;
        private final Criteria criteria;
        private final long head;
        private long position;
        private Iterator<StoredEvent> page;
        private boolean lastPage;
        private boolean ended;

        Sourced(EventLog log, Criteria criteria, long after, long head) {
            this.log = log;
            this.criteria = criteria;
            this.head = head;
            this.position = after;
            fetch();
        }

        private void fetch() {
            List<StoredEvent> events = log.read(c -> EventRows.read(c, criteria, position, head, PAGE));
            lastPage = events.size() < PAGE;
            if (!events.isEmpty()) {
                position = events.getLast().position();
            }
            page = events.iterator();
        }

        @Override
        public boolean hasNext() {
            return !ended;
        }

        @Override
        public Item next() {
            if (ended) {
                throw new NoSuchElementException();
            }
            if (!page.hasNext() && !lastPage) {
                fetch();
            }
            if (page.hasNext()) {
                return new Item(page.next(), head);
            }
            ended = true;
            return new Item(null, head);
        }
    }

    /** The infinite stream; its consumer is called back on {@code executor} when the head moves. */
    public static MessageStream<EventMessage> stream(
            StreamingCondition condition, EventLog log, PayloadCodec codec, HeadSignal signal, Executor executor) {
        TrackingToken token = condition.position();
        long after = token == null ? 0 : token.position().orElse(0);
        Tail tail = new Tail(log, Criteria.of(condition.criteria()), signal, after);
        return new ContinuousMessageStream<StoredEvent>(
                ignored -> tail.more(),
                event -> new SimpleEntry<>(
                        AppendedEvent.decode(event, codec),
                        TrackingToken.addToContext(context(event), new GlobalSequenceTrackingToken(event.position()))),
                (stream, callback) -> {
                    Runnable cancel = signal.onMove(() -> executor.execute(callback));
                    return () -> {
                        cancel.run();
                        return true;
                    };
                });
    }

    /** Where an infinite stream is: also past events that did not match, so that they are not looked at again. */
    private static final class Tail {

        private final EventLog log;
        private final Criteria criteria;
        private final HeadSignal signal;
        private long position;

        Tail(EventLog log, Criteria criteria, HeadSignal signal, long after) {
            this.log = log;
            this.criteria = criteria;
            this.signal = signal;
            this.position = after;
        }

        List<StoredEvent> more() {
            long head = signal.head();
            if (head <= position) {
                return List.of();
            }
            List<StoredEvent> events = log.read(c -> EventRows.read(c, criteria, position, head, PAGE));
            position = events.size() < PAGE ? head : events.getLast().position();
            return events;
        }
    }

    private static Context context(StoredEvent event) {
        return Tag.addToContext(Context.empty(), event.tags());
    }
}
