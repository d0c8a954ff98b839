package org.muster.commandside.adapter.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.muster.commandside.adapter.http.CommandResultBody;
import org.muster.commandside.adapter.http.Problems;
import org.muster.commandside.intake.Caller;
import org.muster.commandside.intake.CommandEnvelope;
import org.muster.commandside.intake.CommandIntake;
import org.muster.commandside.intake.CommandResult;
import org.muster.commandside.intake.DryRun;
import org.muster.commandside.intake.DryRunResult;
import org.muster.commandside.intake.FieldError;
import org.muster.commandside.intake.StrictJson;
import org.muster.commandside.intake.TraceParent;
import org.muster.commandside.intake.ValidatedCommand;
import org.muster.commandside.intake.Validation;
import org.muster.messaging.CommandHandler;
import org.muster.messaging.Reply;
import org.muster.messaging.wire.CloudEventsCodec;
import org.muster.web.problem.Problem;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides commands from Kafka by the intake that HTTP uses, so that a command has one outcome whichever way it comes, and
 * however often.
 *
 * <p>What a rule decided, for or against, is a result. What no rule ever saw (no command, no right to send it, the id of
 * another command) is rejected. What may pass (the store, the vault or the issuer is unavailable, too much is waiting) makes
 * the command wait. A dry run is decided likewise, has result types of its own, and leaves nothing behind.
 */
final class KafkaCommandHandler implements CommandHandler {

    private static final URI SOURCE = URI.create("/muster");

    /** How long a command waits for a place among all commands of this process before its batch is taken up again. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final CommandIntake intake;
    private final SenderAuthenticator senders;
    private final int bytesMax;

    /** @param bytesMax bytes of one command's body */
    KafkaCommandHandler(CommandIntake intake, SenderAuthenticator senders, int bytesMax) {
        this.intake = intake;
        this.senders = senders;
        this.bytesMax = bytesMax;
    }

    @Override
    public Reply handle(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        if (kafkaRecord.value() == null) {
            return rejected(kafkaRecord, "MALFORMED: the record has no value");
        }
        if (kafkaRecord.value().length > bytesMax) {
            return rejected(kafkaRecord, reason(Problem.tooLarge(bytesMax)));
        }
        return switch (senders.of(kafkaRecord.headers())) {
            case SenderAuthenticator.Stranger(String reason) -> rejected(kafkaRecord, reason);
            case SenderAuthenticator.Known(Caller caller) ->
                switch (CommandCloudEvent.read(kafkaRecord)) {
                    case CommandCloudEvent.NoCommand(String reason) -> rejected(kafkaRecord, reason);
                    case CommandCloudEvent.Command(CommandCloudEvent command) ->
                        command.dryRun() ? told(kafkaRecord, command, caller) : decided(kafkaRecord, command, caller);
                };
        };
    }

    private Reply decided(ConsumerRecord<byte[], byte[]> kafkaRecord, CommandCloudEvent command, Caller caller) {
        CommandResult result = switch (validated(command, caller, intake::validate)) {
            case CommandResult.Unacceptable unacceptable -> unacceptable;
            case ValidatedCommand valid -> intake.execute(valid, PATIENCE);
        };
        return switch (result) {
            case CommandResult.Accepted accepted ->
                new Reply.Result(result(
                        kafkaRecord, command, ResultTypes.ACCEPTED, CommandResultBody.of(command.id(), accepted)));
            case CommandResult.NotAccepted why -> notAccepted(kafkaRecord, command, why);
        };
    }

    /** Each dry run is one of its own: it knows what is on record, and nothing of the records before it that were dry runs too. */
    private Reply told(ConsumerRecord<byte[], byte[]> kafkaRecord, CommandCloudEvent command, Caller caller) {
        DryRun dryRun = intake.dryRun();
        DryRunResult result = switch (validated(command, caller, dryRun::validate)) {
            case CommandResult.Unacceptable unacceptable -> new DryRunResult.NotAccepted(unacceptable);
            case ValidatedCommand valid ->
                dryRun.decideInOrder(List.of(valid), PATIENCE).getFirst();
        };
        return switch (result) {
            case DryRunResult.Accepted accepted ->
                new Reply.Result(result(
                        kafkaRecord,
                        command,
                        ResultTypes.WOULD_BE_ACCEPTED,
                        CommandResultBody.of(command.id(), accepted)));
            case DryRunResult.NotAccepted(CommandResult.NotAccepted why) -> notAccepted(kafkaRecord, command, why);
        };
    }

    private static Validation validated(
            CommandCloudEvent command, Caller caller, Function<CommandEnvelope, Validation> validate) {
        return switch (StrictJson.parse(command.body())) {
            case StrictJson.Rejected(String detail) -> new CommandResult.Malformed(detail);
            case StrictJson.Parsed(var data) ->
                switch (validate.apply(new CommandEnvelope(
                        command.id(), command.type().name(), data, caller, command.traceparent()))) {
                    case CommandResult.Unacceptable unacceptable -> unacceptable;
                    case ValidatedCommand valid ->
                        PartitionKey.isOf(valid.command(), command.subject())
                                ? valid
                                : new CommandResult.Invalid(List.of(
                                        new FieldError("", "is about another subject than the record's key names")));
                };
        };
    }

    private static Reply notAccepted(
            ConsumerRecord<byte[], byte[]> kafkaRecord, CommandCloudEvent command, CommandResult.NotAccepted why) {
        return switch (why) {
            case CommandResult.Refused refused -> {
                Map<String, Object> data = new LinkedHashMap<>();
                if (command.dryRun()) {
                    data.put("dryRun", true);
                }
                data.put("commandId", command.id());
                data.putAll(Problems.of(refused).body());
                yield new Reply.Result(result(
                        kafkaRecord,
                        command,
                        command.dryRun() ? ResultTypes.WOULD_BE_REFUSED : ResultTypes.REFUSED,
                        data));
            }
            case CommandResult.Temporary temporary ->
                throw new UnavailableException(reason(Problems.of(temporary)), null);
            case CommandResult.IdReused reused -> rejectedValid(kafkaRecord, command, reason(Problems.of(reused)));
            case CommandResult.ImportNotAllowed notAllowed ->
                rejectedValid(kafkaRecord, command, reason(Problems.of(notAllowed)));
            case CommandResult.AdministrationNotAllowed notAllowed ->
                rejectedValid(kafkaRecord, command, reason(Problems.of(notAllowed)));
            case CommandResult.AutomationNotAllowed notAllowed ->
                rejectedValid(kafkaRecord, command, reason(Problems.of(notAllowed)));
            case CommandResult.Unacceptable unacceptable -> rejected(kafkaRecord, reason(Problems.of(unacceptable)));
        };
    }

    /**
     * The answer to one record. Its id names the record, so an answer that a reader sees twice is the same twice, and the
     * answers to two records with one command are two.
     */
    private static CloudEvent result(
            ConsumerRecord<byte[], byte[]> kafkaRecord,
            CommandCloudEvent command,
            String type,
            Map<String, Object> data) {
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(kafkaRecord.topic() + "-" + kafkaRecord.partition() + "@" + kafkaRecord.offset())
                .withSource(SOURCE)
                .withType(type)
                .withSubject(command.subject())
                .withExtension(CloudEventsCodec.COMMAND_ID, command.id().toString())
                .withData(CloudEventsCodec.JSON, JSON.writeValueAsBytes(data));
        command.traceparent().ifPresent(trace -> event.withExtension(TraceParent.HEADER, trace));
        return event.build();
    }

    /** Of what was not found to be a valid command nobody knows what it holds: it may be anybody's name. */
    private static Reply rejected(ConsumerRecord<byte[], byte[]> kafkaRecord, String reason) {
        return new Reply.Rejected(reason, CommandCloudEvent.safeAttributes(kafkaRecord), false);
    }

    /** A command that its schema allows is copied, unless it is of a type that says who somebody is. */
    private static Reply rejectedValid(
            ConsumerRecord<byte[], byte[]> kafkaRecord, CommandCloudEvent command, String reason) {
        return new Reply.Rejected(
                reason, CommandCloudEvent.safeAttributes(kafkaRecord), !CommandIntake.isPersonal(command.type()));
    }

    /** The problem in one line: its code, what is wrong, and each wrong field; a field's name only if it is one of ours. */
    private static String reason(Problem problem) {
        StringBuilder reason = new StringBuilder(problem.code()).append(": ").append(problem.getTitle());
        if (problem.getDetail() != null) {
            reason.append("; ").append(problem.getDetail());
        }
        Problems.withoutStrangeNames(problem)
                .errors()
                .forEach(error ->
                        reason.append("; ").append(error.field()).append(' ').append(error.message()));
        return reason.toString();
    }
}
