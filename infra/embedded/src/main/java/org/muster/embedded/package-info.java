/**
 * Real PostgreSQL and real Kafka without Docker: persistent under a directory when Muster runs on one machine, temporary
 * in tests. Every server listens on the loopback address only.
 */
package org.muster.embedded;
