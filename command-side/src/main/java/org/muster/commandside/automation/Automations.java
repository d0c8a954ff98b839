package org.muster.commandside.automation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.muster.commandside.adapter.axon.history.History;
import org.muster.commandside.intake.CommandIntake;
import org.muster.messaging.ParallelStop;
import org.muster.messaging.projecting.CheckpointedConsumer;
import org.muster.messaging.projecting.ProjectionSettings;
import org.muster.messaging.projecting.ProjectionState;
import org.muster.messaging.wire.KafkaClients;

/**
 * Runs the automations of this process: one part reads events and plans, the other looks at the clock and sends what is due. Several
 * processes share the work; commands of people never wait for it.
 */
public final class Automations implements ParallelStop {

    private static final String GROUP = "muster.automation";

    private final CheckpointedConsumer planning;
    private final AutomationClock sending;
    private volatile boolean running;

    /**
     * @param pool of the store's database, with its own schema on the search path
     * @param clock that events are recorded by
     * @param today says which day it is for automations
     */
    public Automations(
            AutomationSettings settings,
            CommandIntake intake,
            History history,
            DataSource pool,
            KafkaClients kafka,
            Clock clock,
            Clock today,
            MeterRegistry meters) {
        List<Automation> automations = all(settings);
        this.planning = new CheckpointedConsumer(
                new Planner(automations, history, clock, today),
                pool,
                ProjectionSettings.on(kafka, GROUP),
                () -> {},
                meters);
        this.sending = new AutomationClock(
                automations, pool, history, new DueCommands(intake, meters), clock, today, settings.every());
        Gauge.builder("muster.automation.running", this, it -> it.problem().isEmpty() ? 1 : 0)
                .description("1 while this process plans and sends what is due, 0 while it waits or has stopped")
                .register(meters);
    }

    static List<Automation> all(AutomationSettings settings) {
        return List.of(
                new WhenContractEndsThenRemind(settings.completeOverdueContracts()),
                new WhenOfferIsNotAnsweredThenExpireIt(),
                new WhenMandateExpiresThenWarn(),
                new WhenDrawdownBeginsThenListAssignments(),
                new WhenLastAssignmentEndsThenDeclareReadyToClose(),
                new WhenBudgetPeriodBeginsThenFlagOverStrength(),
                new WhenClearanceExpiresThenFlag(),
                new WhenPastChangesThenRestate());
    }

    /** Why nothing is planned or sent now; empty while all is well. */
    public Optional<String> problem() {
        ProjectionState state = planning.state();
        if (state.phase() != ProjectionState.Phase.RUNNING) {
            return Optional.of("planning is " + state.phase()
                    + state.problem().map(why -> ": " + why).orElse(""));
        }
        if (planning.parkedSubjects() > 0) {
            return Optional.of(planning.parkedSubjects() + " subjects have events that cannot be read");
        }
        return sending.problem();
    }

    /** How many items have failed and wait for their next attempt. */
    int failedCount() {
        return sending.failedCount();
    }

    /** These items, those first that failed first. */
    List<Agenda.FailedItem> failed(int limit) {
        return sending.failed(limit);
    }

    @Override
    public void start() {
        planning.start();
        sending.start();
        running = true;
    }

    @Override
    public void stop() {
        sending.close();
        planning.close();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
