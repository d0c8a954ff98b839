package org.muster.commandside.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.muster.catalog.CommandCatalog;
import org.muster.catalog.CommandType;
import org.muster.commands.Command;
import org.muster.commands.correction.CorrectRecord;
import org.muster.commands.volunteer.ErasePersonalData;
import org.muster.commands.volunteer.PersonalData;
import org.muster.commands.volunteer.RegisterVolunteer;
import org.muster.commandside.vault.PersonName;
import org.muster.commandside.vault.Vault;
import org.muster.commandside.vault.VaultUnavailableException;
import org.muster.events.assignment.SeparationReason;
import org.muster.eventstore.api.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The one way in for commands: checks the form, seals personal data, lets decide.
 *
 * <p>Idempotent by the command's id: a command that was accepted once is answered the same for ever and recorded once,
 * across processes and restarts, because the events carry the tag {@code command:<id>} and that tag is part of what every
 * append depends on. A refusal is not remembered (decision 0004).
 */
public final class CommandIntake {

    private static final Logger log = LoggerFactory.getLogger(CommandIntake.class);

    private final CommandSchemaValidator schemas = new CommandSchemaValidator();
    private final Vault vault;
    private final Sealing sealing;
    private final CommandExecutor executor;
    private final MeterRegistry meters;
    private final Semaphore places;

    /**
     * @param inFlightMax commands that are decided at once; more are answered {@link CommandResult.Overloaded}
     */
    public CommandIntake(Vault vault, CommandExecutor executor, MeterRegistry meters, int inFlightMax) {
        this.vault = vault;
        this.sealing = new Sealing(vault, executor);
        this.executor = executor;
        this.meters = meters;
        this.places = new Semaphore(inFlightMax);
    }

    /** Whether there is a command of this name. */
    public boolean knows(String name) {
        return CommandCatalog.named(name).isPresent();
    }

    /** Whether the command's JSON can say who somebody is, or what is classified of a person: then it is kept nowhere but sealed. */
    public static boolean isPersonal(CommandType type) {
        return type.form() == CorrectRecord.class
                || Arrays.stream(type.form().getRecordComponents())
                        .map(RecordComponent::getType)
                        .anyMatch(form -> form == PersonalData.class || form == SeparationReason.class);
    }

    /** As {@link #handle(CommandEnvelope, Duration)} without patience, for a body that is not yet read. */
    public CommandResult handle(UUID id, String name, byte[] body, Caller caller, Optional<String> traceparent) {
        return switch (StrictJson.parse(body)) {
            case StrictJson.Rejected(String detail) -> new CommandResult.Malformed(detail);
            case StrictJson.Parsed(JsonNode data) ->
                handle(new CommandEnvelope(id, name, data, caller, traceparent), Duration.ZERO);
        };
    }

    /** {@linkplain #validate Validates} and {@linkplain #execute executes} one command. */
    public CommandResult handle(CommandEnvelope envelope, Duration patience) {
        return switch (validate(envelope)) {
            case ValidatedCommand command -> execute(command, patience);
            case CommandResult.Unacceptable unacceptable -> unacceptable;
        };
    }

    /** Begins to tell what commands would be answered; see {@link DryRun}. */
    public DryRun dryRun() {
        return new DryRun(this, executor.dryRun());
    }

    /** Checks one command; touches no store and takes no place. */
    public Validation validate(CommandEnvelope envelope) {
        return validate(envelope, false);
    }

    Validation validate(CommandEnvelope envelope, boolean dryRun) {
        Optional<CommandType> type = CommandCatalog.named(envelope.name());
        Validation validation =
                type.isPresent() ? validate(type.get(), envelope) : new CommandResult.UnknownCommand(envelope.name());
        if (validation instanceof CommandResult.Unacceptable unacceptable) {
            timer(type.map(CommandType::name).orElse("unknown"), unacceptable.getClass(), dryRun)
                    .record(Duration.ZERO);
        }
        return validation;
    }

    /**
     * Decides and records one command; blocks until that is durable.
     *
     * @param patience how long it may wait for a place when too many are being decided
     */
    public CommandResult execute(ValidatedCommand command, Duration patience) {
        return executeInOrder(List.of(command), patience).getFirst();
    }

    /**
     * Decides and records commands as if each was sent after the result of the one before it; blocks until all are durable.
     * They take one place together, since one of them is decided at a time.
     *
     * @return the results of the first commands, at least one. Fewer than there are commands only if the last result is
     *     {@linkplain CommandResult.Temporary temporary}: the commands after it were not decided
     */
    public List<CommandResult> executeInOrder(List<ValidatedCommand> commands, Duration patience) {
        long begun = System.nanoTime();
        List<CommandResult> results = inPlace(
                commands,
                patience,
                () -> {
                    List<CommandExecutor.Ready> ready = sealing.sealed(commands);
                    return ready.size() == 1
                            ? List.of(executor.execute(ready.getFirst()))
                            : executor.executeInOrder(ready);
                },
                result -> result);
        long nanos = System.nanoTime() - begun;
        for (int i = 0; i < results.size(); i++) {
            timer(commands.get(i).name(), results.get(i).getClass(), false).record(nanos, TimeUnit.NANOSECONDS);
        }
        return results;
    }

    Timer timer(String command, Class<?> outcome, boolean dryRun) {
        return Timer.builder("muster.commands")
                .description("Commands by name and outcome; dry runs apart")
                .tag("command", command)
                .tag("dry_run", Boolean.toString(dryRun))
                .tag("outcome", outcome.getSimpleName())
                .register(meters);
    }

    Sealing sealing() {
        return sealing;
    }

    private Validation validate(CommandType type, CommandEnvelope envelope) {
        List<FieldError> errors = schemas.errors(type, envelope.data());
        if (!errors.isEmpty()) {
            return new CommandResult.Invalid(errors);
        }
        Command command = schemas.read(type, envelope.data());
        if (command.imported() && !envelope.caller().mayImport()) {
            return new CommandResult.ImportNotAllowed();
        }
        if (command.administrative() && !envelope.caller().mayAdminister()) {
            return new CommandResult.AdministrationNotAllowed();
        }
        if (command.automatic() && !envelope.caller().mayAutomate()) {
            return new CommandResult.AutomationNotAllowed();
        }
        if (command instanceof ErasePersonalData erase && !isToday(erase.erasedOn())) {
            return new CommandResult.Invalid(List.of(new FieldError("/erasedOn", "must be today's date")));
        }
        if (command instanceof RegisterVolunteer register
                && PersonName.isIn(register.volunteer(), register.personalData())) {
            return new CommandResult.Invalid(
                    List.of(
                            new FieldError(
                                    "/volunteer",
                                    "must hold neither a part of the person's name nor the number of the passport, because it is copied into topics, tags and logs")));
        }
        if (command instanceof CorrectRecord correct && isNoReason(correct)) {
            return new CommandResult.Invalid(List.of(new FieldError(
                    "/after",
                    "must be one of "
                            + Arrays.stream(SeparationReason.values())
                                    .map(Enum::name)
                                    .collect(Collectors.joining(", ")))));
        }
        return new ValidatedCommand(
                envelope.id(),
                command,
                digest(type, envelope.data()),
                envelope.caller().actor(),
                envelope.caller().origin(),
                envelope.traceparent());
    }

    /** Behind this, a classified reason is sealed: so a word that only resembles one goes no further, and into no refusal. */
    private static boolean isNoReason(CorrectRecord correct) {
        return correct.field().equals(Sealing.REASON)
                && correct.after().flatMap(SeparationReason::named).isEmpty();
    }

    /** Retention is that of the day, so a caller cannot choose another one; today is where the caller is. */
    private static boolean isToday(LocalDate date) {
        LocalDate utc = LocalDate.now(ZoneOffset.UTC);
        return !date.isBefore(utc.minusDays(1)) && !date.isAfter(utc.plusDays(1));
    }

    /**
     * Has commands decided in one of the places that there are.
     *
     * @param failed the result of each command, where they are not decided
     */
    <R> List<R> inPlace(
            List<ValidatedCommand> commands,
            Duration patience,
            Supplier<List<R>> decide,
            Function<CommandResult.NotAccepted, R> failed) {
        try {
            if (!places.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return Collections.nCopies(commands.size(), failed.apply(new CommandResult.Overloaded()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Collections.nCopies(commands.size(), failed.apply(new CommandResult.Overloaded()));
        }
        try {
            return decide.get();
        } catch (VaultUnavailableException | StoreUnavailableException e) {
            log.warn("{} was not decided", commands.getFirst(), e);
            return Collections.nCopies(commands.size(), failed.apply(new CommandResult.Unavailable(false)));
        } finally {
            places.release();
        }
    }

    /** Keyed, because the body may be personal and short enough to guess. */
    private String digest(CommandType type, JsonNode data) {
        return HexFormat.of().formatHex(vault.masterKeys().digest(type.name() + '\n' + CanonicalJson.of(data)));
    }
}
