/** The tree in pieces of 256 hashes, and its leaves in bundles of 256, as c2sp.org/tlog-tiles serves them. Pure. */
package org.muster.tlog.tile;
