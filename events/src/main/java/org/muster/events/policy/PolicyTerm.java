package org.muster.events.policy;

/** A term of the conditions of service or of reporting whose number is policy, so that it changes without a new release. */
public enum PolicyTerm {
    FIRST_CONTRACT_MONTHS_MIN(1, 120, "The shortest first contract, in months"),
    FIRST_CONTRACT_MONTHS_MAX(1, 120, "The longest first contract, in months"),
    EXTENSION_MONTHS_MAX(1, 120, "The longest extension of a contract, in months"),
    SHORT_TERM_MONTHS_MAX(1, 120, "The longest short-term contract, in months"),
    ASSIGNMENT_MONTHS_MIN(0, 120, "The shortest assignment that may be requested, in months"),
    ASSIGNMENT_MONTHS_MAX(1, 120, "The longest assignment that may be requested, in months"),
    AGE_MIN(0, 120, "The least age at entry on duty, in years"),
    AGE_MAX(0, 120, "The greatest age at entry on duty, in years; without a value there is none"),
    PLAUSIBLE_AGE_MAX(0, 150, "Nobody is registered beyond this age, in years: it is a typing error"),
    RETIREMENT_AGE(0, 120, "From this age on cumulative service has no maximum, in years"),
    DISCHARGE_OF_LIABILITY_AGE(0, 120, "From this age on a discharge of liability is needed, in years"),
    SERVICE_YEARS_MAX(1, 60, "The most cumulative service, in years (X7); without a value there is no maximum"),
    SERVICE_LAPSE_YEARS(1, 60, "After so many years without service the maximum may be served once more (X7)"),
    R_AND_R_WEEKS_EXTREME(1, 104, "The rest and recuperation cycle under extreme conditions, in weeks"),
    R_AND_R_WEEKS_NON_FAMILY(1, 104, "The cycle at non-family and restricted stations, in weeks"),
    R_AND_R_WEEKS_HARDSHIP(1, 104, "The cycle at stations of class D or E outside capitals, in weeks"),
    R_AND_R_WEEKS_EXCEPTIONAL(1, 104, "The cycle where it was shortened exceptionally, in weeks"),
    CONTRACT_FIRST_REMINDER_DAYS(0, 3650, "The first reminder comes so many days before a contract ends"),
    CONTRACT_SECOND_REMINDER_DAYS(0, 3650, "The second reminder comes so many days before a contract ends"),
    CONTRACT_ESCALATION_DAYS(0, 3650, "The escalation comes so many days before a contract ends"),
    MANDATE_FIRST_WARNING_DAYS(0, 3650, "The first warning comes so many days before a mandate expires"),
    MANDATE_SECOND_WARNING_DAYS(0, 3650, "The second warning comes so many days before a mandate expires"),
    RESIGNATION_NOTICE_DAYS(0, 365, "The least notice of a resignation, in days"),
    RETENTION_YEARS(0, 120, "Personal data are kept so long after the last day of service, in years"),
    ERASURE_PERSONS(1, 2, "So many persons must order that personal data be erased"),
    SMALL_CELL_MIN(1, 1000, "Cells of fewer persons are suppressed for broad audiences");

    private final int least;
    private final int greatest;
    private final String meaning;

    PolicyTerm(int least, int greatest, String meaning) {
        this.least = least;
        this.greatest = greatest;
        this.meaning = meaning;
    }

    /** The least value that makes sense. */
    public int least() {
        return least;
    }

    /** The greatest value that makes sense. */
    public int greatest() {
        return greatest;
    }

    /** One sentence for people, with the unit. */
    public String meaning() {
        return meaning;
    }
}
