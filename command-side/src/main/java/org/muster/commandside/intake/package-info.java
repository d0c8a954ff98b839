/**
 * Takes a command from wherever it came (HTTP, Kafka), checks its form, and hands it to be decided. Knows no HTTP and no
 * framework.
 */
package org.muster.commandside.intake;
