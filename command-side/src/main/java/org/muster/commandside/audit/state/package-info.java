/** The states of decision models as of any moment, and what changed between two. */
package org.muster.commandside.audit.state;
