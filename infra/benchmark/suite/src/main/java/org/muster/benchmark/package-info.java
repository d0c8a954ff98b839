/** Starts PostgreSQL, Kafka and what is measured as processes, and writes one results page. */
package org.muster.benchmark;
