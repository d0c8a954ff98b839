package org.muster.commandside.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.muster.commandside.system.Bodies.register;
import static org.muster.commandside.system.Bodies.with;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A person whose name nobody else has, and the search for it in whatever is kept or answered. */
final class Canary {

    static final String NAME = "Zyxwenna Quillfeather-Obolenskaya";
    static final String PASSPORT = "QX7739120846Z";

    /** What the passport is corrected to. */
    static final String RENEWED = "QX7739120999Z";

    private static final List<String> TRACES =
            List.of("Zyxwenna", "Quillfeather", "Obolenskaya", PASSPORT, RENEWED, "1961-07-29");

    private Canary() {}

    static Map<String, Object> data(String passport) {
        return Map.of("name", NAME, "birthDate", "1961-07-29", "passport", passport, "contact", NAME + "@example.org");
    }

    static Map<String, Object> person(String volunteer) {
        return with(register(volunteer, NAME), "personalData", data(PASSPORT));
    }

    static void isNotIn(String text) {
        for (String trace : TRACES) {
            int at = text.indexOf(trace);
            if (at >= 0) {
                throw new AssertionError(
                        "a canary is in: " + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100)));
            }
        }
    }

    /** Looks into every file below, whose name is wanted. */
    static void isNotInFiles(Path place, Predicate<Path> wanted, int least) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(place)) {
            files = all.filter(Files::isRegularFile).filter(wanted).toList();
        }
        assertThat(files).as("files in " + place).hasSizeGreaterThan(least);
        for (Path file : files) {
            try {
                isNotIn(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            } catch (AssertionError e) {
                throw new AssertionError(file.toString(), e);
            }
        }
    }

    /** Every record of Muster's topics, but for what senders wrote themselves, once an erasure is among them. */
    static List<String> topics(String bootstrapServers) {
        List<String> texts = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "group.id", "canary-test",
                        "auto.offset.reset", "earliest",
                        "enable.auto.commit", "false",
                        "metadata.max.age.ms", "500"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(Pattern.compile("muster\\.(?!commands$).*"));
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(one -> texts.add(printed(one)));
                return texts.stream().anyMatch(text -> text.contains("personal-data-erased"));
            });
        }
        return texts;
    }

    private static String printed(ConsumerRecord<byte[], byte[]> one) {
        StringBuilder text = new StringBuilder();
        if (one.key() != null) {
            text.append(new String(one.key(), StandardCharsets.UTF_8));
        }
        for (Header header : one.headers()) {
            text.append(header.key());
            if (header.value() != null) {
                text.append(new String(header.value(), StandardCharsets.UTF_8));
            }
        }
        return one.value() == null
                ? text.toString()
                : text.append(new String(one.value(), StandardCharsets.UTF_8)).toString();
    }

    static String printed(ILoggingEvent event) {
        return event.getFormattedMessage()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
}
