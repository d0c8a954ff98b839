/** Enters a person in the roster, once. */
package org.muster.commandside.domain.volunteer.registervolunteer;
