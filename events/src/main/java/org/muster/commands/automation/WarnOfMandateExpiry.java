package org.muster.commands.automation;

import java.time.LocalDate;
import java.util.Set;
import org.muster.catalog.Text;
import org.muster.commands.RefusalCode;
import org.muster.commands.RefusedWith;
import org.muster.events.Tag;
import org.muster.events.automation.MandateNotice;

/**
 * Warns that a mandate expires, once for each notice. It never ends or closes anything: that is for people.
 *
 * @param mission the acronym, for instance UNTAC
 * @param expiresOn the last day of the mandate; another one by now, and nothing is due any more
 * @param notice which warning
 * @param dueOn the day on which it became due
 */
@RefusedWith({RefusalCode.UNKNOWN_MISSION, RefusalCode.NO_CHANGE, RefusalCode.NOT_DUE})
public record WarnOfMandateExpiry(
        @Text(pattern = Text.ACRONYM, max = 20) String mission,
        LocalDate expiresOn,
        MandateNotice notice,
        LocalDate dueOn)
        implements AutomationCommand {

    @Override
    public Set<Tag> tags() {
        return Set.of(Tag.mission(mission));
    }
}
