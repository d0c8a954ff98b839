package org.muster.queryside.door;

/** The OAuth 2 scopes that the query side knows. */
final class Scopes {

    /** Read the reports. */
    static final String REPORTS = "SCOPE_reports";

    /** See the inside, and rebuild, retry and discard. */
    static final String ADMIN = "SCOPE_admin";

    private Scopes() {}
}
