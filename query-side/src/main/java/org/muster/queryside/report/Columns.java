package org.muster.queryside.report;

/** Columns that reports share: one name means one thing in all of them. */
public final class Columns {

    public static final Column MISSION = Column.text("mission", "The mission's acronym", "#org+mission+code");
    public static final Column MONTH = Column.month("month", "The month", "#date+month");
    public static final Column TYPE = Column.text("type", "INTERNATIONAL or NATIONAL establishment", "#meta+type");
    public static final Column CATEGORY = Column.text("category", "The category of the volunteer", "#meta+category");
    public static final Column SERVICE_AREA =
            Column.text("serviceArea", "What the assignment is for", "#sector+service");
    public static final Column STATION = Column.text("station", "The duty station", "#loc+station+code");
    public static final Column PERSONS = Column.whole("persons", "How many persons", "#reached+persons");

    private Columns() {}
}
