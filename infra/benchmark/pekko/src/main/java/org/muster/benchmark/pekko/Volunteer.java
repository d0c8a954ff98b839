package org.muster.benchmark.pekko;

import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.muster.benchmark.kit.Deployment;
import org.muster.benchmark.kit.VolunteerDeployed;

/** The entity: whether this volunteer is deployed. */
final class Volunteer extends EventSourcedBehavior<Volunteer.Command, Volunteer.Event, Boolean> {

    /** What the entity understands. */
    sealed interface Command {
        /** Starts the entity, which recovers it; nothing is stored. */
        record Awake(ActorRef<Boolean> replyTo) implements Command {}

        /**
         * Deploys.
         *
         * @param inTurn a volunteer who is deployed ends the assignment instead of being refused; what is stored is as large
         */
        record Deploy(Deployment deployment, boolean inTurn, ActorRef<Boolean> replyTo) implements Command {}
    }

    /** What is stored. */
    sealed interface Event {
        record Deployed(VolunteerDeployed fact) implements Event {}

        record Ended(VolunteerDeployed fact) implements Event {}
    }

    private Volunteer(String id) {
        super(PersistenceId.of("Volunteer", id));
    }

    static Behavior<Command> create(String id) {
        return new Volunteer(id);
    }

    @Override
    public Boolean emptyState() {
        return false;
    }

    @Override
    public CommandHandler<Command, Event, Boolean> commandHandler() {
        return (deployed, command) -> switch (command) {
            case Command.Awake awake -> Effect().none().thenReply(awake.replyTo(), state -> true);
            case Command.Deploy deploy -> {
                VolunteerDeployed event = deploy.deployment().accepted();
                if (!deployed) {
                    yield Effect().persist(new Event.Deployed(event)).thenReply(deploy.replyTo(), state -> true);
                }
                if (deploy.inTurn()) {
                    yield Effect().persist(new Event.Ended(event)).thenReply(deploy.replyTo(), state -> true);
                }
                yield Effect().none().thenReply(deploy.replyTo(), state -> false);
            }
        };
    }

    @Override
    public EventHandler<Boolean, Event> eventHandler() {
        return (deployed, event) -> switch (event) {
            case Event.Deployed _ -> true;
            case Event.Ended _ -> false;
        };
    }
}
