/** The audit log as it is served: built behind the writer, signed, cosigned by witnesses, given to whoever verifies. */
package org.muster.commandside.audit.log;
