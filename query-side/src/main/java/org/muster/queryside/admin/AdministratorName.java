package org.muster.queryside.admin;

import java.security.Principal;

/** Who did what is kept by the name in the token. */
final class AdministratorName {

    /** A valid token that names nobody, as some issuers give to machines. */
    private static final String UNNAMED = "unnamed";

    private AdministratorName() {}

    static String of(Principal caller) {
        return caller.getName() == null ? UNNAMED : caller.getName();
    }
}
