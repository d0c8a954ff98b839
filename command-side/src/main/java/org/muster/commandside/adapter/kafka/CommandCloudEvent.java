package org.muster.commandside.adapter.kafka;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.muster.catalog.CommandCatalog;
import org.muster.catalog.CommandType;
import org.muster.commandside.intake.CommandId;
import org.muster.commandside.intake.TraceParent;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * A command as a CloudEvent 1.0 in Kafka's binary mode: the attributes are headers {@code ce_…}, the value is the JSON that
 * {@code POST /commands/{name}} takes.
 *
 * @param id the CloudEvent's id, which is the command's: over HTTP it is the {@code Idempotency-Key}
 * @param type by the CloudEvent's type
 * @param subject the record's key, which keeps commands of one subject in order
 * @param body not yet checked
 * @param traceparent W3C trace context
 * @param dryRun whether it is only asked what would be
 */
record CommandCloudEvent(
        UUID id, CommandType type, String subject, byte[] body, Optional<String> traceparent, boolean dryRun) {
    private static final int KEY_BYTES_MAX = 200;
    private static final String JSON = "application/json";
    private static final String DRY_RUN = CommandsOverKafka.DRY_RUN;

    /** What a record is. */
    sealed interface Reading {}

    /** A command, whose body is not yet checked. */
    record Command(CommandCloudEvent command) implements Reading {}

    /**
     * No command.
     *
     * @param reason begins with a stable code
     */
    record NoCommand(String reason) implements Reading {}

    /** Reads everything but the body. */
    static Reading read(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        if (isAmbiguous(kafkaRecord)) {
            return malformed("an attribute or the content type is given twice");
        }
        CloudEvent event;
        try {
            MessageReader reader = KafkaMessageFactory.createReader(kafkaRecord);
            if (reader.getEncoding() != Encoding.BINARY) {
                return malformed("not a CloudEvent in binary mode");
            }
            event = reader.toEvent();
            if (event.getSpecVersion() != SpecVersion.V1) {
                return malformed("not CloudEvents 1.0");
            }
        } catch (RuntimeException whatever) {
            // Of any kind: a header without a value, for instance, is a NullPointerException.
            return malformed("not a CloudEvent 1.0 in binary mode");
        }
        List<String> wrong = new ArrayList<>();
        Optional<String> key = key(kafkaRecord.key());
        if (key.isEmpty()) {
            wrong.add("the key must be the command's primary subject, such as mission:UNTAC, in at most "
                    + KEY_BYTES_MAX + " bytes");
        } else if (event.getSubject() != null && !event.getSubject().equals(key.get())) {
            wrong.add("ce_subject must be the key or be left out");
        }
        Optional<UUID> id = CommandId.parse(event.getId());
        if (id.isEmpty()) {
            wrong.add("ce_id must be a UUID of your choice");
        }
        if (event.getSource().toString().isEmpty()) {
            wrong.add("ce_source must say where the command comes from");
        }
        if (event.getDataContentType() != null && !isJson(event.getDataContentType())) {
            wrong.add("content-type must be " + JSON);
        }
        if (!wrong.isEmpty()) {
            return new NoCommand("INVALID: " + String.join("; ", wrong));
        }
        Optional<CommandType> type = CommandCatalog.typed(event.getType());
        // What is meant as a dry run is never taken for a command.
        Optional<Boolean> dryRun = dryRun(kafkaRecord);
        if (dryRun.isEmpty()) {
            return new NoCommand(
                    "INVALID: " + DRY_RUN + " must be true or false, and no other header is one for a dry run");
        }
        return type.isEmpty()
                ? new NoCommand("UNKNOWN_COMMAND: ce_type must be one that GET /commands/catalog lists")
                : new Command(new CommandCloudEvent(
                        id.get(),
                        type.get(),
                        key.get(),
                        kafkaRecord.value(),
                        traceparent(kafkaRecord, event),
                        dryRun.get()));
    }

    /** Absent if a header is meant for it, by its name, and says neither. */
    private static Optional<Boolean> dryRun(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        boolean asked = false;
        for (Header header : kafkaRecord.headers()) {
            if (!header.key().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "").contains("dryrun")) {
                continue;
            }
            String value = header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
            if (!header.key().equalsIgnoreCase(DRY_RUN) || !value.equals("true") && !value.equals("false")) {
                return Optional.empty();
            }
            asked = value.equals("true");
        }
        return Optional.of(asked);
    }

    /** What a record says of itself that is safe to repeat: an id that is a UUID, a type that the catalog lists, a dry run. */
    static Map<String, String> safeAttributes(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        Map<String, String> safe = new HashMap<>();
        CommandId.parse(text(kafkaRecord, "ce_id")).ifPresent(id -> safe.put("ce_id", id.toString()));
        CommandCatalog.typed(text(kafkaRecord, "ce_type")).ifPresent(type -> safe.put("ce_type", type.wireName()));
        // Whoever sends the record again has to know.
        if (dryRun(kafkaRecord).orElse(false)) {
            safe.put(DRY_RUN, Boolean.TRUE.toString());
        }
        return safe;
    }

    private static String text(ConsumerRecord<byte[], byte[]> kafkaRecord, String name) {
        Header header = kafkaRecord.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static NoCommand malformed(String what) {
        return new NoCommand("MALFORMED: " + what);
    }

    /** Two readers could take either value, so neither is taken. */
    private static boolean isAmbiguous(ConsumerRecord<byte[], byte[]> kafkaRecord) {
        Set<String> seen = new HashSet<>();
        for (Header header : kafkaRecord.headers()) {
            String name = header.key().toLowerCase(Locale.ROOT);
            if ((name.startsWith("ce_") || name.equals("content-type") || name.equals(DRY_RUN)) && !seen.add(name)) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> key(byte[] bytes) {
        if (bytes == null || bytes.length == 0 || bytes.length > KEY_BYTES_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString())
                    .filter(text -> text.codePoints().noneMatch(Character::isISOControl));
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    /** As HTTP takes it. */
    private static boolean isJson(String contentType) {
        try {
            MediaType type = MediaType.parseMediaType(contentType);
            return MediaType.APPLICATION_JSON.includes(type)
                    && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    /** The header that tracing libraries set; else the CloudEvents extension. */
    private static Optional<String> traceparent(ConsumerRecord<byte[], byte[]> kafkaRecord, CloudEvent event) {
        Header header = kafkaRecord.headers().lastHeader(TraceParent.HEADER);
        Object extension = event.getExtension(TraceParent.HEADER);
        return header != null && header.value() != null
                ? TraceParent.of(new String(header.value(), StandardCharsets.UTF_8))
                : TraceParent.of(extension == null ? null : extension.toString());
    }
}
