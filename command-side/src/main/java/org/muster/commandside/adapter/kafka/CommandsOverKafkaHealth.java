package org.muster.commandside.adapter.kafka;

import org.muster.messaging.commands.CommandLoopState;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/** DEGRADED while commands over Kafka wait. Not DOWN: commands over HTTP are taken as ever. */
public final class CommandsOverKafkaHealth extends AbstractHealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final CommandsOverKafka commands;

    public CommandsOverKafkaHealth(CommandsOverKafka commands) {
        super("the state of commands over Kafka cannot be told");
        this.commands = commands;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        CommandLoopState state = commands.state();
        boolean well = switch (state.phase()) {
            case RUNNING -> true;
            case WAITING, STOPPED -> false;
        };
        health.status(well ? Status.UP : DEGRADED)
                .withDetail("phase", state.phase())
                .withDetail("since", state.since());
        state.problem().ifPresent(problem -> health.withDetail("problem", problem));
    }
}
