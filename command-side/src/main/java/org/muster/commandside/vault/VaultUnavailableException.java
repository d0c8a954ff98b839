package org.muster.commandside.vault;

/** The vault's database cannot be reached: nothing was sealed, and nothing was recorded. */
public final class VaultUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    VaultUnavailableException(Throwable cause) {
        super("the vault cannot be reached", cause);
    }
}
