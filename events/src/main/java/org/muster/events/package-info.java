/** The events of the register, and the vocabulary that several families of events share. Plain records: they depend on nothing
 * but the JDK and the catalog's annotations. */
package org.muster.events;
