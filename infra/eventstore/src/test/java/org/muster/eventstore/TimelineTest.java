package org.muster.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.muster.eventstore.Timeline.Rebased;

/** The order in memory when what was expected does not happen. */
class TimelineTest {

    private final Timeline timeline = new Timeline(EventStoreSettings.defaults(), 10);

    private static RecordedEvent event(String tag) {
        return event(UUID.randomUUID(), tag);
    }

    private static RecordedEvent event(UUID id, String tag) {
        var message = Store.event(id, "a.Done", "", tag).event();
        return new RecordedEvent(id, message, message.timestamp(), new byte[0], new String[] {tag});
    }

    private static RecordedEvent foreign(long position, UUID id, String tag) {
        var message = Store.event(id, "a.Done", "", tag).event();
        return new RecordedEvent(
                position, id, "a.Done", "1", message.timestamp(), new byte[0], "{}", new String[] {tag});
    }

    private static PendingAppend append(RecordedEvent event, Read... reads) {
        return new PendingAppend(event == null ? List.of() : List.of(event), reads);
    }

    private Read tentative(String tag) {
        Timeline.View view = timeline.view(Criteria.of(Store.criteria(tag)));
        return new Read(Criteria.of(Store.criteria(tag)), view.position(), view.epoch());
    }

    private PendingAppend accepted(PendingAppend append) {
        assertThat(timeline.admit(append)).isInstanceOf(Admission.Accepted.class);
        return append;
    }

    @Test
    void what_was_decided_on_a_member_that_failed_is_decided_again() {
        PendingAppend bad = accepted(append(event("thing:1")));
        PendingAppend onIt = accepted(append(event("thing:2"), tentative("thing:1")));
        PendingAppend beside = accepted(append(event("thing:3"), tentative("thing:3")));
        PendingAppend onThat = accepted(append(event("thing:4"), tentative("thing:2")));

        Rebased rebased = timeline.rebase(List.of(), 10, List.of(bad));

        assertThat(rebased.conflicting()).containsExactly(onIt, onThat);
        assertThat(beside.events.getFirst().position).isEqualTo(11);
        assertThat(timeline.takeNow(9).members()).containsExactly(beside);
    }

    @Test
    void what_others_appended_goes_in_front_and_overtakes_only_who_read_it() {
        PendingAppend reader = accepted(append(event("thing:1"), tentative("thing:7")));
        PendingAppend other = accepted(append(event("thing:2"), tentative("thing:2")));
        PendingAppend refusal = accepted(append(null, tentative("thing:7")));

        Rebased rebased = timeline.rebase(List.of(foreign(11, UUID.randomUUID(), "thing:7")), 11, List.of());

        assertThat(rebased.conflicting()).containsExactly(reader, refusal);
        assertThat(other.events.getFirst().position).isEqualTo(12);
    }

    @Test
    void a_read_of_postgres_that_has_seen_what_others_appended_is_not_overtaken_by_it() {
        Read ahead = new Read(Criteria.of(Store.criteria("thing:7")), 11, Read.DURABLE);
        PendingAppend reader = accepted(append(event("thing:1"), ahead));

        assertThat(timeline.rebase(List.of(foreign(11, UUID.randomUUID(), "thing:7")), 11, List.of())
                        .conflicting())
                .isEmpty();
        assertThat(reader.events.getFirst().position).isEqualTo(12);
    }

    @Test
    void a_batch_whose_answer_was_lost_is_recognized_when_it_is_there() {
        UUID first = UUID.randomUUID();
        PendingAppend sent = accepted(append(event(first, "thing:1")));
        Batch batch = timeline.takeNow(9);
        PendingAppend later = accepted(append(event("thing:2"), tentative("thing:1")));

        Rebased rebased = timeline.rebase(
                List.of(foreign(11, first, "thing:1"), foreign(12, UUID.randomUUID(), "thing:9")), 12, List.of());

        assertThat(batch.members()).containsExactly(sent);
        assertThat(rebased.stored()).containsExactly(sent);
        assertThat(sent.appended()).isEqualTo(new Appended(11, 11));
        assertThat(rebased.conflicting()).isEmpty();
        assertThat(later.events.getFirst().position).isEqualTo(13);
    }

    @Test
    void a_decision_still_on_its_way_when_its_epoch_ends_is_refused_unless_it_was_on_durable_ground() {
        accepted(append(event("thing:1")));
        Read onTentative = tentative("thing:5");
        Read onDurable = new Read(Criteria.of(Store.criteria("thing:5")), 10, 0);
        timeline.rebase(List.of(foreign(11, UUID.randomUUID(), "thing:9")), 11, List.of());

        assertThat(timeline.admit(append(event("thing:5"), onTentative))).isInstanceOf(Admission.Conflict.class);
        assertThat(timeline.admit(append(event("thing:5"), onDurable))).isInstanceOf(Admission.Accepted.class);
    }

    @Test
    void a_state_falls_back_on_its_durable_base_when_its_epoch_ends() {
        StateAt<String> base = new StateAt<>("base", 10, Read.DURABLE);
        accepted(append(event("thing:1")));
        Timeline.View view = timeline.view(Criteria.of(Store.criteria("thing:1")), base);
        StateAt<String> tip = new StateAt<>("tip", view.position(), view.epoch());
        assertThat(view.events()).hasSize(1);
        assertThat(timeline.view(Criteria.of(Store.criteria("thing:1")), tip, base)
                        .start())
                .isSameAs(tip);

        timeline.dropAll();

        Timeline.View after = timeline.view(Criteria.of(Store.criteria("thing:1")), tip, base);
        assertThat(after.start()).isSameAs(base);
        assertThat(after.events()).isEmpty();
    }

    @Test
    void a_state_that_became_durable_is_the_new_base() {
        accepted(append(event("thing:1")));
        Timeline.View view = timeline.view(Criteria.ALL);
        StateAt<String> tip = new StateAt<>("tip", view.position(), view.epoch());
        timeline.committed(timeline.takeNow(9));

        assertThat(timeline.view(Criteria.ALL, tip).base()).isEqualTo(new StateAt<>("tip", 11, Read.DURABLE));
        assertThat(timeline.view(Criteria.ALL, tip).epoch()).isEqualTo(Read.DURABLE);
    }

    @Test
    void memory_keeps_no_more_than_its_window_and_says_where_it_ends() {
        Timeline small = new Timeline(EventStoreSettings.defaults().withWindowEventsMax(3), 0);
        LongStream.rangeClosed(1, 8).forEach(i -> small.admit(append(event("thing:1"))));
        small.committed(small.takeNow(99));

        assertThat(small.view(Criteria.ALL, new StateAt<>("", 4, Read.DURABLE)).start())
                .isNull();
        assertThat(small.view(Criteria.ALL, new StateAt<>("", 5, Read.DURABLE)).events())
                .hasSize(3);
        assertThat(small.admit(append(null, new Read(Criteria.of(Store.criteria("thing:2")), 4, Read.DURABLE))))
                .isEqualTo(new Admission.AskHistory(0, 8));
    }

    @Test
    void a_head_far_away_makes_memory_start_anew() {
        PendingAppend waiting = accepted(append(event("thing:1")));
        assertThat(timeline.reset(1_000_000)).containsExactly(waiting);
        assertThat(timeline.durable()).isEqualTo(1_000_000);
        assertThat(timeline.drained()).isTrue();
        assertThat(timeline.view(Criteria.ALL, new StateAt<>("", 999_999, Read.DURABLE))
                        .start())
                .isNull();
    }
}
