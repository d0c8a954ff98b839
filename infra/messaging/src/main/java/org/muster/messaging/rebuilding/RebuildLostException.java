package org.muster.messaging.rebuilding;

/** Another process works on the same rebuild, or has ended it: this one has nothing more to do with it. */
final class RebuildLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RebuildLostException(String why) {
        super(why);
    }
}
