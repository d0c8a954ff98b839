/** The log's tree in PostgreSQL: built behind the writer of events, read for tiles and proofs, signed. */
package org.muster.tlog.postgres;
