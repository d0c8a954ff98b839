/** What a corrected history must still keep. */
package org.muster.commandside.domain.rule.amendment;
