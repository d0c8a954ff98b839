/** What auditors read: the history as it was recorded. */
package org.muster.commandside.audit;
