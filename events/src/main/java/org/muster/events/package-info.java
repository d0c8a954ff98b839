/** The events of the register. Plain records: they depend on nothing but the JDK and the catalog's annotations. */
package org.muster.events;
