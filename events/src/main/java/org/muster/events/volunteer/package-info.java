/** Events of persons in the roster. */
package org.muster.events.volunteer;
