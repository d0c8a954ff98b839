/** Confirms an entry on duty: where rules X1, X2, X3, X5 and X6 meet. */
package org.muster.commandside.domain.assignment.deployvolunteer;
