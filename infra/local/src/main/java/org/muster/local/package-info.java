/** Runs Muster on one machine by one command: servers, both sides, demo authorization and the load of the history. */
package org.muster.local;
