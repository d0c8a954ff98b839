package org.muster.acceptance;

import java.net.URI;

/** Where a caller finds the command side and the query side. */
interface Sides {

    URI commandSide(String path);

    URI querySide(String path);
}
