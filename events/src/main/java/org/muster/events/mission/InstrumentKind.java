package org.muster.events.mission;

/** What kind of decision establishes or extends a mandate. */
public enum InstrumentKind {
    /** A resolution of the Security Council, for instance S/RES/745. */
    SECURITY_COUNCIL_RESOLUTION,
    /** A resolution of the General Assembly, for instance A/RES/69/1, on which UNMEER stands. */
    GENERAL_ASSEMBLY_RESOLUTION,
    /** A statement of the President of the Security Council, for instance S/PRST/2009/5. */
    PRESIDENTIAL_STATEMENT,
    /** A letter of the Secretary-General, as that on which BONUCA stands. */
    SECRETARY_GENERAL_LETTER,
    /** Another decision, or one whose symbol does not say what it is. */
    OTHER;

    /** The kind that a document symbol says; {@link #OTHER} where it says none. */
    public static InstrumentKind of(String symbol) {
        if (symbol.startsWith("S/RES/")) {
            return SECURITY_COUNCIL_RESOLUTION;
        }
        if (symbol.startsWith("A/RES/")) {
            return GENERAL_ASSEMBLY_RESOLUTION;
        }
        if (symbol.contains("S/PRST/")) {
            return PRESIDENTIAL_STATEMENT;
        }
        return symbol.startsWith("LETTER ") ? SECRETARY_GENERAL_LETTER : OTHER;
    }
}
