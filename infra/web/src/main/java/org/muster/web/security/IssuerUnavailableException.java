package org.muster.web.security;

import org.springframework.security.oauth2.jwt.JwtException;

/** No token can be checked, because the issuer's keys are not known and cannot be fetched. Nothing is said about the token. */
public final class IssuerUnavailableException extends JwtException {

    private static final long serialVersionUID = 1L;

    IssuerUnavailableException(Throwable cause) {
        super("The issuer's keys cannot be fetched", cause);
    }

    /** Whether this is why something failed. */
    public static boolean isIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IssuerUnavailableException) {
                return true;
            }
        }
        return false;
    }
}
