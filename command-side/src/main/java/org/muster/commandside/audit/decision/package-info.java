/** Why decisions fell: commands decided once more on the state of their time, and a log of what was refused. */
package org.muster.commandside.audit.decision;
