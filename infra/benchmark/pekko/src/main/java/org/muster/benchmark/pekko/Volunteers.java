package org.muster.benchmark.pekko;

import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Starts an entity when the first command for it comes, and keeps it. */
final class Volunteers {

    /** A command for one volunteer. */
    record Envelope(String volunteerId, Volunteer.Command command) {}

    private Volunteers() {}

    static Behavior<Envelope> create() {
        return Behaviors.setup(context -> {
            Map<String, ActorRef<Volunteer.Command>> started = new HashMap<>();
            return Behaviors.receiveMessage(envelope -> {
                started.computeIfAbsent(envelope.volunteerId(), id -> context.spawn(Volunteer.create(id), id))
                        .tell(envelope.command());
                return Behaviors.same();
            });
        });
    }
}
