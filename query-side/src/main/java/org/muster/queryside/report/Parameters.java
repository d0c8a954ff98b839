package org.muster.queryside.report;

import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.muster.catalog.Text;
import org.muster.queryside.door.MissionAcronym;
import org.muster.queryside.readmodel.Vocabulary;
import org.muster.web.parameters.DeclaredParameter;
import org.muster.web.parameters.ParameterFormat;
import org.muster.web.parameters.StandardFormats;
import org.muster.web.problem.FieldError.Place;

/** The parameters that reports share: one name means one thing in all of them. */
public final class Parameters {

    public static final DeclaredParameter<LocalDate> ON =
            query("on", StandardFormats.date(), "The day; today (UTC) where it is left out");

    public static final DeclaredParameter<YearMonth> FROM =
            required("from", StandardFormats.month(), "The first month");

    public static final DeclaredParameter<YearMonth> TO =
            required("to", StandardFormats.month(), "The last month, included");

    public static final DeclaredParameter<MissionAcronym> MISSION =
            query("mission", MissionAcronym.FORMAT, "Only this mission");

    /** The same as a part of the path. */
    public static final DeclaredParameter<MissionAcronym> MISSION_IN_PATH =
            new DeclaredParameter<>(Place.path, "acronym", true, MissionAcronym.FORMAT, "For instance UNTAC");

    public static final DeclaredParameter<String> TYPE =
            query("type", oneOf(Vocabulary.TYPES), "Only posts of this establishment");

    public static final DeclaredParameter<String> CATEGORY =
            query("category", oneOf(Vocabulary.CATEGORIES), "Only volunteers of this category");

    public static final DeclaredParameter<String> SERVICE_AREA =
            query("serviceArea", oneOf(Vocabulary.SERVICE_AREAS), "Only assignments of this service area");

    public static final DeclaredParameter<String> STATION =
            query("station", identifier(), "Only assignments at this duty station");

    public static final DeclaredParameter<String> GENDER =
            query("gender", oneOf(Vocabulary.GENDERS), "Only volunteers of this gender");

    public static final DeclaredParameter<String> NATIONALITY = query(
            "nationality",
            new ParameterFormat<>(
                    String.class,
                    text -> Optional.of(text).filter(it -> it.matches(Text.COUNTRY)),
                    "must be a code of three letters, written like NPL",
                    string().pattern(Text.COUNTRY)),
            "Only volunteers of this nationality");

    public static final DeclaredParameter<String> REGION =
            query("region", oneOf(Regions.names()), "Only volunteers whose nationality is in this region (UN M49)");

    public static final DeclaredParameter<Long> PAGE = query(
            "page",
            new ParameterFormat<>(
                    Long.class,
                    text -> text.matches("[1-9][0-9]{0,5}") ? Optional.of(Long.valueOf(text)) : Optional.empty(),
                    "must be a whole number from 1 to 999999",
                    new JsonSchema().typesItem("integer").minimum(BigDecimal.ONE)),
            "The page, from 1; the header Link names the next one");

    public static final DeclaredParameter<KnownAt> KNOWN_AT = query(
            "knownAt",
            new ParameterFormat<>(KnownAt.class, KnownAt::parse, KnownAt.FORM, string()),
            "As known at an instant, without what was recorded at or after it, or at a position; now where it is left"
                    + " out");

    /** The form of the answer, for links that people follow. */
    public static final DeclaredParameter<String> FORMAT = query(
            "format",
            oneOf(List.of("json", "csv", "hxl", "xlsx", "ndjson", "arrow")),
            "The form of the answer, before what Accept says. csv is for spreadsheets, with a byte order mark; hxl is CSV"
                    + " with a row of HXL tags");

    /** The header by which a caller reads its own writes. */
    public static final DeclaredParameter<Long> POSITION = new DeclaredParameter<>(
            Place.header,
            "Muster-Position",
            false,
            StandardFormats.wholeNumber(),
            "Wait until this position is in the answer");

    /** What rows are told apart by: some of these, separated by commas; by default all of the first ones. */
    public static DeclaredParameter<GroupBy> groupBy(GroupBy leftOut, List<String> possible) {
        return query(
                "groupBy",
                new ParameterFormat<>(
                        GroupBy.class,
                        text -> GroupBy.parse(text, possible),
                        "must be some of " + String.join(", ", possible) + ", separated by commas",
                        string()),
                "What rows are told apart by: some of " + String.join(", ", possible) + "; by default "
                        + String.join(",", leftOut.columns()));
    }

    /** @param columns the columns, in the order of the answer */
    public record GroupBy(List<String> columns) {

        static Optional<GroupBy> parse(String text, List<String> possible) {
            List<String> columns = Arrays.asList(text.split(",", -1));
            Set<String> once = new HashSet<>(columns);
            return once.size() == columns.size() && possible.containsAll(once)
                    ? Optional.of(new GroupBy(columns))
                    : Optional.empty();
        }
    }

    /** The identifier of something in the register. */
    public static ParameterFormat<String> identifier() {
        Pattern form = Pattern.compile(Text.IDENTIFIER);
        return new ParameterFormat<>(
                String.class,
                text -> text.length() <= 64 && form.matcher(text).matches() ? Optional.of(text) : Optional.empty(),
                "must be an identifier of at most 64 letters, digits, dots, dashes and underscores",
                string().pattern(Text.IDENTIFIER).maxLength(64));
    }

    static ParameterFormat<String> oneOf(List<String> words) {
        Schema<Object> schema = new JsonSchema();
        schema.setTypes(Set.of("string"));
        schema.setEnum(List.copyOf(words));
        return new ParameterFormat<>(
                String.class,
                text -> Optional.of(text).filter(words::contains),
                "must be one of " + String.join(", ", words),
                schema);
    }

    /** A query parameter that can be left out. */
    public static <T> DeclaredParameter<T> query(String name, ParameterFormat<T> format, String description) {
        return new DeclaredParameter<>(Place.query, name, false, format, description);
    }

    private static <T> DeclaredParameter<T> required(String name, ParameterFormat<T> format, String description) {
        return new DeclaredParameter<>(Place.query, name, true, format, description);
    }

    private static Schema<?> string() {
        return new JsonSchema().typesItem("string");
    }

    private Parameters() {}
}
