package org.muster.commandside.adapter.security;

/** The OAuth 2 scopes that the command side knows. */
public final class Scopes {

    /** Send commands and read their catalog. */
    public static final String COMMANDS = "commands";

    /** Send commands as historical imports; beside {@link #COMMANDS}. */
    public static final String IMPORT = "import";

    /** Read the history. */
    public static final String AUDIT = "audit";

    /** Read who a person is; every access is recorded. */
    public static final String PERSONAL_DATA = "personal-data";

    /** Read the restricted roster: of the command side, only why assignments ended; every access is recorded. */
    public static final String ROSTER = "roster";

    /** See the inside: metrics and health in detail; beside {@link #COMMANDS}, adopt policies. */
    public static final String ADMIN = "admin";

    private Scopes() {}

    /** The authority that Spring Security derives from a scope. */
    public static String authority(String scope) {
        return "SCOPE_" + scope;
    }
}
