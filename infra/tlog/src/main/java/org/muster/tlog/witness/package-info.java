/** The protocol c2sp.org/tlog-witness: a witness that refuses a fork, and a log's client of it. */
package org.muster.tlog.witness;
