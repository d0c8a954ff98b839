package org.muster.eventstore.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.muster.eventstore.Store;
import org.muster.eventstore.api.Appended;
import org.muster.eventstore.api.EventStoreSettings;

/** The order in memory when what was expected does not happen. */
class TentativeLogTest {

    private final TentativeLog tentativeLog = new TentativeLog(EventStoreSettings.defaults(), 10);

    private static AppendedEvent event(String tag) {
        return event(UUID.randomUUID(), tag);
    }

    private static AppendedEvent event(UUID id, String tag) {
        var message = Store.event(id, "a.Done", "", tag).event();
        return new AppendedEvent(id, message, "text:1", message.timestamp(), new byte[0], new String[] {tag});
    }

    private static AppendedEvent foreign(long position, UUID id, String tag) {
        var message = Store.event(id, "a.Done", "", tag).event();
        return new AppendedEvent(
                position, id, "a.Done", "1", message.timestamp(), new byte[0], "{}", new String[] {tag});
    }

    private static PendingAppend append(AppendedEvent event, ReadCondition... reads) {
        return new PendingAppend(event == null ? List.of() : List.of(event), reads);
    }

    private ReadCondition tentative(String tag) {
        StateUpdate view = tentativeLog.update(Criteria.of(Store.criteria(tag)));
        return new ReadCondition(Criteria.of(Store.criteria(tag)), view.position(), view.epoch());
    }

    private PendingAppend accepted(PendingAppend append) {
        assertThat(tentativeLog.admit(append)).isInstanceOf(Admission.Accepted.class);
        return append;
    }

    @Test
    void what_was_decided_on_a_member_that_failed_is_decided_again() {
        PendingAppend bad = accepted(append(event("thing:1")));
        PendingAppend onIt = accepted(append(event("thing:2"), tentative("thing:1")));
        PendingAppend beside = accepted(append(event("thing:3"), tentative("thing:3")));
        PendingAppend onThat = accepted(append(event("thing:4"), tentative("thing:2")));

        RebaseResult rebased = tentativeLog.rebase(List.of(), 10, List.of(bad));

        assertThat(rebased.conflicting()).containsExactly(onIt, onThat);
        assertThat(beside.events.getFirst().position).isEqualTo(11);
        assertThat(tentativeLog.takeNow(9).members()).containsExactly(beside);
    }

    @Test
    void what_others_appended_goes_in_front_and_overtakes_only_who_read_it() {
        PendingAppend reader = accepted(append(event("thing:1"), tentative("thing:7")));
        PendingAppend other = accepted(append(event("thing:2"), tentative("thing:2")));
        PendingAppend refusal = accepted(append(null, tentative("thing:7")));

        RebaseResult rebased = tentativeLog.rebase(List.of(foreign(11, UUID.randomUUID(), "thing:7")), 11, List.of());

        assertThat(rebased.conflicting()).containsExactly(reader, refusal);
        assertThat(other.events.getFirst().position).isEqualTo(12);
    }

    @Test
    void a_read_of_postgres_that_has_seen_what_others_appended_is_not_overtaken_by_it() {
        ReadCondition ahead = new ReadCondition(Criteria.of(Store.criteria("thing:7")), 11, ReadCondition.DURABLE);
        PendingAppend reader = accepted(append(event("thing:1"), ahead));

        assertThat(tentativeLog
                        .rebase(List.of(foreign(11, UUID.randomUUID(), "thing:7")), 11, List.of())
                        .conflicting())
                .isEmpty();
        assertThat(reader.events.getFirst().position).isEqualTo(12);
    }

    @Test
    void a_batch_whose_answer_was_lost_is_recognized_when_it_is_there() {
        UUID first = UUID.randomUUID();
        PendingAppend sent = accepted(append(event(first, "thing:1")));
        Batch batch = tentativeLog.takeNow(9);
        PendingAppend later = accepted(append(event("thing:2"), tentative("thing:1")));

        RebaseResult rebased = tentativeLog.rebase(
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
        ReadCondition onTentative = tentative("thing:5");
        ReadCondition onDurable = new ReadCondition(Criteria.of(Store.criteria("thing:5")), 10, 0);
        tentativeLog.rebase(List.of(foreign(11, UUID.randomUUID(), "thing:9")), 11, List.of());

        assertThat(tentativeLog.admit(append(event("thing:5"), onTentative))).isInstanceOf(Admission.Conflict.class);
        assertThat(tentativeLog.admit(append(event("thing:5"), onDurable))).isInstanceOf(Admission.Accepted.class);
    }

    @Test
    void a_state_falls_back_on_its_durable_base_when_its_epoch_ends() {
        StateAt<String> base = new StateAt<>("base", 10, ReadCondition.DURABLE);
        accepted(append(event("thing:1")));
        StateUpdate view = tentativeLog.update(Criteria.of(Store.criteria("thing:1")), base);
        StateAt<String> tip = new StateAt<>("tip", view.position(), view.epoch());
        assertThat(view.events()).hasSize(1);
        assertThat(tentativeLog
                        .update(Criteria.of(Store.criteria("thing:1")), tip, base)
                        .start())
                .isSameAs(tip);

        tentativeLog.dropAll();

        StateUpdate after = tentativeLog.update(Criteria.of(Store.criteria("thing:1")), tip, base);
        assertThat(after.start()).isSameAs(base);
        assertThat(after.events()).isEmpty();
    }

    @Test
    void a_state_that_became_durable_is_the_new_base() {
        accepted(append(event("thing:1")));
        StateUpdate view = tentativeLog.update(Criteria.ALL);
        StateAt<String> tip = new StateAt<>("tip", view.position(), view.epoch());
        tentativeLog.committed(tentativeLog.takeNow(9));

        assertThat(tentativeLog.update(Criteria.ALL, tip).base())
                .isEqualTo(new StateAt<>("tip", 11, ReadCondition.DURABLE));
        assertThat(tentativeLog.update(Criteria.ALL, tip).epoch()).isEqualTo(ReadCondition.DURABLE);
    }

    @Test
    void memory_keeps_no_more_than_its_window_and_says_where_it_ends() {
        TentativeLog small = new TentativeLog(EventStoreSettings.defaults().withWindowEventsMax(3), 0);
        LongStream.rangeClosed(1, 8).forEach(i -> small.admit(append(event("thing:1"))));
        small.committed(small.takeNow(99));

        assertThat(small.update(Criteria.ALL, new StateAt<>("", 4, ReadCondition.DURABLE))
                        .start())
                .isNull();
        assertThat(small.update(Criteria.ALL, new StateAt<>("", 5, ReadCondition.DURABLE))
                        .events())
                .hasSize(3);
        assertThat(small.admit(append(
                        null, new ReadCondition(Criteria.of(Store.criteria("thing:2")), 4, ReadCondition.DURABLE))))
                .isEqualTo(new Admission.AskHistory(0, 8));
    }

    @Test
    void a_head_far_away_makes_memory_start_anew() {
        PendingAppend waiting = accepted(append(event("thing:1")));
        assertThat(tentativeLog.reset(1_000_000)).containsExactly(waiting);
        assertThat(tentativeLog.durable()).isEqualTo(1_000_000);
        assertThat(tentativeLog.drained()).isTrue();
        assertThat(tentativeLog
                        .update(Criteria.ALL, new StateAt<>("", 999_999, ReadCondition.DURABLE))
                        .start())
                .isNull();
    }
}
