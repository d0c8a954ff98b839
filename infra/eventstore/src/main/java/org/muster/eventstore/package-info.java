/**
 * An Axon 5 event storage engine on PostgreSQL with Dynamic Consistency Boundaries: gapless positions in commit order,
 * group commit, decisions from memory. It knows no domain and no Spring.
 */
package org.muster.eventstore;
