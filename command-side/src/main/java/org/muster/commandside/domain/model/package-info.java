/**
 * The decision models hold what rules need to know about one entity, folded from its events. Each is an immutable record with its
 * fold beside it; none copies more than a bounded part of itself per event, however many volunteers a mission has.
 */
package org.muster.commandside.domain.model;
