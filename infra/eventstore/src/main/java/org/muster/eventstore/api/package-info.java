/** What an application implements and receives: codecs, definitions of states, stored events, settings, exceptions. */
package org.muster.eventstore.api;
