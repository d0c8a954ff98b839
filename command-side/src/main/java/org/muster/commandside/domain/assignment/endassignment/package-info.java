/** Ends an assignment, once. */
package org.muster.commandside.domain.assignment.endassignment;
