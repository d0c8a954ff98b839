package org.muster.cli.access;

import java.util.Optional;

/** Where access tokens come from. */
interface TokenSource {

    /**
     * A token that has not ended.
     *
     * @throws NotPermittedException if there is none to be had
     * @throws UnavailableException if the issuer cannot be reached
     */
    String token();

    /** A token instead of one that was refused; absent if there is no other one. */
    Optional<String> another();
}
