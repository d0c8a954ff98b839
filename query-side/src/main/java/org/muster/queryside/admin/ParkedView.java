package org.muster.queryside.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.muster.messaging.parking.ParkedEvent;
import org.muster.messaging.parking.ParkedSubject;
import org.muster.messaging.parking.ParkingAct;
import org.muster.messaging.parking.RetryOutcome;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a projection could not take in.
 *
 * @param subjects whose events queue, those parked first at the front
 * @param events the first of those events
 */
record ParkedView(String projection, List<Subject> subjects, List<Event> events) {

    /** Larger payloads are shown by their size only: fifty of them are one answer. */
    private static final int SHOWN_BYTES_MAX = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * A subject whose events queue.
     *
     * @param events how many
     * @param firstPosition of the one at the head of its queue
     * @param cause why that one could not be applied; empty if the one that could not was discarded
     * @param since when the head was parked
     */
    record Subject(String subject, long events, long firstPosition, String cause, Instant since) {

        static Subject of(ParkedSubject parked) {
            return new Subject(
                    parked.subject(), parked.events(), parked.firstPosition(), parked.cause(), parked.since());
        }
    }

    /**
     * A parked event.
     *
     * @param position its place in the register; negative where the record states none
     * @param cause why it could not be applied; left out where it only waits behind one that could not
     * @param attributes as published: the CloudEvent's attributes and its content type
     * @param data as published, where that is JSON of a size that can be shown. Personal data in it are sealed
     * @param dataBytes the size of what was published
     */
    record Event(
            long position,
            String subject,
            @JsonInclude(JsonInclude.Include.NON_NULL) String cause,
            Instant parkedAt,
            int partition,
            long offset,
            Map<String, String> attributes,

            @Schema(type = "object") @JsonInclude(JsonInclude.Include.NON_NULL)
            JsonNode data,

            @JsonInclude(JsonInclude.Include.NON_NULL) byte[] dataBase64,
            int dataBytes) {

        static Event of(ParkedEvent parked) {
            byte[] bytes = parked.data();
            JsonNode data = bytes.length <= SHOWN_BYTES_MAX ? json(bytes) : null;
            return new Event(
                    parked.position(),
                    parked.subject(),
                    parked.cause().orElse(null),
                    parked.parkedAt(),
                    parked.partition(),
                    parked.offset(),
                    parked.headers(),
                    data,
                    data == null && bytes.length <= SHOWN_BYTES_MAX ? bytes : null,
                    bytes.length);
        }

        private static JsonNode json(byte[] bytes) {
            try {
                JsonNode node = JSON.readTree(bytes);
                return node.isMissingNode() ? null : node;
            } catch (JacksonException notJson) {
                return null;
            }
        }
    }

    /**
     * What came of a retry.
     *
     * @param freed whether the subject's events flow again
     * @param applied how many were applied
     * @param last the position of the last that was applied; left out if none was
     * @param failed the position of the one that failed again; left out if none did
     * @param cause why it failed
     */
    record Retried(
            boolean freed,
            int applied,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long last,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long failed,
            @JsonInclude(JsonInclude.Include.NON_NULL) String cause) {

        static Retried of(RetryOutcome.Unparked unparked) {
            return new Retried(true, unparked.applied(), unparked.last(), null, null);
        }

        static Retried of(RetryOutcome.StillParked still) {
            return new Retried(false, still.applied(), boxed(still.last()), still.position(), still.cause());
        }
    }

    /** Why an event is given up: one line, 500 characters at most. */
    record Reason(String reason) {}

    /** What people did. */
    record Acts(String projection, List<Act> acts) {}

    /**
     * One act.
     *
     * @param who the subject of the caller's token
     * @param act RETRIED or DISCARDED
     * @param position discarded: the event; retried: the last that was applied, left out if none was
     * @param reason discarded: the person's; retried: what came of it
     */
    record Act(
            Instant at,
            String who,
            String act,
            String subject,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long position,
            String reason) {

        static Act of(ParkingAct act) {
            return new Act(act.at(), act.who(), act.act().name(), act.subject(), boxed(act.position()), act.reason());
        }
    }

    private static Long boxed(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }
}
