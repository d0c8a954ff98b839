/** Commands and events as Axon's messages: names, tags, metadata, JSON, and what lifts an event of an old version. */
package org.muster.commandside.adapter.axon.event;
