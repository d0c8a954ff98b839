package org.muster.readmodels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.muster.messaging.IncomingEvent;
import org.muster.messaging.UnreadableEventException;
import org.muster.readmodels.Stock.Added;
import org.muster.readmodels.Stock.Colour;
import org.muster.readmodels.Stock.Removed;
import org.muster.testing.TestPostgres;
import org.slf4j.LoggerFactory;

/** A read model as messaging feeds it. */
class ReadModelProjectionTest {

    private static final OffsetDateTime RECORDED = OffsetDateTime.parse("2026-11-23T12:00:00Z");

    /** Type "added" is handled, and its subject is the item. */
    private final ReadModelProjection projection = new ReadModelProjection(
            Stock.READ_MODEL,
            incoming -> incoming.event().getType().equals("added")
                    ? Optional.of(new Added("S", incoming.event().getId(), Colour.RED, LocalDate.EPOCH))
                    : Optional.empty());

    private Connection tx;

    @BeforeEach
    void open() throws SQLException {
        tx = TestPostgres.freshDatabase().connect();
        try (Statement statement = tx.createStatement()) {
            statement.execute(projection.tablesSql());
            statement.execute(projection.indexesSql());
        }
    }

    @AfterEach
    void close() throws SQLException {
        tx.close();
    }

    @Test
    void takes_what_it_handles_and_leaves_the_rest_undecoded() throws SQLException {
        projection.apply(tx, List.of(event(1, "other", "a"), event(2, "added", "b")));
        projection.fill(tx, List.of(event(3, "added", "c"), event(4, "other", "d")));
        projection.apply(tx, List.of(event(5, "other", "e")));

        try (Statement statement = tx.createStatement();
                ResultSet rows =
                        statement.executeQuery("select string_agg(item || known_from, ',' order by item) from item")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("b2,c3");
        }
    }

    @Test
    void says_of_which_event_it_is_that_a_fold_refuses() {
        assertThatThrownBy(() -> projection.apply(
                        tx, List.of(event(1, "added", "a"), event(7, "added", "a"), event(8, "added", "b"))))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("position 7")
                .hasMessageContaining("item a exists already");
    }

    @Test
    void says_no_more_of_a_fold_that_fails_than_how() {
        ReadModel broken = new ReadModel(
                "broken",
                1,
                List.of(Fold.into(Stock.Item.class)
                        .changes(Removed.class, Removed::item, (row, e) -> row)
                        .creates(Added.class, e -> {
                            throw new IllegalStateException("something secret");
                        })),
                "");

        assertThatThrownBy(() -> new ReadModelProjection(
                                broken, incoming -> Optional.of(new Added("S", "a", Colour.RED, LocalDate.EPOCH)))
                        .apply(tx, List.of(event(1, "added", "a"))))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("IllegalStateException")
                .hasMessageNotContaining("secret");
    }

    @Test
    void refuses_an_event_that_does_not_say_when_it_was_recorded() {
        IncomingEvent timeless = new IncomingEvent(
                1,
                0,
                1,
                CloudEventBuilder.v1(event(1, "added", "a").event())
                        .withTime(null)
                        .build());

        assertThatThrownBy(() -> projection.apply(tx, List.of(timeless)))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("when it was recorded");
    }

    @Test
    void the_log_tells_in_which_trace_it_takes_an_event_in() throws SQLException {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        IncomingEvent traced = new IncomingEvent(
                1,
                0,
                1,
                CloudEventBuilder.v1(event(1, "added", "a").event())
                        .withExtension("traceparent", trace)
                        .build());
        Logger logger = (Logger) LoggerFactory.getLogger(ReadModelProjection.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        logger.setLevel(Level.DEBUG);
        try {
            projection.apply(tx, List.of(traced));
        } finally {
            logger.setLevel(null);
            logger.detachAppender(logged);
        }

        assertThat(logged.list)
                .filteredOn(line -> line.getFormattedMessage().contains(trace))
                .singleElement()
                .satisfies(line -> assertThat(line.getKeyValuePairs())
                        .extracting(pair -> pair.key, pair -> pair.value)
                        .containsExactly(tuple("traceparent", trace)));
    }

    private static IncomingEvent event(long position, String type, String id) {
        return new IncomingEvent(
                position,
                0,
                position,
                CloudEventBuilder.v1()
                        .withId(id)
                        .withSource(URI.create("/test"))
                        .withType(type)
                        .withSubject("S")
                        .withTime(RECORDED)
                        .build());
    }
}
