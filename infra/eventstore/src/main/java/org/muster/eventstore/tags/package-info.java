/** Which tags exist, in memory, and the index of tags in PostgreSQL. */
package org.muster.eventstore.tags;
