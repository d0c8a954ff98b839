package org.muster.queryside.report;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;

/**
 * A column of a report, the same in every form.
 *
 * @param name in camel case; the SQL names it in snake case
 * @param description for the OpenAPI document
 * @param hxl its tag of the Humanitarian Exchange Language
 */
public record Column(String name, Kind kind, String description, String hxl) {

    /** What its values are; any of them can be null. */
    public enum Kind {
        TEXT,
        TEXTS,
        WHOLE,
        DECIMAL,
        DATE,
        MONTH,
        FLAG
    }

    public static Column text(String name, String description, String hxl) {
        return new Column(name, Kind.TEXT, description, hxl);
    }

    public static Column texts(String name, String description, String hxl) {
        return new Column(name, Kind.TEXTS, description, hxl);
    }

    /** A whole number. */
    public static Column whole(String name, String description, String hxl) {
        return new Column(name, Kind.WHOLE, description, hxl);
    }

    public static Column decimal(String name, String description, String hxl) {
        return new Column(name, Kind.DECIMAL, description, hxl);
    }

    public static Column date(String name, String description, String hxl) {
        return new Column(name, Kind.DATE, description, hxl);
    }

    public static Column month(String name, String description, String hxl) {
        return new Column(name, Kind.MONTH, description, hxl);
    }

    public static Column flag(String name, String description, String hxl) {
        return new Column(name, Kind.FLAG, description, hxl);
    }

    /** Whether its values are counted or measured, and tell no rows apart. */
    public boolean isFigure() {
        return (kind == Kind.WHOLE || kind == Kind.DECIMAL) && !name.equals("year");
    }

    /** What the SQL calls it. */
    public String sqlName() {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Reads its value from where the row has this name. */
    Object read(ResultSet line, String name) throws SQLException {
        return switch (kind) {
            case TEXT -> line.getString(name);
            case TEXTS -> texts(line.getArray(name));
            case WHOLE -> orNull(line, line.getLong(name));
            case DECIMAL -> line.getBigDecimal(name);
            case DATE -> line.getObject(name, LocalDate.class);
            case MONTH -> month(line.getObject(name, LocalDate.class));
            case FLAG -> orNull(line, line.getBoolean(name));
        };
    }

    private static Object orNull(ResultSet line, Object value) throws SQLException {
        return line.wasNull() ? null : value;
    }

    private static YearMonth month(LocalDate day) {
        return day == null ? null : YearMonth.from(day);
    }

    private static List<String> texts(Array array) throws SQLException {
        return array == null ? null : List.of((String[]) array.getArray());
    }
}
