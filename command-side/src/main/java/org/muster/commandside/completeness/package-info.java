/** Compares, all the time and at a gentle rate, what is published with what is recorded, and says what differs. */
package org.muster.commandside.completeness;
