package org.muster.acceptance;

import java.net.URI;

/** The addresses of the command side and the query side. */
interface Sides {

    URI commandSide(String path);

    URI querySide(String path);
}
