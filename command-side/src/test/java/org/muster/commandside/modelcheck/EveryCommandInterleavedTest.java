package org.muster.commandside.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Commands of every kind, decided by several writers at once and recorded in any order: X1 to X10 hold in what was recorded, and each
 * refusal that names one of them was due, as judged by a ledger that shares nothing with the decision models.
 */
class EveryCommandInterleavedTest {

    private static final boolean NIGHTLY = Integer.getInteger("muster.model.times", 1) > 1;

    /** Decisions of one run. */
    private static final int DECISIONS = NIGHTLY ? 1_050_000 : 20_000;

    private static final int WRITERS = 4;

    /** Each kind is accepted at least once in so many decisions. */
    private static final int ACCEPTED_ONCE_IN = 5_000;

    @Test
    void x1_to_x10_hold_whatever_is_decided_at_once() {
        ModelCheck check = LongStream.rangeClosed(1, DECISIONS / ModelCheck.DECISIONS_OF_A_REGISTER)
                .parallel()
                .mapToObj(EveryCommandInterleavedTest::register)
                .reduce(
                        new ModelCheck(Flaw.NONE, WRITERS),
                        (one, other) ->
                                new ModelCheck(Flaw.NONE, WRITERS).and(one).and(other));

        System.out.printf(
                "%d decisions, %d overtaken%naccepted: %s%nrefused: %s%n",
                check.decided(), check.overtaken(), check.accepted(), check.refused());
        assertThat(check.decided()).isEqualTo(DECISIONS);
        assertThat(check.overtaken()).as("decisions that met").isGreaterThan(DECISIONS / 20);
        List<String> kinds =
                LikelyCommands.KINDS.stream().map(Class::getSimpleName).toList();
        assertThat(kinds)
                .as("kinds that were refused")
                .allSatisfy(kind ->
                        assertThat(check.refused().keySet()).anyMatch(refused -> refused.startsWith(kind + " ")));
        assertThat(kinds)
                .as("kinds that were accepted often")
                .allSatisfy(kind -> assertThat(check.accepted().getOrDefault(kind, 0))
                        .as(kind)
                        .isGreaterThanOrEqualTo(DECISIONS / ACCEPTED_ONCE_IN));
    }

    private static ModelCheck register(long seed) {
        ModelCheck check = new ModelCheck(Flaw.NONE, WRITERS);
        assertThat(check.register(seed)).as("broken rules").isEmpty();
        return check;
    }
}
