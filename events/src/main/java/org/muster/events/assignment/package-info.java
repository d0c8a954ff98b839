/** Events of assignments. */
package org.muster.events.assignment;
