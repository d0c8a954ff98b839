/** Recorded events as those read them who replay, page or answer a repeated command. */
package org.muster.commandside.adapter.axon.history;
