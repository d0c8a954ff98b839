package org.muster.eventstore.api;

/** PostgreSQL runs with a setting under which an acknowledged event could be lost in a crash; the engine does not start. */
public final class UnsafeSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnsafeSettingException(String setting, String value) {
        super("PostgreSQL runs with %s=%s: an acknowledged event could be lost in a crash. Set %s=on."
                .formatted(setting, value, setting));
    }
}
