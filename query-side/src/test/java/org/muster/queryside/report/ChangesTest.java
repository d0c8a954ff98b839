package org.muster.queryside.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Changes, applied to what was said before, give what is said after; and what is the same is no change. */
class ChangesTest {

    private static final List<Column> COLUMNS = List.of(Columns.MISSION, Columns.PERSONS);

    @Property
    void lead_from_one_answer_to_the_other(@ForAll long seed) {
        Random random = new Random(seed);
        Answer before = answer(random);
        Answer after = answer(random);

        List<Map<String, Object>> rows =
                ReportStage.maps(before).stream().collect(ArrayList::new, List::add, List::addAll);
        List<Changes.Change> changes = Changes.between(before, after);
        for (Changes.Change change : changes) {
            assertThat(change.before()).isNotEqualTo(change.after());
            if (change.before() != null) {
                assertThat(rows.remove(change.before())).isTrue();
            }
            if (change.after() != null) {
                rows.add(change.after());
            }
        }

        assertThat(rows).containsExactlyInAnyOrderElementsOf(ReportStage.maps(after));
        assertThat(Changes.between(before, before)).isEmpty();
    }

    private static Answer answer(Random random) {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = random.nextInt(6); row > 0; row--) {
            rows.add(List.of("M" + random.nextInt(3), (long) random.nextInt(3)));
        }
        return Answer.of(COLUMNS, rows);
    }
}
