/** What decision 0012 chose between: ways to store an event's tags, and what each costs PostgreSQL. */
package org.muster.benchmark.tags;
