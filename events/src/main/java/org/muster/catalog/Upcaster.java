package org.muster.catalog;

import java.util.Map;

/**
 * Lifts the data of an event from one version to the next, so that what was stored once stays readable for ever. Pure: it knows nothing
 * but the event. What it cannot lift it leaves, and the reader of the present version refuses it.
 */
@FunctionalInterface
public interface Upcaster {

    /** The data in the next version: texts, numbers, flags, lists and maps, as JSON has them. */
    Map<String, Object> lift(Map<String, Object> data);
}
