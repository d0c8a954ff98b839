package org.muster.messaging.wire;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.data.BytesCloudEventData;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * An event in the form in which our publisher writes it, of which only that is decoded which is asked for: most readers want
 * the type of most events and nothing else. What is in any other form is left to the standard's own library, which alone
 * decides what is an event.
 */
final class KafkaCloudEvent implements CloudEvent {

    /** A header of that form, and which values are plainly right; others may be right, too. */
    private record Known(int index, Predicate<byte[]> isPlain) {}

    private static final List<String> REQUIRED =
            List.of("ce_specversion", "ce_id", "ce_source", "ce_type", "content-type");

    private static final List<String> OTHERS = List.of(
            "ce_subject",
            "ce_time",
            "ce_dataschema",
            "ce_" + CloudEventsCodec.POSITION,
            "ce_" + CloudEventsCodec.COMMAND_ID,
            "ce_" + CloudEventsCodec.ACTOR,
            "ce_" + CloudEventsCodec.TRACE_PARENT);

    /** Every text in which a digit stands for every zero here, and the rest is the same, is nearly a time. */
    private static final byte[] TIME = "0000-00-00T00:00:00".getBytes(StandardCharsets.US_ASCII);

    private static final int TIME_LENGTH_MAX = TIME.length + ".000000000Z".length();

    private static final byte[] SPEC_VERSION = "1.0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTENT_TYPE = CloudEventsCodec.JSON.getBytes(StandardCharsets.US_ASCII);

    private static final Map<String, Known> KNOWN = known();

    private static final int TYPE = KNOWN.get("ce_type").index();
    private static final int TIME_INDEX = KNOWN.get("ce_time").index();
    private static final int POSITION =
            KNOWN.get("ce_" + CloudEventsCodec.POSITION).index();

    private static final StringInterner TEXTS = new StringInterner();

    /** Texts that were seen to be URIs: sources and schemas, of which there are few. */
    private static final Set<String> URIS = ConcurrentHashMap.newKeySet();

    private static final int URIS_MAX = 1_000;

    private final ConsumerRecord<?, byte[]> record;
    private final byte[][] values;
    private final String type;
    private CloudEvent whole;

    private KafkaCloudEvent(ConsumerRecord<?, byte[]> record, byte[][] values) {
        this.record = record;
        this.values = values;
        this.type = TEXTS.of(values[TYPE]);
    }

    private static Map<String, Known> known() {
        Map<String, Predicate<byte[]>> checks = Map.of(
                "ce_specversion", value -> Arrays.equals(value, SPEC_VERSION),
                "content-type", value -> Arrays.equals(value, CONTENT_TYPE),
                "ce_source", KafkaCloudEvent::isUri,
                "ce_dataschema", KafkaCloudEvent::isUri,
                "ce_time", KafkaCloudEvent::isTime);
        Map<String, Known> known = new HashMap<>();
        Stream.concat(REQUIRED.stream(), OTHERS.stream())
                .forEach(name -> known.put(name, new Known(known.size(), checks.getOrDefault(name, any -> true))));
        return Map.copyOf(known);
    }

    /** The event in a record; empty if it is not plainly in our form. */
    static Optional<KafkaCloudEvent> in(ConsumerRecord<?, byte[]> record) {
        byte[][] values = new byte[KNOWN.size()][];
        for (Header header : record.headers()) {
            Known known = KNOWN.get(header.key());
            if (known == null) {
                if (header.key().startsWith("ce_")) {
                    return Optional.empty();
                }
                continue;
            }
            byte[] value = header.value();
            if (value == null
                    || value.length == 0
                    || values[known.index()] != null
                    || !known.isPlain().test(value)) {
                return Optional.empty();
            }
            values[known.index()] = value;
        }
        for (int required = 0; required < REQUIRED.size(); required++) {
            if (values[required] == null) {
                return Optional.empty();
            }
        }
        return Optional.of(new KafkaCloudEvent(record, values));
    }

    private static boolean isUri(byte[] value) {
        String text = TEXTS.of(value);
        if (URIS.contains(text)) {
            return true;
        }
        try {
            String uri = URI.create(text).toString();
            if (URIS.size() < URIS_MAX) {
                URIS.add(uri);
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** In UTC, on a day that every month has. */
    private static boolean isTime(byte[] value) {
        if (value.length <= TIME.length || value.length > TIME_LENGTH_MAX || value[value.length - 1] != 'Z') {
            return false;
        }
        for (int i = 0; i < TIME.length; i++) {
            if (TIME[i] == '0' ? !isDigit(value[i]) : value[i] != TIME[i]) {
                return false;
            }
        }
        boolean fraction = value.length > TIME.length + 1;
        if (fraction && (value[TIME.length] != '.' || value.length == TIME.length + 2)) {
            return false;
        }
        for (int i = TIME.length + 1; i < value.length - 1; i++) {
            if (!isDigit(value[i])) {
                return false;
            }
        }
        int month = number(value, 5);
        int day = number(value, 8);
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= 28
                && number(value, 11) <= 23
                && number(value, 14) <= 59
                && number(value, 17) <= 59;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private static int number(byte[] digits, int from) {
        return 10 * (digits[from] - '0') + digits[from + 1] - '0';
    }

    /** @param value null if it is absent */
    private static String text(byte[] value) {
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    private String value(String header) {
        return text(values[KNOWN.get(header).index()]);
    }

    /** The whole of it, by the standard's library. One thread has an event at a time. */
    private CloudEvent whole() {
        if (whole == null) {
            whole = CloudEventsCodec.whole(record);
        }
        return whole;
    }

    @Override
    public String getType() {
        return type;
    }

    @Override
    public String getSubject() {
        return value("ce_subject");
    }

    @Override
    public String getId() {
        return value("ce_id");
    }

    @Override
    public CloudEventData getData() {
        byte[] data = record.value();
        return data == null || data.length == 0 ? null : BytesCloudEventData.wrap(data);
    }

    @Override
    public Object getExtension(String name) {
        return name.equals(CloudEventsCodec.POSITION) ? text(values[POSITION]) : whole().getExtension(name);
    }

    @Override
    public SpecVersion getSpecVersion() {
        return whole().getSpecVersion();
    }

    @Override
    public URI getSource() {
        return whole().getSource();
    }

    @Override
    public String getDataContentType() {
        return whole().getDataContentType();
    }

    @Override
    public URI getDataSchema() {
        return whole().getDataSchema();
    }

    @Override
    public OffsetDateTime getTime() {
        byte[] time = values[TIME_INDEX];
        return time == null ? null : time(time);
    }

    /** A time that {@link #isTime} has found to be one. */
    private static OffsetDateTime time(byte[] value) {
        int nanos = 0;
        for (int i = 0; i < 9; i++) {
            int at = TIME.length + 1 + i;
            nanos = 10 * nanos + (at < value.length - 1 ? value[at] - '0' : 0);
        }
        return OffsetDateTime.of(
                100 * number(value, 0) + number(value, 2),
                number(value, 5),
                number(value, 8),
                number(value, 11),
                number(value, 14),
                number(value, 17),
                nanos,
                ZoneOffset.UTC);
    }

    @Override
    public Object getAttribute(String name) {
        return whole().getAttribute(name);
    }

    @Override
    public Set<String> getExtensionNames() {
        return whole().getExtensionNames();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KafkaCloudEvent event ? whole().equals(event.whole()) : whole().equals(other);
    }

    @Override
    public int hashCode() {
        return whole().hashCode();
    }

    @Override
    public String toString() {
        return whole().toString();
    }
}
