package org.muster.queryside.door;

/** The OAuth 2 scopes that the query side knows. */
public final class Scopes {

    /** Read the reports. */
    public static final String REPORTS = "SCOPE_reports";

    /** See single assignments and volunteers; never names. */
    public static final String ROSTER = "SCOPE_roster";

    /** Read who came in, and who read what is recorded. */
    static final String AUDIT = "SCOPE_audit";

    /** Ask the command side who a person is; every access is recorded there. */
    static final String PERSONAL_DATA = "SCOPE_personal-data";

    /** See the inside, and rebuild, retry and discard. */
    static final String ADMIN = "SCOPE_admin";

    private Scopes() {}
}
