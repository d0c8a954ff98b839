package org.muster.tlog.tile;

/** A tile or a bundle is not there, or is not as long as it must be. */
public final class MissingTileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MissingTileException(String message) {
        super(message);
    }
}
