package org.muster.messaging.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.messaging.InMemorySource;

class EventDigestTest {

    private static final Map<String, String> HEADERS = Map.of(
            "ce_id", "event-1",
            "ce_type", "muster.test.happened.v1",
            "ce_subject", "volunteer:1",
            "ce_time", "1992-03-15T00:00:00Z",
            "ce_position", "1",
            "ce_commandid", "command-1");

    @Test
    void says_the_same_of_what_is_sent_and_of_what_is_read() {
        InMemorySource source = new InMemorySource(5);
        source.append(1);
        ProducerRecord<String, byte[]> sent =
                CloudEventsCodec.toRecord("events", source.readAfter(0, 1).getFirst());
        ConsumerRecord<byte[], byte[]> read =
                new ConsumerRecord<>("events", 3, 17, sent.key().getBytes(StandardCharsets.UTF_8), sent.value());
        sent.headers().forEach(read.headers()::add);

        assertThat(EventDigest.of(read)).isEqualTo(EventDigest.of(sent)).isNotEqualTo(EventDigest.NONE);
    }

    @Test
    void does_not_depend_on_order_and_adds_up() {
        List<EventDigest> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add(EventDigest.of(event(Map.of("ce_position", Integer.toString(i)), "key", "{}")));
        }
        EventDigest whole = sum(all);
        Collections.shuffle(all, new Random(19920315));

        assertThat(sum(all)).isEqualTo(whole);
        assertThat(sum(all.subList(0, 400)).plus(sum(all.subList(400, 1000)))).isEqualTo(whole);
        assertThat(whole.events()).isEqualTo(1000);
        assertThat(sum(all.subList(1, 1000))).isNotEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_type", "ce_subject", "ce_time", "ce_position", "ce_commandid"})
    void changes_with_each_attribute_and_when_one_is_missing(String attribute) {
        EventDigest before = EventDigest.of(event(Map.of(), "key", "{}"));
        ConsumerRecord<byte[], byte[]> without = event(Map.of(), "key", "{}");
        without.headers().remove(attribute);

        assertThat(EventDigest.of(event(Map.of(attribute, "2"), "key", "{}"))).isNotEqualTo(before);
        assertThat(EventDigest.of(without))
                .isNotEqualTo(before)
                .isNotEqualTo(EventDigest.of(event(Map.of(attribute, ""), "key", "{}")));
    }

    @Test
    void changes_with_key_and_data_and_does_not_take_one_for_the_other() {
        EventDigest before = EventDigest.of(event(Map.of(), "key", "{}"));

        assertThat(EventDigest.of(event(Map.of(), "kez", "{}"))).isNotEqualTo(before);
        assertThat(EventDigest.of(event(Map.of(), "key", "{ }"))).isNotEqualTo(before);
        assertThat(EventDigest.of(event(Map.of("ce_id", "ab", "ce_type", "c"), "key", "{}")))
                .isNotEqualTo(EventDigest.of(event(Map.of("ce_id", "a", "ce_type", "bc"), "key", "{}")));
        assertThat(EventDigest.of(event(Map.of(), null, null))).isNotEqualTo(before);
    }

    @Test
    void does_not_change_with_what_may_be_added_later() {
        ConsumerRecord<byte[], byte[]> traced = event(Map.of("ce_traceparent", "00-1-2-01"), "key", "{}");

        assertThat(EventDigest.of(traced)).isEqualTo(EventDigest.of(event(Map.of(), "key", "{}")));
    }

    /** Sums of years depend on it. */
    @Test
    void is_what_it_always_was() {
        assertThat(EventDigest.of(event(Map.of(), "key", "{}"))).hasToString("1:fbb7efbab32ff1a9");
    }

    @Test
    void is_read_back_from_what_it_says() {
        EventDigest large = new EventDigest(3, -2).plus(new EventDigest(4, 5));

        assertThat(large).hasToString("7:0000000000000003");
        assertThat(EventDigest.parse(new EventDigest(12, -1).toString())).isEqualTo(new EventDigest(12, -1));
        assertThatThrownBy(() -> EventDigest.parse("12")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventDigest.parse("12:ab")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new EventDigest(-1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static EventDigest sum(List<EventDigest> digests) {
        return digests.stream().reduce(EventDigest.NONE, EventDigest::plus);
    }

    private static ConsumerRecord<byte[], byte[]> event(Map<String, String> changed, String key, String data) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.putAll(changed);
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("events", 0, 0, bytes(key), bytes(data));
        headers.forEach((name, value) -> record.headers().add(name, bytes(value)));
        return record;
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
