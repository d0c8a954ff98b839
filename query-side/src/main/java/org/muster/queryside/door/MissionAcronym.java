package org.muster.queryside.door;

import io.swagger.v3.oas.models.media.JsonSchema;
import java.util.Optional;
import java.util.regex.Pattern;
import org.muster.catalog.Text;
import org.muster.web.parameters.ParameterFormat;

/**
 * What can be a mission's acronym; whether there is such a mission is another question.
 *
 * @param value for instance UNTAC
 */
public record MissionAcronym(String value) {

    static final int LENGTH_MAX = 20;

    /** How it is written. */
    public static final ParameterFormat<MissionAcronym> FORMAT = new ParameterFormat<>(
            MissionAcronym.class,
            MissionAcronym::parse,
            "must be a mission's acronym, written like UNTAC",
            new JsonSchema().typesItem("string").pattern(Text.ACRONYM).maxLength(MissionAcronym.LENGTH_MAX));

    private static final Pattern FORM = Pattern.compile(Text.ACRONYM);

    static Optional<MissionAcronym> parse(String text) {
        return text.length() <= LENGTH_MAX && FORM.matcher(text).matches()
                ? Optional.of(new MissionAcronym(text))
                : Optional.empty();
    }
}
