/** Ends an assignment, once. */
package org.muster.commandside.assignment.endassignment;
