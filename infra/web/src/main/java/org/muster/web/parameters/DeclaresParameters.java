package org.muster.web.parameters;

import java.util.List;

/** A handler with parameters that its method's arguments do not say: they are held as strictly as arguments are. */
public interface DeclaresParameters {

    /** All of them; every other query parameter is refused. */
    List<DeclaredParameter<?>> parameters();
}
