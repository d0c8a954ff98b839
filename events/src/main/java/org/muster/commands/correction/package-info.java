/** Commands that correct or annul what was recorded by mistake. */
package org.muster.commands.correction;
