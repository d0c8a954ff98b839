package org.muster.queryside.door;

import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.catalog.Text;

/**
 * What can be a mission's acronym; whether there is such a mission is another question.
 *
 * @param value for instance UNTAC
 */
public record MissionAcronym(String value) {

    static final int LENGTH_MAX = 20;

    private static final Pattern FORM = Pattern.compile(Text.ACRONYM);

    static Optional<MissionAcronym> parse(String text) {
        return text.length() <= LENGTH_MAX && FORM.matcher(text).matches()
                ? Optional.of(new MissionAcronym(text))
                : Optional.empty();
    }
}
