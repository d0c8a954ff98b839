package org.muster.tlog.postgres;

/** The stored tree is not what this log built: somebody changed its tables. Nothing more is built or signed on it. */
public final class TreeDamagedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TreeDamagedException(String message) {
        super(message);
    }
}
