/** Authorizes posts for a budget period. */
package org.muster.commandside.domain.mission.authorizevolunteerstrength;
