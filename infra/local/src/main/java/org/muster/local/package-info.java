/** Muster on one machine by one command: servers, both sides, demo authorization, the history and how far it is. */
package org.muster.local;
