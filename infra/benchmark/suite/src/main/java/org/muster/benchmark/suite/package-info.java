/** Starts PostgreSQL and one runner after the other, each level on a fresh database, and writes the table. */
package org.muster.benchmark.suite;
