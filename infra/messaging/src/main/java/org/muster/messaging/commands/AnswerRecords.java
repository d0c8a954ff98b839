package org.muster.messaging.commands;

import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.muster.messaging.Reply;
import org.muster.messaging.commands.CommandLanes.Handled;

/** Answers as records: of results, and of what is rejected, of which nothing too large is copied. */
record AnswerRecords(String resultsTopic, String rejectedTopic) {

    /** Larger answers are not given, and larger rejected values stay where they were sent: a broker takes a megabyte. */
    private static final int VALUE_BYTES_MAX = 900_000;

    /** Larger keys stay where they were sent, too. */
    private static final int KEY_BYTES_MAX = 10_000;

    private static final int REASON_LENGTH_MAX = 2000;

    /** The result of a command, as it is published. */
    ProducerRecord<byte[], byte[]> of(Handled handled) {
        return switch (handled.reply()) {
            case Reply.Result(var answer) -> {
                ProducerRecord<byte[], byte[]> result = KafkaMessageFactory.<byte[]>createWriter(
                                resultsTopic, handled.command().key())
                        .writeBinary(answer);
                yield result.value() != null && result.value().length > VALUE_BYTES_MAX
                        ? rejected(handled.command(), new Reply.Rejected("INTERNAL_ERROR: the answer is too large"))
                        : result;
            }
            case Reply.Rejected rejection -> rejected(handled.command(), rejection);
        };
    }

    private ProducerRecord<byte[], byte[]> rejected(ConsumerRecord<byte[], byte[]> command, Reply.Rejected rejection) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                rejectedTopic,
                rejection.withRecord() && fits(command.key(), KEY_BYTES_MAX) ? command.key() : null,
                rejection.withRecord() && fits(command.value(), VALUE_BYTES_MAX) ? command.value() : null);
        rejection
                .attributes()
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        String reason = rejection.reason();
        String text = reason.length() <= REASON_LENGTH_MAX ? reason : reason.substring(0, REASON_LENGTH_MAX);
        record.headers().add(CommandLoop.REASON, text.getBytes(StandardCharsets.UTF_8));
        record.headers()
                .add(
                        CommandLoop.ORIGIN,
                        (command.topic() + "-" + command.partition() + "@" + command.offset())
                                .getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static boolean fits(byte[] bytes, int bytesMax) {
        return bytes == null || bytes.length <= bytesMax;
    }
}
